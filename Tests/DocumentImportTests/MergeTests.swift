import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// What becomes of annotations when a document changes.
@Suite struct MergeTests {
    private static func value(_ number: String, name: String? = nil) -> EndpointSpec.EnumeratedValue {
        EndpointSpec.EnumeratedValue(value: .number(number), name: name)
    }

    private static func field(
        _ name: String, values: [EndpointSpec.EnumeratedValue]? = nil, fields: [EndpointSpec.Field]? = nil,
        swiftName: String? = nil, availableWhen: EndpointSpec.Condition? = nil
    ) -> EndpointSpec.Field {
        var field = EndpointSpec.Field(name: name, type: .init(fields == nil ? .int : .object), fields: fields)
        field.values = values
        field.swiftName = swiftName
        field.availableWhen = availableWhen
        return field
    }

    private static func spec(request: [EndpointSpec.Field]?, response: [EndpointSpec.Field]) throws -> EndpointSpec {
        var spec = try EndpointSpec.empty
        spec.response.fields = response
        spec.request = request.map { .init(fields: $0) }
        return spec
    }

    private static var annotated: SpecFile {
        get throws {
            var spec = try spec(
                request: [
                    field("state", values: [value("1"), value("2", name: "failed")]),
                    field("reason", swiftName: "cause", availableWhen: .init(field: "state", equals: .number("2"))),
                    field("group", fields: [field("inner", swiftName: "core")]),
                ],
                response: [field("status", values: [value("1"), value("3", name: "done")])])
            spec.polling = .init(until: .init(field: "status", finalValues: [.number("3")]))
            return try SpecFile(SourceFile(path: "specs/b.json", text: spec.canonicalText))
        }
    }

    /// The annotated spec with other fields and without annotations, as a document gives it.
    private static func facts(
        request: [EndpointSpec.Field]?, status: [EndpointSpec.EnumeratedValue] = [value("1"), value("3")]
    ) throws -> EndpointSpec {
        try spec(request: request, response: [field("status", values: status)])
    }

    @Test func whatIsStillThereKeepsItsAnnotations() throws {
        let facts = try Self.facts(request: [
            Self.field("new"), Self.field("reason"), Self.field("state", values: [Self.value("2"), Self.value("4")]),
            Self.field("group", fields: [Self.field("inner")]),
        ])
        let (merged, lost, _) = SpecMerger.merge(facts, annotatedIn: try Self.annotated)
        let fields = merged.request?.fields ?? []
        #expect(fields[1].swiftName == "cause" && fields[1].availableWhen?.equals == .number("2"))
        #expect(fields[2].values?.map(\.name) == ["failed", nil])
        #expect(merged.polling != nil && lost.isEmpty)
    }

    @Test func aFieldThatMovedTakesItsAnnotationsAlong() throws {
        let facts = try Self.facts(request: [
            Self.field("state", values: [Self.value("2")]), Self.field("reason"), Self.field("group", fields: []),
            Self.field("inner"),
        ])
        let (merged, lost, _) = SpecMerger.merge(facts, annotatedIn: try Self.annotated)
        #expect(merged.request?.fields?.last?.swiftName == "core")
        #expect(lost.isEmpty)
    }

    /// A lost annotation is shown where it was in the existing spec.
    @Test func whatIsGoneIsReported() throws {
        let states = [Self.value("1"), Self.value("3")]
        let facts = try Self.facts(
            request: [Self.field("state", values: states), Self.field("reason")], status: [Self.value("1")])
        let annotated = try Self.annotated
        let (merged, lost, _) = SpecMerger.merge(facts, annotatedIn: annotated)
        #expect(
            lost.map(\.message) == [
                "lost annotation: the name \"core\" of request.group.inner; the field was removed",
                "lost annotation: the name \"failed\" of the value 2 of request.state; the value was removed",
                "lost annotation: request.reason is available only if state is 2; the value was removed",
                "lost annotation: the name \"done\" of the value 3 of response.status; the value was removed",
                "lost annotation: polling until status; the value 3 was removed",
            ])
        let shown = lost.map { $0.rendered.split(separator: "\n")[1].trimmed }
        #expect(shown[0] == "\"swiftName\": \"core\"" && shown[1] == "\"name\": \"failed\"")
        #expect(shown[2] == "\"availableWhen\": {" && shown[4] == "\"polling\": {")
        #expect(merged.polling == nil && merged.request?.fields?[1].availableWhen == nil)
    }

    @Test func aRemovedBodyTakesNothingAlongSilently() throws {
        let (_, lost, _) = SpecMerger.merge(try Self.facts(request: nil), annotatedIn: try Self.annotated)
        #expect(lost.count == 4)
    }

    @Test(arguments: [("users", nil), ("people", "lost annotation: paging; the field \"users\" was removed")])
    func pagingIsKeptWhileItsFieldsExist(list: String, problem: String?) throws {
        let list = EndpointSpec.Field(name: list, type: .init(.string, dimensions: 1))
        let users = EndpointSpec.Field(name: "users", type: .init(.string, dimensions: 1))
        var annotated = try Self.spec(request: nil, response: [users])
        annotated.paging = .init(items: "users")
        let existing = try SpecFile(SourceFile(path: "specs/b.json", text: annotated.canonicalText))
        let (merged, lost, _) = SpecMerger.merge(try Self.spec(request: nil, response: [list]), annotatedIn: existing)
        #expect(merged.paging == (problem == nil ? annotated.paging : nil))
        #expect(lost.map(\.message) == (problem.map { [$0] } ?? []))
    }
}
