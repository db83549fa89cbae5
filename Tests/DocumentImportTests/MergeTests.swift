@testable import EndpointSpec
import Testing

@testable import DocumentImport

/// What becomes of annotations when a document changes.
@Suite struct MergeTests {
    private static func value(_ number: String, name: String? = nil) -> EndpointSpec.EnumeratedValue {
        var value = EndpointSpec.EnumeratedValue(value: .number(number))
        value.name = name
        return value
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

    private static func spec(request: [EndpointSpec.Field]?, response: [EndpointSpec.Field]) -> EndpointSpec {
        var spec = EndpointSpec(
            id: "a.v1.b.c", title: "", document: .init(), method: .post, path: "/",
            response: .init(envelope: .data, type: .init(.object), fields: response))
        spec.request = request.map { .init(fields: $0) }
        return spec
    }

    private static var annotated: EndpointSpec {
        var spec = spec(
            request: [
                field("state", values: [value("1"), value("2", name: "failed")]),
                field("reason", swiftName: "cause", availableWhen: .init(field: "state", equals: .number("2"))),
                field("group", fields: [field("inner", swiftName: "core")]),
            ],
            response: [field("status", values: [value("1"), value("3", name: "done")])])
        spec.polling = .init(field: "status", finalValues: [.number("3")])
        return spec
    }

    /// The annotated spec with its fields changed and its annotations taken away, as a document gives it.
    private static func reading(
        request: [EndpointSpec.Field]?, status: [EndpointSpec.EnumeratedValue] = [value("1"), value("3")]
    ) -> EndpointSpec {
        spec(request: request, response: [field("status", values: status)])
    }

    @Test func whatIsStillThereKeepsItsAnnotations() {
        let reading = Self.reading(request: [
            Self.field("new"), Self.field("reason"), Self.field("state", values: [Self.value("2"), Self.value("4")]),
            Self.field("group", fields: [Self.field("inner")]),
        ])
        let (merged, lost) = SpecMerger.merge(reading, annotatedIn: Self.annotated)
        let fields = merged.request?.fields ?? []
        #expect(fields[1].swiftName == "cause" && fields[1].availableWhen?.equals == .number("2"))
        #expect(fields[2].values?.map(\.name) == ["failed", nil])
        #expect(merged.polling != nil && lost.isEmpty)
    }

    @Test func aFieldThatMovedTakesItsAnnotationsAlong() {
        let reading = Self.reading(request: [
            Self.field("state", values: [Self.value("2")]), Self.field("reason"), Self.field("group", fields: []),
            Self.field("inner"),
        ])
        let (merged, lost) = SpecMerger.merge(reading, annotatedIn: Self.annotated)
        #expect(merged.request?.fields?.last?.swiftName == "core")
        #expect(lost.isEmpty)
    }

    @Test func whatIsGoneIsTold() {
        let states = [Self.value("1"), Self.value("3")]
        let reading = Self.reading(
            request: [Self.field("state", values: states), Self.field("reason")], status: [Self.value("1")])
        let (merged, lost) = SpecMerger.merge(reading, annotatedIn: Self.annotated)
        #expect(
            lost == [
                "the name \"core\" of request.group.inner, which is gone",
                "the name \"failed\" of the value 2 of request.state, which is gone",
                "request.reason only if state is 2: the value is gone",
                "the name \"done\" of the value 3 of response.status, which is gone",
                "polling until status: its value 3 is gone",
            ])
        #expect(merged.polling == nil && merged.request?.fields?[1].availableWhen == nil)
    }

    @Test func aBodyThatIsGoneTakesNothingAlongSilently() {
        let (_, lost) = SpecMerger.merge(Self.reading(request: nil), annotatedIn: Self.annotated)
        #expect(lost.count == 4)
    }
}
