/// Runs the README's examples without the network.
@main
enum Consumer {
    static func main() async throws {
        try await Testing.run()
        print("the examples of the README run")
    }
}
