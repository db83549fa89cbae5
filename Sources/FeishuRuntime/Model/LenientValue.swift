/// A type that can be losslessly converted from another JSON type. The platform sometimes sends `"12"` for a number or
/// `12` for a string.
package protocol LenientValue {
    /// Converts a value to this type. The result is nil if the conversion is not lossless.
    init?(lenient value: FeishuJSONValue)
}

extension Int: LenientValue {
    package init?(lenient value: FeishuJSONValue) {
        switch value {
        case .integer(let number): self = number
        case .number(let number): self.init(exactly: number)
        case .string(let text):
            guard let number = Int(text), String(number) == text else { return nil }
            self = number
        default: return nil
        }
    }
}

extension Double: LenientValue {
    package init?(lenient value: FeishuJSONValue) {
        switch value {
        case .integer(let number): self.init(exactly: number)
        case .number(let number): self = number
        case .string(let text):
            guard let number = Double(exactDecimal: text) else { return nil }
            self = number
        default: return nil
        }
    }
}

extension Double {
    /// Converts a string with a JSON number. The result is nil if the number has more than 15 significant digits,
    /// because a `Double` represents only up to 15 digits without loss, or if it overflows or underflows.
    fileprivate init?(exactDecimal text: String) {
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let number = Double(text), number.isFinite
        else { return nil }
        let digits = text.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber).drop { $0 == "0" }
        guard digits.count <= 15, number != 0 || digits.isEmpty else { return nil }
        self = number
    }
}

extension Bool: LenientValue {
    package init?(lenient value: FeishuJSONValue) {
        switch value {
        case .boolean(let flag): self = flag
        case .integer(1): self = true
        case .integer(0): self = false
        case .string(let text):
            switch text.lowercased() {
            case "true", "1": self = true
            case "false", "0": self = false
            default: return nil
            }
        default: return nil
        }
    }
}

extension String: LenientValue {
    package init?(lenient value: FeishuJSONValue) {
        switch value {
        case .string(let text): self = text
        case .integer(let number): self.init(number)
        case .bigInteger(let number): self = number.description
        case .number(let number): self.init(number)
        case .boolean(let flag): self.init(flag)
        default: return nil
        }
    }
}

extension Array: LenientValue {
    package init?(lenient value: FeishuJSONValue) {
        guard case .array(let values) = value else { return nil }
        let elements = values.compactMap { $0.converted(to: Element.self) }
        guard elements.count == values.count else { return nil }
        self = elements
    }
}

extension FeishuOpenEnum {
    fileprivate init?(lenient value: FeishuJSONValue) {
        guard let rawValue = value.converted(to: RawValue.self) else { return nil }
        self.init(rawValue: rawValue)
    }
}

extension FeishuJSONValue {
    /// Returns the value as another type, or nil if it cannot be converted without loss.
    package func converted<Value>(to type: Value.Type) -> Value? {
        if let type = type as? any LenientValue.Type { return type.init(lenient: self) as? Value }
        return (type as? any FeishuOpenEnum.Type)?.init(lenient: self) as? Value
    }
}
