import SourceText
import Testing

@testable import EndpointSpec

/// The one traversal of fields, their addresses, and what fits their types.
@Suite struct FieldTraversalTests {
    private static func spec() throws -> EndpointSpec {
        try SpecFile(
            SourceFile(
                path: "a.json",
                text: """
                    {"id": "a.v1.b.c", "title": "t", "document": {}, "method": "POST", "path": "/x/:id",
                     "headers": [{"name": "X-A", "type": "string", "placement": "assumed"}],
                     "pathParameters": [{"name": "id", "type": "string"}],
                     "queryParameters": [{"name": "page_size", "type": "int"}],
                     "request": {"fields": [{"name": "a", "type": "object", "fields": [
                         {"name": "b", "type": "int"}, {"name": "c", "type": "int", "placement": "assumed"}]}]},
                     "response": {"envelope": "data", "type": "object", "fields": [{"name": "a", "type": "string"}]}}
                    """)
        ).spec
    }

    @Test func everyFieldIsVisitedBeforeThoseBelowIt() throws {
        let fields = try Self.spec().allFields
        #expect(
            fields.map(\.address.description) == [
                "header.X-A", "path.id", "query.page_size", "request.a", "request.a.b", "request.a.c", "response.a",
            ])
        #expect(fields.map(\.depth) == [0, 0, 0, 0, 1, 1, 0])
        #expect(fields[5].path == ["request", "fields", 0, "fields", 1])
    }

    @Test func assumedPlacesOfParametersCount() throws {
        #expect(try Self.spec().assumedPlacementCount == 2)
    }

    @Test func fieldsAreTransformedFromTheLeavesToTheRoot() throws {
        var spec = try Self.spec()
        var order: [String] = []
        spec.transformFields { field, address in
            order.append(address.description)
            field.description = String(field.fields?.count { $0.description != nil } ?? 0)
        }
        #expect(order.suffix(4) == ["request.a.b", "request.a.c", "request.a", "response.a"])
        #expect(spec.request?.fields?[0].description == "2")
    }

    @Test(arguments: [
        ("request.a.b", "request.a.b"), ("response.data.a", "response.a"),
        ("queryParameters.page_size", "query.page_size"),
        ("headers.X-A", "header.X-A"), ("request", "request"),
    ])
    func anAddressHasOneSpelling(text: String, spelling: String) throws {
        #expect(try FieldAddress(text, in: Self.spec()).description == spelling)
    }

    @Test(arguments: [
        ("request.a.d", "request.a has no field \"d\""),
        ("body.a", "expected one of header, path, query, request, response"),
    ])
    func anAddressThatIsNotThereIsReported(text: String, message: String) throws {
        let error = try #require(throws: Failure.self) { try FieldAddress(text, in: Self.spec()) }
        #expect(error.diagnostics.first?.message.contains(message) == true)
    }

    @Test(arguments: [
        ("int", "1", true), ("int", "-9223372036854775808", true), ("int", "9223372036854775808", false),
        ("int", "1.0", false), ("int", "1e3", false), ("int", "\"1\"", false), ("number", "1e3", true),
        ("int[]", "[1, 2]", true), ("int[]", "[1, 2.5]", false), ("int[]", "1", false),
        ("string[][]", "[[\"a\"]]", true),
        ("object", "{}", true), ("map", "[]", false), ("any", "null", true), ("string", "null", false),
    ])
    func aValueFitsAType(type: String, value: String, fits: Bool) throws {
        let type = try #require(EndpointSpec.FieldType(spelling: type))
        #expect(type.fits(try JSON(parsing: SourceFile(path: "", text: value))) == fits)
    }

    @Test(arguments: [
        (50, 1, "50 per second"), (1000, 60, "1000 per minute"), (5, 3600, "5 per hour"), (10, 30, "10 per 30 seconds"),
    ])
    func aRateLimitHasOneWording(requests: Int, seconds: Int, words: String) {
        #expect(EndpointSpec.RateLimit(requests: requests, seconds: seconds).description == words)
    }
}
