import SourceText
import Testing

@testable import EndpointSpec

/// What a correction changes, and what it records.
@Suite struct CorrectionTests {
    private typealias Field = EndpointSpec.Field

    private static func field(_ type: String, _ members: String = "") throws -> Field {
        try read("{\"name\": \"a\", \"type\": \"\(type)\"\(members.isEmpty ? "" : ", " + members)}")
    }

    private static func read(_ text: String) throws -> Field {
        let source = SourceFile(path: "x.json", text: text)
        var reader = FormatReader(source)
        let field = reader.object(try JSONNode(parsing: source), as: Field.self)
        if !reader.problems.isEmpty { throw Failure(reader.problems) }
        return field
    }

    // MARK: Types

    @Test(arguments: [
        // What follows from the type changes with it, and the record has all of it.
        (
            "int", #""format": "int32", "example": 1, "values": [{"value": 1, "name": "one"}]"#, "string",
            #""type": "string", "example": "1", "values": [{"value": "1", "name": "one"}]"#,
            #"{"type": "int", "format": "int32", "example": 1, "values": [{"value": 1}], "reason": "r"}"#
        ),
        (
            "string", #""default": "1", "example": "x""#, "int", #""type": "int", "default": 1"#,
            #"{"type": "string", "example": "x", "default": "1", "reason": "r"}"#
        ),
        ("int", #""example": 1"#, "int[]", #""type": "int[]", "example": 1"#, #"{"type": "int", "reason": "r"}"#),
        (
            "object", #""typeName": "b", "fields": [{"name": "c", "type": "int"}]"#, "string", #""type": "string""#,
            #"{"type": "object", "typeName": "b", "fields": [{"name": "c", "type": "int"}], "reason": "r"}"#
        ),
        (
            "map", #""valueType": "int""#, "object", #""type": "object""#,
            #"{"type": "map", "valueType": "int", "reason": "r"}"#
        ),
        (
            "boolean", #""default": true"#, "string", #""type": "string", "default": "true""#,
            #"{"type": "boolean", "default": true, "reason": "r"}"#
        ),
    ])
    func anotherTypeConvertsWhatHasIt(
        type: String, members: String, corrected: String, facts: String, record: String
    ) throws {
        let documented = try Self.field(type, members)
        var field = documented
        let type = try #require(EndpointSpec.FieldType(spelling: corrected))
        field.correct(because: "r") { $0.change(to: type) }
        #expect(field.json.compact == "{\"name\": \"a\", \(facts), \"corrected\": \(record)}")
        // Undone, it is what the document says, but for names, which the document does not have.
        #expect(field.documented.unannotated == documented.unannotated)
        #expect(try Self.read(field.json.indented) == field)
    }

    @Test func whatTheDocumentSaysIsNoCorrection() throws {
        let documented = try Self.field("int")
        var field = documented
        field.correct(because: "r") { $0.type = .init(.string) }
        field.correct(because: "s") { $0.required = true }
        #expect(
            field.corrected
                == Correction(documented: [.init("type", .string("int")), .init("required", .null)], reason: "r; s"))
        field.correct(because: "t") { ($0.type, $0.required) = (.init(.int), nil) }
        #expect(field == documented)
    }

    @Test(arguments: [
        ("int", ["7": "seven"], #"[{"value": 7, "name": "seven"}]"#),
        ("string", ["7": "seven"], #"[{"value": "7", "name": "seven"}]"#),
        ("boolean", ["true": "yes"], #"[{"value": true, "name": "yes"}]"#),
    ])
    func aListedValueHasTheTypeOfTheField(type: String, added: [String: String], values: String) throws {
        var field = try Self.field(type)
        try field.list(added.map { ($0.key, $0.value) })
        #expect(field.fact("values").compact.contains("\"value\"") && field.written("values").compact == values)
    }

    @Test(arguments: [("int", "x"), ("int", "1.5"), ("object", "x"), ("boolean", "maybe")])
    func aValueOfAnotherTypeIsRefused(type: String, value: String) throws {
        var field = try Self.field(type)
        #expect(throws: Failure.self) { try field.list([(value, nil)]) }
    }

    // MARK: Endpoints

    private static func spec(_ text: String = completeSpec) throws -> EndpointSpec {
        try SpecFile(SourceFile(path: "x.json", text: text)).spec
    }

    @Test func anotherPathRenamesItsParameters() throws {
        var spec = try Self.spec()
        let identity = spec.identity
        let path = try #require(PathTemplate("/open-apis/demo/v2/boxes/:box_id/things/:other_id"))
        spec.correct(because: "moved") { $0.change(to: path) }
        #expect(spec.pathParameters?.map(\.name) == ["box_id", "other_id"])
        #expect(spec.corrected?["path"] == .string("/open-apis/demo/v1/things/:thing_id"))
        #expect(
            spec.corrected?["pathParameters"]
                == .array([.object([.init("name", .string("thing_id")), .init("type", .string("string"))])]))
        #expect(spec.documented.pathParameters?.map(\.name) == ["thing_id"])
        // Import finds the spec of a document by what the document says.
        #expect(spec.identity == identity)
    }

    @Test func aSpecAsDocumentedHasNoCorrection() throws {
        let spec = try Self.spec().asDocumented
        #expect(!spec.hasCorrections)
        #expect(spec.method == .post && spec.host == nil && spec.request?.contentType == nil)
        #expect(spec.response.envelope == .flat && spec.errors?.map(\.status) == [403])
        #expect(spec.request?.fields?.map(\.name) == ["kind", "items"])
        #expect(spec.request?.fields?.last?.type == .init(.string))
        #expect(try Self.spec().hasCorrections)
    }

    // MARK: Reading

    @Test(arguments: [
        (#"{"type": "int"}"#, "missing key \"reason\" in the correction [missing-key]"),
        (#"{"reason": "r"}"#, "the correction names no fact [missing-key]"),
        (#"{"tpye": "int", "reason": "r"}"#, "did you mean \"type\"? [unknown-key]"),
        (#"{"placement": "assumed", "reason": "r"}"#, "keys of a correction: type, valueType, format"),
        (#"{"type": null, "reason": "r"}"#, "expected a type"),
        (#"{"type": "itn", "reason": "r"}"#, "expected a type"),
        (#"{"missing": false, "reason": "r"}"#, "expected true, found false"),
        (#"{"required": null, "reason": ""}"#, "expected a non-empty string"),
        ("1", "expected an object with the corrected facts and a reason, found 1"),
    ])
    func aRecordThatIsNoneIsReported(record: String, message: String) {
        let text = "{\"name\": \"a\", \"type\": \"int\", \"corrected\": \(record)}"
        let failure = #expect(throws: Failure.self) { try Self.read(text) }
        #expect(
            failure?.diagnostics.map(\.rendered).joined().contains(message) == true, "\(failure?.diagnostics ?? [])")
    }

    // MARK: Changes

    @Test(arguments: [
        (#""type": "int""#, #""type": "string""#, #"{"type": "int", "reason": "r"}"#, "(corrected: r)"),
        (
            #""type": "int""#, #""type": "int", "required": true"#, #"{"required": null, "reason": "r"}"#,
            "(corrected: r)"
        ),
        (
            #""type": "int""#, #""type": "int", "values": [{"value": 1}]"#, #"{"values": null, "reason": "r"}"#,
            "(corrected: r)"
        ),
    ])
    func aChangeSaysThatItIsACorrection(old: String, new: String, record: String, mark: String) throws {
        let (old, now) = (
            try Self.spec(requestField: old), try Self.spec(requestField: "\(new), \"corrected\": \(record)")
        )
        let changes = SpecDiff.changes(from: old, to: now)
        #expect(changes.count == 1 && changes[0].description.hasSuffix(mark), "\(changes)")
        #expect(SpecDiff.changes(from: now, to: old).map(\.correction) == ["no longer corrected"])
        #expect(
            SpecDiff.changes(from: old, to: try Self.spec(requestField: new)).map(\.correction) == [nil],
            "a change of the document is none")
    }

    @Test func anAddedFieldSaysSo() throws {
        let old = try Self.spec().asDocumented
        let texts = SpecDiff.changes(from: old, to: try Self.spec()).map(\.description)
        #expect(texts.contains("request.added: the field is new (added by a correction: it is sent)"), "\(texts)")
        #expect(texts.contains { $0.hasPrefix("the method is GET instead of POST (corrected: GET it is)") })
        #expect(texts.contains("errors: the status of the code 1002 is 400 instead of 403 (corrected: it is 400)"))
        #expect(
            texts.contains("response: the envelope or type of the response changed (corrected: all samples show data)"))
    }

    /// What follows from a correction is marked, too, and so is every fact that can be corrected.
    @Test(arguments: [
        (
            #""type": "object", "fields": [{"name": "b", "type": "int"}]"#, #""type": "string""#,
            #"{"type": "object", "fields": [{"name": "b", "type": "int"}], "reason": "r"}"#
        ),
        (#""type": "int""#, #""type": "int", "deprecated": "d""#, #"{"deprecated": null, "reason": "r"}"#),
        (
            #""type": "int""#, #""type": "int", "constraints": {"minimum": 1}"#,
            #"{"constraints": null, "reason": "r"}"#
        ),
        (#""type": "int""#, #""type": "int", "default": 1"#, #"{"default": null, "reason": "r"}"#),
    ])
    func eachChangeOfACorrectedFieldSaysSo(old: String, new: String, record: String) throws {
        let (old, now) = (
            try Self.spec(requestField: old), try Self.spec(requestField: "\(new), \"corrected\": \(record)")
        )
        let changes = SpecDiff.changes(from: old, to: now)
        #expect(!changes.isEmpty && changes.allSatisfy { $0.correction == "corrected: r" }, "\(changes)")
        let undone = SpecDiff.changes(from: now, to: old)
        #expect(!undone.isEmpty && undone.allSatisfy { $0.correction == "no longer corrected" }, "\(undone)")
    }

    @Test(arguments: [
        (#""fixedQuery": {"a": "b"}"#, #"{"fixedQuery": null, "reason": "r"}"#),
        (#""rateLimits": [{"requests": 5, "seconds": 1}]"#, #"{"rateLimits": null, "reason": "r"}"#),
        (#""appTypes": ["custom"]"#, #"{"appTypes": null, "reason": "r"}"#),
        (#""accessTokens": ["tenant"]"#, #"{"accessTokens": null, "reason": "r"}"#),
        (#""scopes": [{"name": "a:b"}]"#, #"{"scopes": null, "reason": "r"}"#),
        (#""fieldScopes": [{"name": "a:b"}]"#, #"{"fieldScopes": null, "reason": "r"}"#),
        (#""deprecated": "d""#, #"{"deprecated": null, "reason": "r"}"#),
        (
            #""path": "/b/:c", "pathParameters": [{"name": "c", "type": "string"}]"#,
            #"{"path": "/b", "pathParameters": null, "reason": "r"}"#
        ),
    ])
    func eachChangeOfACorrectedEndpointSaysSo(fact: String, record: String) throws {
        let spec = { (facts: String) in
            try Self.spec(
                #"{"id": "a.v1.b.create", "title": "b", "document": {}, "method": "POST", "#
                    + (fact.contains(#""path""#) && facts.contains(#""path""#) ? "" : #""path": "/b", "#) + facts
                    + #""response": {"envelope": "data", "type": "object"}}"#)
        }
        let (old, now) = (try spec(""), try spec("\(fact), \"corrected\": \(record), "))
        let changes = SpecDiff.changes(from: old, to: now)
        #expect(!changes.isEmpty && changes.allSatisfy { $0.correction == "corrected: r" }, "\(changes)")
        let undone = SpecDiff.changes(from: now, to: old)
        #expect(!undone.isEmpty && undone.allSatisfy { $0.correction == "no longer corrected" }, "\(undone)")
    }

    @Test func aChangeOfAnAddedFieldSaysSo() throws {
        let record = #""corrected": {"missing": true, "reason": "r"}"#
        let changes = SpecDiff.changes(
            from: try Self.spec(requestField: "\"type\": \"int\", \(record)"),
            to: try Self.spec(requestField: "\"type\": \"string\", \(record)"))
        #expect(changes.map(\.correction) == ["corrected: r"])
    }

    private static func spec(requestField: String) throws -> EndpointSpec {
        try spec(
            """
            {"id": "a.v1.b.create", "title": "b", "document": {}, "method": "POST", "path": "/b",
            "request": {"fields": [{"name": "a", \(requestField)}]}, "response": {"envelope": "data", "type": "object"}}
            """)
    }
}
