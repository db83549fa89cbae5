/// A visitor that transforms every string of a model, and of the models in it.
struct StringMapper: FeishuFieldVisitor {
    let transform: (String) -> String

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        if let found = value { value = mapped(found) }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) { value = mapped(value) }

    private mutating func mapped<Value: FeishuFieldValue>(_ value: Value) -> Value { any(value) as? Value ?? value }

    private mutating func any(_ value: Any) -> Any {
        switch value {
        case let text as String: return transform(text)
        case let list as [any FeishuFieldValue]: return list.map { any($0) }
        case var model as any FeishuModel:
            // `visitFields` only rethrows errors of the visitor, and the mapper never throws.
            try? model.visitFields(&self)
            return model
        default: return value
        }
    }
}
