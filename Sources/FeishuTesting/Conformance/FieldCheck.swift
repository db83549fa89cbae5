import FeishuRuntime
import Foundation

/// Compares the types of a body and a response with the documented fields.
enum FieldCheck<Call: FeishuExampleEndpoint> {
    static func failures(_ facts: DocumentedFacts) -> [FeishuConformanceFailure] {
        var comparison = FieldComparison(isForm: Call.descriptor.bodyEncoding == .multipart)
        comparison.compareBody(Call.Body.self, with: facts.request ?? [])
        comparison.compareResponse(
            Call.Response.self,
            with: DocumentedFacts.Field(
                name: "response", type: facts.responseType, required: nil, values: nil, names: nil,
                fields: facts.response))
        comparison.expect(
            isAcceptedWithoutPayload, "response", "cannot be decoded from a response without a payload")
        return comparison.problems.map { path, problem in
            .init(endpoint: Call.descriptor.id, path: path, problem: problem)
        }
    }
}

extension FieldCheck {
    /// Whether a success without any payload decodes. Files and bodies without an envelope have no such form.
    private static var isAcceptedWithoutPayload: Bool {
        if Call.descriptor.envelope == .none || Call.Response.self == FeishuDownload.self { return true }
        return (try? Call.response(from: FeishuHTTPResponse(status: 200, json: ["code": 0]))) != nil
    }
}

/// A comparison of generated types with documented fields.
private struct FieldComparison {
    /// Whether the fields of the body are parts of a form.
    let isForm: Bool
    var problems: [(path: String, problem: String)] = []

    mutating func expect(_ condition: Bool, _ path: String, _ problem: @autoclosure () -> String) {
        if !condition { problems.append((path, problem())) }
    }

    mutating func compareBody(_ type: Any.Type, with fields: [DocumentedFacts.Field]) {
        // A body whose fields are not documented is not typed.
        if fields.isEmpty {
            expect(!(type is any FeishuModel.Type), "request", "is \(type), but the document has no fields")
        } else {
            compareFields(of: type, with: fields, at: "request", isBody: true)
        }
    }

    mutating func compareResponse(_ type: Any.Type, with field: DocumentedFacts.Field) {
        if field.type == "file" {
            expect(type == FeishuDownload.self, field.name, "is \(type), but the document has a file")
        } else if field.dimensions > 0 || field.base == "object" && field.fields?.isEmpty == false {
            compare(type, with: field, at: field.name, isRequest: false)
        } else {
            // A response whose fields are not documented is not typed.
            let isUntyped = type == FeishuJSONValue.self || type == FeishuNoContent.self
            expect(isUntyped, field.name, "is \(type), but the document has \(field.type) without fields")
        }
    }

    /// - Parameter isBody: Whether the fields are those of the request body itself, and can be parts of a form.
    private mutating func compareFields(
        of type: Any.Type, with fields: [DocumentedFacts.Field], at path: String, isRequest: Bool = true,
        isBody: Bool = false
    ) {
        guard let model = type as? any FeishuModel.Type else {
            return expect(false, path, "is \(type), but the document has an object with fields")
        }
        let properties = ModelProperty.all(of: model)
        let byName = Dictionary(properties.map { ($0.name, $0) }) { first, _ in first }
        for field in fields {
            let path = "\(path).\(field.name)"
            guard let property = byName[field.name] else {
                expect(false, path, "is documented, but \(model) has no such field")
                continue
            }
            let isRequired = isRequest && field.required == true
            expect(
                property.isRequired == isRequired, path,
                property.isRequired
                    ? "is required, but the document does not require it"
                    : "is not required, but the document requires it")
            compare(property.type, with: field, at: path, isRequest: isRequest, isPart: isBody && isForm)
        }
        if !isRequest {
            let nulls = Dictionary(fields.map { ($0.name, FeishuJSONValue.null) }) { first, _ in first }
            expect(model.decodes(from: [:]), path, "cannot be decoded without its fields")
            expect(model.decodes(from: .object(nulls)), path, "cannot be decoded if its fields are null")
        }
        let documented = Set(fields.map(\.name))
        for property in properties where !documented.contains(property.name) {
            expect(false, "\(path).\(property.name)", "is a field of \(model), but is not documented")
        }
        if Set(properties.map(\.name)) == documented {
            expect(
                properties.map(\.name) == fields.map(\.name), path,
                "has its fields in another order than the document, or twice")
        }
    }

    private mutating func compare(
        _ type: Any.Type, with field: DocumentedFacts.Field, at path: String, isRequest: Bool, isPart: Bool = false
    ) {
        var element = type
        for _ in 0..<field.dimensions {
            guard let array = element as? any AnyArray.Type else {
                return expect(false, path, "is \(type), but the document has \(field.type)")
            }
            element = array.elementType
        }
        if field.base == "map", field.valueType != nil || field.fields?.isEmpty == false {
            guard let map = element as? any AnyDictionary.Type else {
                return expect(false, path, "is \(type), but the document has \(field.type)")
            }
            let value = DocumentedFacts.Field(
                name: field.name, type: field.valueType ?? "object", required: nil, values: nil, names: nil,
                fields: field.fields)
            compare(map.valueType, with: value, at: path, isRequest: isRequest)
        } else if field.base == "object", let fields = field.fields, !fields.isEmpty {
            compareFields(of: element, with: fields, at: path, isRequest: isRequest)
        } else if let values = field.values, ["string", "int"].contains(field.base) {
            guard let openEnum = element as? any FeishuOpenEnum.Type else {
                return expect(false, path, "is \(type), but the document lists values")
            }
            compareValues(of: openEnum, with: values, named: field.names ?? [], at: path)
        } else if let format = field.format, ["string", "int"].contains(field.base) {
            let timestamp = element as? any AnyTimestamp.Type
            expect(
                timestamp?.format == format
                    && timestamp.map { ObjectIdentifier($0.wireType) }
                        == ObjectIdentifier(Self.plainType(of: field.base, isPart: isPart)),
                path, "is \(type), but the document has \(field.type) with the format \(format)")
        } else {
            let plain = Self.plainType(of: field.base, isPart: isPart)
            expect(
                ObjectIdentifier(element) == ObjectIdentifier(plain), path,
                "is \(type), but the document has \(field.type)")
        }
    }

    private static func plainType(of base: Substring, isPart: Bool) -> Any.Type {
        switch base {
        case "string": String.self
        case "int": Int.self
        case "number": Double.self
        case "boolean": Bool.self
        case "map": [String: FeishuJSONValue].self
        case "file" where isPart: FeishuFileUpload.self
        default: FeishuJSONValue.self
        }
    }

    /// Checks that the listed values are known, and that another value is preserved.
    private mutating func compareValues<Value: FeishuOpenEnum>(
        of _: Value.Type, with documented: [FeishuJSONValue], named names: [String], at path: String
    ) {
        func roundTrip(_ value: FeishuJSONValue) -> (value: Value, encoded: FeishuJSONValue)? {
            guard let value = try? JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)),
                let encoded = try? JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(value))
            else { return nil }
            return (value, encoded)
        }
        for value in documented {
            let result = roundTrip(value)
            expect(
                result?.encoded == value, path,
                "the listed value \(value.valueText) does not survive decoding and encoding")
            expect(result?.value.isKnown ?? true, path, "the listed value \(value.valueText) is not known")
        }
        let listed = documented.map(\.valueText)
        let known = Value.allKnownValues.map(\.parameterText)
        for raw in known where !listed.contains(raw) {
            expect(false, path, "the known value \(raw) is not documented")
        }
        let valueByName = Dictionary(zip(names, listed)) { first, _ in first }
        for (name, value) in Value.known where valueByName[name].map({ $0 != value.parameterText }) ?? false {
            expect(
                false, path,
                "the value \(name) is \(value.parameterText), but the document has \(valueByName[name] ?? "")")
        }
        // Some documents list a value several times.
        var seen: Set<String> = []
        let distinct = listed.filter { seen.insert($0).inserted }
        if Set(known) == Set(distinct) {
            expect(known == distinct, path, "the known values are in another order than in the document, or twice")
        }
        let unlisted: FeishuJSONValue = Value.RawValue.self == Int.self ? .integer(987_654_321) : "unlisted_value"
        let result = roundTrip(unlisted)
        expect(
            result?.encoded == unlisted && result?.value.isKnown == false, path,
            "a value that is not listed does not survive decoding and encoding")
    }
}

extension Decodable {
    fileprivate static func decodes(from value: FeishuJSONValue) -> Bool {
        (try? JSONDecoder().decode(Self.self, from: JSONEncoder().encode(value))) != nil
    }
}

extension FeishuJSONValue {
    /// A listed value as it is spelled in the raw value of an open enum.
    fileprivate var valueText: String { string ?? int.map(String.init) ?? "\(self)" }
}
