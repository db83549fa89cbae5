import EndpointSpec
import Foundation
import RepositoryFiles
import SourceText
import Testing

/// Warnings about suspicious content in valid specs.
@Suite struct SpecReviewTests {
    private static let fields = """
        [{"name": "id", "type": "int", "required": true},
         {"name": "kind", "type": "string", "values": [{"value": "a"}]},
         {"name": "items", "type": "object[]", "fields": [{"name": "tags", "type": "string[]"}]}]
        """

    private static func spec(
        limits: String = "[]", errors: String = "[]", request: String = "{}", envelope: String = "data",
        type: String = "object", response: String = "[]"
    ) -> String {
        """
        {"id": "demo.v1.thing.get", "title": "T", "document": {}, "method": "POST", "path": "/a",
        "rateLimits": \(limits),
        "request": \(request),
        "response": {"envelope": "\(envelope)", "type": "\(type)", "fields": \(fields),
        "samples": \(response)},
        "errors": \(errors)}
        """
    }

    /// Returns the warnings as `line code: message`.
    private static func review(_ text: String) throws -> [String] {
        try SpecFile(SourceFile(path: "x.json", text: text)).review.map {
            "\($0.location.position?.line ?? 0) \($0.code): \($0.message)"
        }
    }

    @Test(arguments: [
        (#"[{"requests": 1000, "seconds": 60}, {"requests": 50, "seconds": 1}]"#, []),
        (
            #"[{"requests": 5, "seconds": 60}, {"requests": 50, "seconds": 1}]"#,
            ["2 contradicting-limits: the rate limit 5 per minute contradicts 50 per second"]
        ),
        (
            #"[{"requests": 5, "seconds": 1}, {"requests": 50, "seconds": 1}]"#,
            ["2 contradicting-limits: the rate limit 50 per second contradicts 5 per second"]
        ),
    ])
    func limitsCanContradictOneAnother(limits: String, expected: [String]) throws {
        #expect(try Self.review(Self.spec(limits: limits)) == expected)
    }

    @Test(arguments: [
        (#"[{"code": 7, "message": "a"}, {"code": 8, "message": "a"}]"#, []),
        (#"[{"code": 7, "message": "a"}, {"code": 7, "message": "a"}]"#, []),
        (
            #"[{"code": 7, "message": "a"}, {"code": 7, "message": "b"}]"#,
            ["8 repeated-error: the error code 7 is listed twice with different messages"]
        ),
    ])
    func anErrorCanHaveTwoMeanings(errors: String, expected: [String]) throws {
        #expect(try Self.review(Self.spec(errors: errors)) == expected)
    }

    @Test(arguments: [
        (#"[{"code": 7, "message": "a", "name": "x"}, {"code": 7, "message": "a", "name": "x"}]"#, []),
        (
            #"[{"code": 7, "message": "a", "name": "x"}, {"code": 7, "message": "a", "name": "y"}]"#,
            [#"8 two-names: the error code 7 has the names "x" and "y"; use one name"#]
        ),
        (
            #"[{"code": 7, "message": "a", "name": "x y"}]"#,
            [
                #"8 unusable-name: "x y" is not a Swift name, and the generated name differs; use letters, digits and underscores"#
            ]
        ),
    ])
    func anErrorHasOneSwiftName(errors: String, expected: [String]) throws {
        #expect(try Self.review(Self.spec(errors: errors)) == expected)
    }

    @Test(arguments: [
        (#""int", "constraints": {"minimum": 3, "maximum": 3}"#, []),
        (
            #""int", "constraints": {"minimum": 10, "maximum": 3}"#,
            [#"empty-range: "minimum" is 10 and "maximum" is 3, so no value fits; correct one of them"#]
        ),
        (
            #""string", "constraints": {"minLength": 4, "maxLength": 3}"#,
            [#"empty-range: "minLength" is 4 and "maxLength" is 3, so no value fits; correct one of them"#]
        ),
        (
            #""int[]", "constraints": {"minItems": 4, "maxItems": 3}"#,
            [#"empty-range: "minItems" is 4 and "maxItems" is 3, so no value fits; correct one of them"#]
        ),
        (#""int", "default": 1, "example": 2"#, []), (#""int[]", "example": 2"#, []), (#""any", "default": "x""#, []),
        (
            #""int", "default": "x""#,
            [#"wrong-default: expected a value of type int, found "x"; correct it or delete "default""#]
        ),
        (
            #""boolean", "example": 1"#,
            [#"wrong-example: expected a value of type boolean, found 1; correct it or delete "example""#]
        ),
        (#""int", "values": []"#, ["empty-values: the list of values is empty; delete it"]),
        (
            #""int", "values": [{"value": 1, "name": "a/b"}]"#,
            [
                #"unusable-name: "a/b" is not a Swift name, and the generated name differs; use letters, digits and underscores"#
            ]
        ),
    ])
    func factsOfAFieldAgree(field: String, expected: [String]) throws {
        let spec = Self.spec(request: #"{"fields": [{"name": "a", "type": \#(field)}]}"#)
        #expect(try Self.review(spec) == expected.map { "3 " + $0 })
    }

    @Test func placesThatNobodyConfirmedAreCounted() throws {
        let request =
            #"{"fields": [{"name": "a", "type": "object", "fields": [{"name": "b", "type": "int", "#
            + #""placement": "assumed"}]}, {"name": "c", "type": "int", "placement": "assumed"}]}"#
        #expect(
            try Self.review(Self.spec(request: request)) == [
                "3 assumed-place: assumed placement of 2 request fields, such as request.a.b"
            ])
    }

    @Test(arguments: [
        (#"{"code": 0, "data": {"id": 1, "kind": "a", "items": [{"tags": ["x", null]}, {"tags": null}]}}"#, []),
        (#"{"code": 0, "msg": "", "data": {"id": 1}}"#, []), (#"{"code": 0, "msg": ""}"#, []), (#"{"id": 1}"#, []),
        (
            #"{"code": 0, "data": {"id": "1"}}"#,
            [#"7 sample-type: expected a value of type int for "id", found a string"#]
        ),
        (
            #"{"code": 0, "data": {"id": 1.5}}"#,
            [#"7 sample-type: expected a value of type int for "id", found a number"#]
        ),
        (
            #"{"code": 0, "data": {"id": 1, "items": {}}}"#,
            [#"7 sample-type: expected a value of type object[] for "items", found an object"#]
        ),
        (
            #"{"code": 0, "data": {"id": 1, "items": [{"tags": [["x"]]}]}}"#,
            [#"7 sample-type: expected a value of type string[] for "tags", found an array as an element"#]
        ),
        (
            #"{"code": 0, "data": {"id": 1, "kind": "b"}}"#,
            [#"7 unlisted-value: the value "b" is not listed for "kind""#]
        ),
        (
            #"{"code": 0, "data": {"id": 1, "new": 1, "items": [{"other": 1}]}}"#,
            ["7 undescribed-key: 2 sample keys have no field: other, new"]
        ),
        (
            #"{"code": 0, "data": {"kind": "a"}}"#,
            ["4 unshown-field: 1 required field does not appear in any sample: id"]
        ),
    ])
    func samplesCanContradictFields(sample: String, expected: [String]) throws {
        #expect(try Self.review(Self.spec(response: "[\(sample)]")) == expected)
        // A request has no envelope.
        guard let payload = try JSON(parsing: SourceFile(path: "", text: sample))["data"] else { return }
        let request = "{\"fields\": \(Self.fields), \"samples\": [\(payload.compact)]}"
        let codes = try Self.review(Self.spec(request: request)).map { $0.prefix { $0 != ":" }.dropFirst(2) }
        #expect(codes == expected.map { $0.prefix { $0 != ":" }.dropFirst(2) })
    }

    @Test(arguments: [
        ("flat", "object", #"{"code": 0, "msg": "", "id": "1"}"#), ("none", "object", #"{"id": "1"}"#),
        ("data", "object[]", #"{"code": 0, "data": [{"id": 1}, {"id": "1"}]}"#),
        ("data", "map", #"{"code": 0, "data": {"k": {"id": "1"}}}"#),
    ])
    func thePayloadIsWhereTheEnvelopeSays(envelope: String, type: String, sample: String) throws {
        let spec = Self.spec(envelope: envelope, type: type, response: "[\(sample)]")
        #expect(try SpecFile(SourceFile(path: "x.json", text: spec)).review.map(\.code) == ["sample-type"])
    }

    @Test func theSpecsOfTheRepositoryAreNotSuspicious() throws {
        for file in try RepositoryFiles.specs(in: RepositoryFiles.root.appendingPathComponent("specs")) {
            #expect(file.review.isEmpty)
        }
    }

    @Test(arguments: [
        ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2000-02-29", true), ("2024-04-31", false),
        ("2024-13-01", false), ("2024-00-10", false), ("2024-1-01", false), ("٢٠٢٤-01-01", false), ("", false),
    ])
    func aDayIsOneOfTheCalendar(text: String, isDay: Bool) {
        #expect(EndpointSpec.Document.isValidDate(text) == isDay)
    }
}
