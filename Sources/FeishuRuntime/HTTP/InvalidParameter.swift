/// An error for a value that cannot be sent.
struct InvalidParameter: Error {
    let reason: String
}
