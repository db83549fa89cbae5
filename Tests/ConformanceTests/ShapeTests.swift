import EndpointSpec
import Foundation
import Generated
import Testing

@testable import FeishuRuntime

/// The generated types have the fields, types, and enumerated values of their specs.
@Suite struct ShapeTests {
    @Test(arguments: SpecifiedEndpoint.all)
    func theBodyHasTheFieldsOfTheSpec(endpoint: SpecifiedEndpoint) throws {
        if let fields = endpoint.spec.request?.fields, !fields.isEmpty {
            let isForm = endpoint.type.descriptor.bodyEncoding == .multipart
            try Self.expect(
                Self.bodyType(of: endpoint.type), has: fields, isRequest: true, isForm: isForm, at: "body")
        }
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func theResponseHasTheFieldsOfTheSpec(endpoint: SpecifiedEndpoint) throws {
        let response = endpoint.spec.response
        if response.type.spelling == "object", let fields = response.fields, !fields.isEmpty {
            try Self.expect(Self.responseType(of: endpoint.type), has: fields, isRequest: false, at: "response")
        }
    }

    private static func bodyType<Call: FeishuEndpoint>(of _: Call.Type) -> Any.Type { Call.Body.self }
    private static func responseType<Call: FeishuEndpoint>(of _: Call.Type) -> Any.Type { Call.Response.self }

    private static func expect(
        _ type: Any.Type, has fields: [EndpointSpec.Field], isRequest: Bool, isForm: Bool = false,
        at place: String
    ) throws {
        let model = try #require(type as? any FeishuModel.Type, "\(place) is not a model")
        let properties = try properties(of: model)
        try #require(properties.map(\.name) == fields.map(\.name), "\(place)")
        for (property, field) in zip(properties, fields) {
            let place = "\(place).\(field.name)"
            #expect(property.isRequired == (isRequest && field.required == true), "\(place)")
            var element = property.type
            for _ in 0..<field.type.dimensions {
                element = try #require(element as? any AnyArray.Type, "\(place) is not an array").elementType
            }
            if field.type.base == .object, let nested = field.fields, !nested.isEmpty {
                try expect(element, has: nested, isRequest: isRequest, at: place)
            } else if let values = field.values, [.string, .int].contains(field.type.base) {
                let openEnum = try #require(element as? any FeishuOpenEnum.Type, "\(place) is not an open enum")
                try expect(openEnum, has: values, at: place)
            } else {
                // Only the fields of a form itself are its parts.
                let isPart = isForm && field.type.base == .file
                let plain: Any.Type = isPart ? FeishuFileUpload.self : Self.plainType(of: field.type.base)
                #expect(ObjectIdentifier(element) == ObjectIdentifier(plain), "\(place)")
            }
        }
    }

    private static func expect<Value: FeishuOpenEnum>(
        _: Value.Type, has values: [EndpointSpec.EnumeratedValue], at place: String
    ) throws {
        // Documents list some values twice.
        let listed = try values.map { try $0.value.value() }
        let distinct = listed.indices.filter { !listed[..<$0].contains(listed[$0]) }.map { listed[$0] }
        #expect(try Value.allKnownValues.map { try $0.value() } == distinct, "\(place)")
        let unknown: FeishuJSONValue = Value.RawValue.self == Int.self ? .integer(987_654) : .string("unknown_value")
        let decoded = try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(unknown))
        #expect(try decoded.value() == unknown && !decoded.isKnown, "\(place)")
    }

    private static func plainType(of base: EndpointSpec.FieldType.Base) -> Any.Type {
        switch base {
        case .string: String.self
        case .int: Int.self
        case .number: Double.self
        case .boolean: Bool.self
        case .map: [String: FeishuJSONValue].self
        case .object, .file, .any: FeishuJSONValue.self
        }
    }

    private static func properties<Value: FeishuModel>(of _: Value.Type) throws -> [Property] {
        var value = Value(unset: FeishuUnset())
        var collector = PropertyCollector()
        try value.visitFields(&collector)
        return collector.properties
    }
}

private struct Property {
    let name: String
    let type: Any.Type
    let isRequired: Bool
}

private struct PropertyCollector: FeishuFieldVisitor {
    var properties: [Property] = []

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) {
        properties.append(Property(name: name, type: Value.self, isRequired: false))
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) {
        properties.append(Property(name: name, type: Value.self, isRequired: true))
    }
}

private protocol AnyArray {
    static var elementType: Any.Type { get }
}

extension Array: AnyArray {
    static var elementType: Any.Type { Element.self }
}
