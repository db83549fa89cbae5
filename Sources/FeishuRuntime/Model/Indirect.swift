/// Stores a nested object outside of the model that has it, so that copying and destroying a model take code and time for
/// its own fields only. Otherwise each model would contain that of everything below it.
///
/// The value is nil until it is set, and is copied like any other value.
@propertyWrapper
public struct FeishuIndirect<Value: Sendable>: Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var box: Box?

    public init() {}

    public init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }

    public var wrappedValue: Value? {
        get { box?.value }
        set { box = newValue.map(Box.init) }
    }
}
