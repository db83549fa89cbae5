import FeishuAPI
import FeishuTesting

/// Runs the examples of the articles without the network.
@main
enum Articles {
    static func main() async throws {
        try await Testing.run()
        try await PollingAndStores.run()
        try await ReceivingEvents.run()
        try await Cards.run()
        try await LongConnection.run()
        print("the examples of the articles run")
    }
}
