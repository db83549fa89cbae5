import EndpointSpec
import SourceText
import Testing

/// The annotation `paging`.
@Suite struct PagingTests {
    private static func problems(_ paging: String) -> [String] {
        let text = """
            {
              "id": "demo.v1.thing.list", "title": "T", "document": {}, "method": "GET", "path": "/things",
              "queryParameters": [{"name": "cursor", "type": "string"}],
              "response": {"envelope": "data", "type": "object", "fields": [
                {"name": "users", "type": "object[]"}, {"name": "next", "type": "string"}, {"name": "more", "type": "boolean"}
              ]},
              "paging": \(paging)
            }
            """
        return LoadedSpec(SourceFile(path: "x.json", text: text)).problems.map(\.message)
    }

    @Test(arguments: [
        (#"{"items": "users", "token": "cursor", "next": "next", "more": "more"}"#, nil), ("{}", nil),
        (#"{"items": "user"}"#, #"the response has no top-level field "user"; did you mean "users"?"#),
        (#"{"items": "next"}"#, #""next" is not a list"#),
        (#"{"token": "curser"}"#, #"neither the query nor the body has a field "curser"; did you mean "cursor"?"#),
        (#"{"itemz": "users"}"#, #"unknown key "itemz" in the paging settings; did you mean "items"?"#),
    ])
    func namesFieldsThatExist(paging: String, problem: String?) {
        #expect(Self.problems(paging) == (problem.map { [$0] } ?? []))
    }
}
