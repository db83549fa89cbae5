import FeishuRuntime

/// A property of a generated model.
struct ModelProperty {
    /// The wire name.
    let name: String
    let type: Any.Type
    let isRequired: Bool

    /// The wire names of all properties.
    static func names<Model: FeishuModel>(of model: Model.Type) -> Set<String> { Set(all(of: model).map(\.name)) }

    static func all<Model: FeishuModel>(of _: Model.Type) -> [ModelProperty] {
        var collector = PropertyCollector()
        var model = Model(unset: FeishuUnset())
        // `visitFields` only rethrows errors of the visitor, and the collector never throws.
        try? model.visitFields(&collector)
        return collector.properties
    }
}

private struct PropertyCollector: FeishuFieldVisitor {
    var properties: [ModelProperty] = []

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        properties.append(ModelProperty(name: name, type: Value.self, isRequired: false))
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {
        properties.append(ModelProperty(name: name, type: Value.self, isRequired: true))
    }
}

/// A dictionary of any type, to find the type of its values.
protocol AnyDictionary {
    static var valueType: Any.Type { get }
}

extension Dictionary: AnyDictionary where Key == String {
    static var valueType: Any.Type { Value.self }
}

/// An array of any type, to find the type of its elements.
protocol AnyArray {
    static var elementType: Any.Type { get }
}

extension Array: AnyArray {
    static var elementType: Any.Type { Element.self }
}
