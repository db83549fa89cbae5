import SourceText

/// A value that is computed on first use.
struct Lazy<Value> {
    private var value: Value?

    /// - Parameter value: The value if it is already known, or `nil` to compute it on first use.
    init(_ value: Value? = nil) { self.value = value }

    /// Returns the value, computing it if necessary. If the computation fails, the next call repeats it.
    mutating func get(_ compute: () throws(Failure) -> Value) throws(Failure) -> Value {
        if let value { return value }
        let value = try compute()
        self.value = value
        return value
    }
}
