import EndpointSpec
import Foundation
import OpenAPIExport
import RepositoryFiles
import SourceText
import Testing

/// The export of specs as an OpenAPI document.
@Suite struct OpenAPIExportTests {
    private static func spec(
        id: String = "demo.v1.thing.get", method: String = "GET", path: String = "/open-apis/demo/v1/thing",
        parameters: String = "[]", fields: String = ""
    ) throws -> SpecFile {
        try SpecFile(
            SourceFile(
                path: "\(id).json",
                text: """
                    {"id": "\(id)", "title": "Thing", "document": {}, "method": "\(method)", "path": "\(path)",
                     "pathParameters": \(parameters),
                     "response": {"envelope": "data", "type": "object", "fields": [\(fields)]}}
                    """))
    }

    @Test func openAPIHasWhatTheSpecsState() throws {
        let folder = RepositoryFiles.root.appendingPathComponent("Tests/HireFixture/specs")
        let document = OpenAPIDocument(of: try RepositoryFiles.specs(in: folder)).json
        #expect(document["openapi"] == .string("3.1.0"))
        let path = "/open-apis/hire/v1/websites/{website_id}/delivery_tasks/{delivery_task_id}"
        let operation = try #require(document["paths"]?[path]?["get"])
        #expect(operation["operationId"] == .string("hire.v1.website_delivery_task.get"))
        #expect(operation["security"]?.compact == "[{\"tenantAccessToken\": []}]")
        #expect(
            operation["x-feishu-rate-limits"]?.compact
                == "[{\"requests\": 1000, \"seconds\": 60}, {\"requests\": 50, \"seconds\": 1}]")
        #expect(operation["x-feishu-polling"]?["field"] == .string("status"))
        let errors = try #require(operation["responses"]?["400"]?["x-feishu-errors"]?.compact)
        #expect(errors.contains("1002008"))
        let success = try #require(operation["responses"]?["200"]?["content"]?["application/json"])
        let status = try #require(success["schema"]?["properties"]?["data"]?["properties"]?["status"])
        // Other values are allowed, too.
        guard case .array(let values)? = status["anyOf"] else { throw CocoaError(.coderInvalidValue) }
        #expect(values.count == 5 && values.last?.compact == "{\"type\": \"integer\", \"format\": \"int64\"}")
        #expect(values[0]["const"] == .number("0"))
        #expect(success["examples"]?["sample-1"]?["value"]?["code"] == .number("0"))
        let patch = try #require(
            document["paths"]?["/open-apis/hire/v1/ehr_import_tasks/{ehr_import_task_id}"]?["patch"])
        let body = try #require(patch["requestBody"]?["content"]?["application/json"]?["schema"])
        #expect(body["required"]?.compact == "[\"state\"]")
        #expect(body["properties"]?["fail_reason"]?["x-feishu-available-when"]?["field"] == .string("state"))
    }

    @Test func eventsAreWebhooks() throws {
        let text = """
            {"id": "demo.v1.exam.created", "eventType": "demo.exam.created_v1", "title": "T", "document": {},
             "envelope": "2.0", "event": {"fields": [{"name": "a", "type": "int"}], "samples": [{"event": {"a": 1}}]},
             "headerFields": [{"name": "resource_id", "type": "string"}]}
            """
        let old = """
            {"id": "demo.v1.event.leave", "eventType": "leave", "title": "T", "document": {}, "envelope": "1.0", "event": {}}
            """
        let document = OpenAPIDocument(
            of: try [text, old].map { try SpecFile(SourceFile(path: "a.json", text: $0)) })
        #expect(document.countText == "2 events" && document.json["paths"]?.compact == "{}")
        let post = try #require(document.json["webhooks"]?["demo.exam.created_v1"]?["post"])
        let content = try #require(post["requestBody"]?["content"]?["application/json"])
        let properties = try #require(content["schema"]?["properties"])
        #expect(properties["event"]?["properties"]?["a"]?["type"] == .string("integer"))
        #expect(properties["header"]?["properties"]?["event_type"]?["const"] == .string("demo.exam.created_v1"))
        #expect(properties["header"]?["properties"]?["resource_id"]?["type"] == .string("string"))
        #expect(content["examples"]?["sample-1"]?["value"]?["event"]?["a"] == .number("1"))
        let before = document.json["webhooks"]?["leave"]?["post"]?["requestBody"]?["content"]?["application/json"]
        #expect(before?["schema"]?["properties"]?["uuid"] != nil)
    }

    /// A client reads `default` only where the status is not listed, and 200 always is.
    @Test func anErrorWithASuccessStatusBelongsToTheSuccess() throws {
        let text = """
            {"id": "demo.v1.thing.get", "title": "T", "document": {}, "method": "GET", "path": "/a",
             "response": {"envelope": "none", "type": "file"},
             "errors": [{"status": 200, "code": 7, "message": "m"}, {"code": 8, "message": "n"}]}
            """
        let document = OpenAPIDocument(of: [try SpecFile(SourceFile(path: "a.json", text: text))])
        #expect(document.countText == "1 endpoint")
        let responses = try #require(document.json["paths"]?["/a"]?["get"]?["responses"])
        #expect(responses["200"]?["x-feishu-errors"]?.compact.contains("\"code\": 7") == true)
        #expect(responses["200"]?["content"]?["application/json"]?.compact.contains("\"const\": 7") == true)
        #expect(responses["default"]?["x-feishu-errors"]?.compact.contains("7") == false)
    }

    /// OpenAPI does not distinguish paths by the names of their parameters.
    @Test func pathsThatDifferInNamesAloneAreOne() throws {
        let specs = try [("GET", "id", "get"), ("DELETE", "thing_id", "delete")].map { method, name, operation in
            try Self.spec(
                id: "demo.v1.thing.\(operation)", method: method, path: "/open-apis/demo/v1/things/:\(name)",
                parameters: #"[{"name": "\#(name)", "type": "string"}]"#)
        }
        let item = try #require(OpenAPIDocument(of: specs).json["paths"]?["/open-apis/demo/v1/things/{thing_id}"])
        #expect(item["delete"] != nil)
        let parameter = try #require(item["get"]?["parameters"]?.compact)
        #expect(parameter.contains("\"name\": \"thing_id\"") && parameter.contains("\"x-feishu-name\": \"id\""))
    }

    /// A type that occurs more than once is a component. The description of each field is next to its reference.
    @Test func repeatedTypesAreComponents() throws {
        let fields = ["owner", "editor"].map { name in
            """
            {"name": "\(name)", "type": "object", "typeName": "user", "description": "the \(name)", "fields": [{"name": "id", "type": "string"}]}
            """
        }
        let document = OpenAPIDocument(of: [try Self.spec(fields: fields.joined(separator: ","))]).json
        #expect(document["components"]?["schemas"]?["demo.v1.thing.get.user"]?["properties"]?["id"] != nil)
        let text = document.compact
        #expect(text.components(separatedBy: "\"$ref\": \"#/components/schemas/demo.v1.thing.get.user\"").count == 3)
        #expect(text.contains("\"description\": \"the owner\""))
    }

    /// A client that is generated again after an endpoint was added keeps the names of its types.
    @Test func componentsDoNotDependOnOtherEndpoints() throws {
        let fields = ["owner", "editor"].map { name in
            #"{"name": "\#(name)", "type": "object", "typeName": "user", "fields": [{"name": "id", "type": "string"}]}"#
        }.joined(separator: ",")
        let spec = try Self.spec(fields: fields)
        let other = try Self.spec(
            id: "demo.v1.a.get", path: "/open-apis/demo/v1/a", fields: fields.replacing("\"id\"", with: "\"key\""))
        let alone = OpenAPIDocument(of: [spec]).json
        let together = OpenAPIDocument(of: [other, spec]).json
        #expect(alone["paths"]?["/open-apis/demo/v1/thing"] == together["paths"]?["/open-apis/demo/v1/thing"])
        let name = "demo.v1.thing.get.user"
        #expect(alone["components"]?["schemas"]?[name] == together["components"]?["schemas"]?[name])
    }

    /// Value constraints apply to the elements of an array, and only portable patterns are exported as `pattern`.
    @Test(arguments: [
        (
            #"{"name": "a", "type": "int[]", "constraints": {"maxItems": 3, "maximum": 9}}"#,
            #"{"type": "array", "items": {"type": "integer", "format": "int64", "maximum": 9}, "maxItems": 3}"#
        ),
        (
            #"{"name": "a", "type": "string", "constraints": {"pattern": "^[a-z]+$"}}"#,
            #"{"type": "string", "pattern": "^[a-z]+$"}"#
        ),
        (
            #"{"name": "a", "type": "string", "constraints": {"pattern": "^[^[\\]]+$"}}"#,
            #"{"type": "string", "pattern": "^[^[\\]]+$"}"#
        ),
        (
            #"{"name": "a", "type": "string", "constraints": {"pattern": "(?i)\\Aa++"}}"#,
            #"{"type": "string", "x-feishu-pattern": "(?i)\\Aa++"}"#
        ),
        (
            #"{"name": "a", "type": "int", "default": "1"}"#,
            #"{"type": "integer", "format": "int64", "x-feishu-default": "1"}"#
        ),
        (
            #"{"name": "a", "type": "int", "format": "int32"}"#, #"{"type": "integer", "format": "int32"}"#
        ),
        (
            #"{"name": "a", "type": "int", "format": "unix-milliseconds"}"#,
            #"{"type": "integer", "format": "int64", "x-feishu-format": "unix-milliseconds"}"#
        ),
        (
            #"{"name": "a", "type": "string", "format": "unix-seconds", "constraints": {"minimum": 1, "maximum": 9}}"#,
            #"{"type": "string", "x-feishu-minimum": 1, "x-feishu-maximum": 9, "x-feishu-format": "unix-seconds"}"#
        ),
        (#"{"name": "a", "type": "map"}"#, #"{"type": "object", "additionalProperties": true}"#),
        (
            #"{"name": "a", "type": "map", "fields": [{"name": "b", "type": "int"}]}"#,
            #"{"type": "object", "additionalProperties": {"type": "object", "properties": {"b": {"type": "integer", "format": "int64"}}}}"#
        ),
        (
            #"{"name": "a", "type": "map", "valueType": "object[]", "fields": [{"name": "b", "type": "int"}]}"#,
            #"{"type": "object", "additionalProperties": {"type": "array", "items": {"type": "object", "properties": {"b": {"type": "integer", "format": "int64"}}}}}"#
        ),
        (
            #"{"name": "a", "type": "map", "valueType": "string[]"}"#,
            #"{"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}"#
        ),
    ])
    func aFieldIsASchema(field: String, schema: String) throws {
        let document = OpenAPIDocument(of: [try Self.spec(fields: field)]).json
        let success = document["paths"]?["/open-apis/demo/v1/thing"]?["get"]?["responses"]?["200"]
        let body = success?["content"]?["application/json"]?["schema"]
        #expect(body?["properties"]?["data"]?["properties"]?["a"]?.compact == schema)
    }

    /// OpenAPI does not allow two operations with the same method and path.
    @Test func whatOpenAPICannotExpressIsReported() throws {
        let document = OpenAPIDocument(of: [try Self.spec(), try Self.spec(id: "demo.v1.thing.list")])
        #expect(document.warnings.count == 1)
    }
}
