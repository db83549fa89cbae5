import SourceText
import Testing

@testable import EndpointSpec

/// Changes between two versions of a spec, and their impact on callers.
@Suite struct SpecDiffTests {
    private static func spec(_ change: (inout EndpointSpec) -> Void = { _ in }) -> EndpointSpec {
        var spec = EndpointSpec(
            id: OperationID(service: "demo", version: "v1", resource: "thing", operation: "patch"), title: "Thing",
            document: .init(url: "https://example.com"), method: .patch,
            path: PathTemplate("/open-apis/demo/v1/things/:thing_id")!,
            response: .init(envelope: .data, type: .init(.object), fields: [.init(name: "out", type: .init(.string))]))
        spec.rateLimits = [.init(requests: 10, seconds: 1)]
        spec.appTypes = [.custom]
        spec.accessTokens = [.tenant]
        spec.scopes = [.init(name: "demo:a")]
        spec.pathParameters = [.init(name: "thing_id", type: .init(.string))]
        var state = EndpointSpec.Field(name: "state", type: .init(.int))
        state.values = [.init(value: .number("1"), description: "one"), .init(value: .number("2"))]
        spec.request = .init(fields: [state])
        spec.errors = [.init(status: 400, code: 7, message: "bad")]
        change(&spec)
        return spec
    }

    struct Change: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let change: @Sendable (inout EndpointSpec) -> Void

        /// - Parameters:
        ///   - there: The expected report of the change.
        ///   - back: The expected report of its reversal.
        init(_ there: String, _ back: String, _ change: @escaping @Sendable (inout EndpointSpec) -> Void) {
            testDescription = "\(there) | \(back)"
            self.change = change
        }
    }

    @Test(arguments: [
        Change("breaking the method is PUT instead of PATCH", "breaking the method is PATCH instead of PUT") {
            $0.method = .put
        },
        Change(
            "breaking the path is /x instead of /open-apis/demo/v1/things/:thing_id",
            "breaking the path is /open-apis/demo/v1/things/:thing_id instead of /x"
        ) { $0.path = PathTemplate("/x")! },
        Change(
            "compatible the rate limit is 20 per second instead of 10 per second",
            "breaking the rate limit is 10 per second instead of 20 per second"
        ) { $0.rateLimits = [.init(requests: 20, seconds: 1)] },
        Change("compatible the app type store is also accepted", "breaking the app type store is no longer accepted") {
            $0.appTypes = [.custom, .store]
        },
        Change("compatible the scope demo:b is also accepted", "breaking the scope demo:b is no longer accepted") {
            $0.scopes?.append(.init(name: "demo:b"))
        },
        Change(
            "compatible no app type is required anymore; it was custom",
            "breaking one of these app types is now required: custom"
        ) { $0.appTypes = nil },
        Change(
            "compatible no access token is required anymore; it was tenant",
            "breaking one of these access tokens is now required: tenant"
        ) { $0.accessTokens = nil },
        Change(
            "compatible no scope is required anymore; it was demo:a",
            "breaking one of these scopes is now required: demo:a"
        ) { $0.scopes = nil },
        Change(
            "breaking some fields now require the scope demo:f", "compatible no field requires the scope demo:f anymore"
        ) {
            $0.fieldScopes = [.init(name: "demo:f")]
        },
        Change("compatible errors the code 8 is new: worse", "breaking errors the code 8 was removed: worse") {
            $0.errors?.append(.init(code: 8, message: "worse"))
        },
        Change("compatible request.note the field is new", "breaking request.note the field was removed") {
            $0.request?.fields?.append(.init(name: "note", type: .init(.string)))
        },
        Change("breaking request.note the field is new and required", "breaking request.note the field was removed") {
            var field = EndpointSpec.Field(name: "note", type: .init(.string))
            field.required = true
            $0.request?.fields?.append(field)
        },
        Change(
            "breaking request.state the field is now required",
            "compatible request.state the field is no longer required"
        ) {
            $0.request?.fields?[0].required = true
        },
        Change("compatible request.state the value 3 is new: three", "breaking request.state the value 3 was removed") {
            $0.request?.fields?[0].values?.append(.init(value: .number("3"), description: "three"))
        },
        Change(
            "breaking response.out the type is int instead of string",
            "breaking response.out the type is string instead of int"
        ) {
            $0.response.fields?[0].type = .init(.int)
        },
        Change("compatible response.more the field is new", "breaking response.more the field was removed") {
            $0.response.fields?.append(.init(name: "more", type: .init(.string)))
        },
        Change("compatible response.out deprecated: old", "compatible response.out the field is no longer deprecated") {
            $0.response.fields?[0].deprecated = "old"
        },
        Change(
            "breaking request.status the field is named status instead of state",
            "breaking request.state the field is named state instead of status"
        ) { $0.request?.fields?[0].name = "status" },
        Change(
            "compatible response.out no table lists the field, but samples show it",
            "compatible response.out a table of the document lists the field, which only samples showed before"
        ) { $0.response.fields?[0].evidence = .sample },
        Change(
            "breaking response.out the type is map of int[] instead of string",
            "breaking response.out the type is string instead of map of int[]"
        ) {
            $0.response.fields?[0].type = .init(.map)
            $0.response.fields?[0].valueType = .init(.int, dimensions: 1)
        },
        Change("", "") { $0.pathParameters?[0].required = true },
        Change(
            "compatible 3 texts changed: title, summary, description of response.out",
            "compatible 3 texts changed: title, summary, description of response.out"
        ) {
            $0.title = "x"
            $0.summary = "y"
            $0.response.fields?[0].description = "z"
        },
    ])
    func aChangeIsReportedWithItsImpact(change: Change) {
        let words = { (old: EndpointSpec, new: EndpointSpec) in
            SpecDiff.changes(from: old, to: new).map { change in
                [change.impact.rawValue, change.place, change.text].filter { !$0.isEmpty }.joined(separator: " ")
            }.joined(separator: "; ")
        }
        let (old, new) = (Self.spec(), Self.spec(change.change))
        #expect("\(words(old, new)) | \(words(new, old))" == change.testDescription)
    }

    @Test(arguments: [
        (old: ["a:int", "b:string", "c:int"], new: ["a:int", "x:string", "c:int"], renames: ["b x"]),
        (["a:int", "b:string"], ["a:int", "x:int"], []),
        (["b:string", "a:int"], ["a:int", "x:string"], []),
        (["b:string"], ["x:string", "y:string"], []),
        (["b:string", "c:int"], ["x:string", "y:int"], ["b x", "c y"]),
    ])
    func aFieldIsRenamedIfItsPlaceAndTypeStay(old: [String], new: [String], renames: [String]) {
        func fields(_ texts: [String]) -> [EndpointSpec.Field] {
            texts.map { text in
                let parts = text.split(separator: ":").map(String.init)
                return EndpointSpec.Field(name: parts[0], type: .init(parts[1] == "int" ? .int : .string))
            }
        }
        let found = FieldRename.all(from: fields(old), to: fields(new)).map { "\($0.old) \($0.new)" }
        #expect(found == renames)
    }

    @Test func differentEndpointsAreNotCompared() {
        let other = Self.spec {
            $0.id = OperationID(service: "demo", version: "v1", resource: "box", operation: "get")
            $0.path = PathTemplate("/open-apis/demo/v1/boxes")!
            $0.document.url = "https://example.com/other"
        }
        let changes = EndpointChanges.between([Self.spec()], and: [other])
        #expect(changes.map { $0.changes.map(\.text) } == [["the endpoint is new"], ["the endpoint was removed"]])
    }

    @Test func annotationsAreNoChange() {
        let annotated = Self.spec {
            $0.idempotent = true
            $0.errors?[0].name = "broken"
            $0.request?.fields?[0].values?[0].name = "first"
            $0.request?.fields?[0].swiftName = "other"
            $0.request?.fields?[0].placement = .assumed
        }
        #expect(SpecDiff.changes(from: Self.spec(), to: annotated).isEmpty)
    }
}
