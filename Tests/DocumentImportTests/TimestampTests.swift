import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

@Suite struct TimestampTests {
    @Test(arguments: [
        ("创建时间，毫秒时间戳", nil, "unix-milliseconds"),
        ("创建时间（秒级时间戳）", nil, "unix-seconds"),
        ("Creation timestamp (in ms)", nil, "unix-milliseconds"),
        ("The Unix time of the last change, in seconds", nil, "unix-seconds"),
        ("距1970-01-01 00:00:00的毫秒数的时间戳", nil, "unix-milliseconds"),
        ("预约到期时间（unix时间，单位sec）", "\"1608888867\"", "unix-seconds"),
        // Without a unit, the digits decide.
        ("起始时间戳", "1616920429000", "unix-milliseconds"),
        ("起始时间戳，例如 `1616920429`", nil, "unix-seconds"),
        ("起始时间戳", nil, nil),
        // Without the word, the digits have to agree.
        ("结束时间（毫秒）", "\"1730208758000\"", "unix-milliseconds"),
        ("结束时间（毫秒）", nil, nil),
        ("文件的时长，单位：毫秒", "3000", nil),
        ("有效期，单位为秒", "7200", nil),
        ("预计用时，单位为秒", "\"1730208758000\"", nil),
        // The other unit contradicts the text; the placeholder of a sample does not.
        ("毫秒时间戳", "1616920429", nil),
        ("毫秒时间戳", "\"AA\"", "unix-milliseconds"),
        ("微秒时间戳", nil, nil),
        ("用于检查时间戳的时区", "\"Asia/Shanghai\"", nil),
    ])
    func theTextAndTheDigitsDecide(description: String, example: String?, format: String?) throws {
        var field = EndpointSpec.Field(name: "time", type: .init(example?.first == "\"" ? .string : .int))
        field.description = description
        field.example = try example.map(Self.json)
        #expect(Self.format(of: field) == format)
    }

    @Test(arguments: [EndpointSpec.FieldType.Base.boolean, .object, .number, .any])
    func onlyStringsAndIntegersAreTimestamps(base: EndpointSpec.FieldType.Base) {
        var field = EndpointSpec.Field(name: "time", type: .init(base))
        field.description = "毫秒时间戳"
        #expect(Self.format(of: field) == nil)
    }

    @Test func samplesInNestedListsAreEvidence() throws {
        var field = EndpointSpec.Field(name: "time", type: .init(.string))
        field.description = "开始时间，单位毫秒"
        let list = EndpointSpec.Field(name: "items", type: .init(.object, dimensions: 1), fields: [field])
        let sample = try Self.json(#"{"code": 0, "data": {"items": [{"time": "0"}, {"time": "1616920429000"}]}}"#)
        #expect(Self.marked(list, sample).fields?.first?.format == .unixMilliseconds)
    }

    private static func json(_ text: String) throws -> JSON { try JSON(parsing: SourceFile(path: "", text: text)) }

    private static func format(of field: EndpointSpec.Field) -> String? { marked(field, nil).format?.rawValue }

    private static func marked(_ field: EndpointSpec.Field, _ sample: JSON?) -> EndpointSpec.Field {
        var spec = EndpointSpec(
            id: .init(service: "a", version: "v1", resource: "b", operation: "get"), title: "", document: .init(),
            method: .get, path: .root,
            response: .init(
                envelope: .data, type: .init(.object), fields: [field], samples: [sample].compactMap(\.self)))
        Timestamps.mark(in: &spec)
        return spec.response.fields?.first ?? field
    }
}
