import Testing

@testable import EndpointSpec

/// The small types that the format's strings become.
@Suite struct PrimitiveTests {
    @Test func anIDHasFourWords() throws {
        let id = try #require(OperationID("hire.v1.website_delivery_task.get"))
        #expect(id.words == ["hire", "v1", "website_delivery_task", "get"])
        #expect(id.description == "hire.v1.website_delivery_task.get")
    }

    @Test(arguments: ["", "a.b.c", "a.b.c.d.e", "a..c.d", "a.b.c.1d", "a.b.c.d e", "a.b.c.dé", "a.b.c."])
    func otherTextsAreNoIDs(text: String) {
        #expect(OperationID(text) == nil)
    }

    @Test func anyWordsCanBecomeAnID() {
        let id = OperationID(service: "bitable-x", version: "1", resource: "", operation: "中get")
        #expect(id.description == "bitable_x.x1.x._get" || id.description == "bitable_x.x1.x.x_get")
        #expect(OperationID(id.description) == id)
    }

    @Test func aPathHasLiteralsAndParameters() throws {
        let path = try #require(PathTemplate("/open-apis/jobs/:job_id/managers/"))
        #expect(path.segments == [.literal("open-apis"), .literal("jobs"), .parameter("job_id"), .literal("managers")])
        #expect(path.parameters == ["job_id"] && path.text == "/open-apis/jobs/:job_id/managers/")
    }

    @Test(arguments: ["", "a/b", "/a?b", "/a#b", "/a b", "/a\nb"])
    func otherTextsAreNoPaths(text: String) {
        #expect(PathTemplate(text) == nil)
    }

    private static func identity(
        _ method: EndpointSpec.Method, _ path: String, host: String? = nil, query: [(String, String)] = []
    ) throws -> EndpointIdentity {
        var spec = EndpointSpec(
            id: try #require(OperationID("a.v1.b.get")), title: "", document: .init(), method: method,
            path: try #require(PathTemplate(path)), response: .init(envelope: .data, type: .init(.object)))
        spec.host = host
        spec.fixedQuery = query.map { .init(name: $0.0, value: $0.1) }
        return spec.identity
    }

    @Test func endpointsWithTheSameShapeAreTheSame() throws {
        #expect(try Self.identity(.get, "/a/:id") == Self.identity(.get, "/a/:other"))
        #expect(
            try Self.identity(.get, "/a", query: [("x", "1"), ("y", "2")])
                == Self.identity(.get, "/a", query: [("y", "2"), ("x", "1")]))
    }

    @Test func theMethodTheHostThePathAndTheFixedQueryDistinguishEndpoints() throws {
        let identities = try [
            Self.identity(.get, "/a/:id"), Self.identity(.post, "/a/:id"), Self.identity(.get, "/a/id"),
            Self.identity(.get, "/a/:id", host: "www.feishu.cn"), Self.identity(.get, "/a/:id", query: [("x", "1")]),
            Self.identity(.get, "/a/:id", query: [("x", "2")]),
        ]
        #expect(Set(identities).count == identities.count)
    }
}
