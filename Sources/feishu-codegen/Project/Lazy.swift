import SourceText

/// A value that is made when it is needed for the first time.
struct Lazy<Value> {
    private var value: Value?

    /// - Parameter value: The value, if it is there already.
    init(_ value: Value? = nil) { self.value = value }

    mutating func get(_ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        if let value { return value }
        let value = try make()
        self.value = value
        return value
    }
}
