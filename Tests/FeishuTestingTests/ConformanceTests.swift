import FeishuTesting
import HireFixture
import Testing

/// The check of generated code, on endpoints that match their documents and on endpoints that do not.
@Suite struct ConformanceTests {
    @Test func endpointsThatMatchTheirDocumentsHaveNoFailures() {
        #expect(FeishuConformance.failures(of: Feishu.endpoints) == [])
    }

    @Test func nothingToCheckIsAFailure() {
        #expect(FeishuConformance.failures(of: []).map(\.description) == ["no endpoints to check"])
        #expect(
            FeishuConformance.failures(of: [Unsampled.self]).map(\.description) == [
                "no samples to check: add the target of the generated samples to the dependencies of the test target; if "
                    + "there is none, set \"samples\" in .feishu-codegen.json and run feishu-codegen generate"
            ])
        #expect(
            FeishuConformance.failures(of: [Unsampled.self, Thing<NoFault>.self]).map(\.description) == [
                "demo.v1.thing.list: no samples; run feishu-codegen generate, and add the target of the generated samples to "
                    + "the test target"
            ])
    }

    @Test(arguments: [
        Expectation(
            NoFault.self, []),
        Expectation(
            WrongName.self,
            [
                "response sample 1: response.name: lost: the generated type has no such value",
                "response.name: is documented, but ThingResponse<WrongName> has no such field",
                "response.nam: is a field of ThingResponse<WrongName>, but is not documented",
            ]),
        Expectation(
            WrongType.self,
            [
                "response sample 1: response.count: lost: Expected to decode Bool but found number instead.",
                "response.count: is Bool, but the document has int",
            ]),
        Expectation(
            UnknownValue.self,
            [
                "response.state: the listed value 2 is not known",
                "response.state: the known value 3 is not documented",
                "response.state: the value failed is 3, but the document has 2",
            ]),
        Expectation(
            WrongPath.self, ["the path is /things, but the document has /things/:id"]),
        Expectation(
            WrongParameter.self,
            ["request.query: the example sends p_size=10, but the document has page_size=10"]),
        Expectation(
            MissingError.self, ["the error code 7 is not in the descriptor"]),
        Expectation(
            WrongAdvice.self, ["the error code 7 has another status, message, advice, or reaction than the document"]),
        Expectation(
            WrongConstant.self, ["the constant of the error code 7 has the value 8"]),
        Expectation(
            WrongEnvelope.self,
            [
                "response sample 1: response.data: lost: the generated type has no such value",
                "the envelope is flat, but the document has data",
            ]),
    ])
    func aFaultIsFound(expectation: Expectation) {
        #expect(
            expectation.failures.map(\.description) == expectation.expected.map { "demo.v1.thing.get: \($0)" },
            "\(expectation.testDescription)")
    }

    /// Valid code, and samples that only the wire form makes unusual.
    @Test(
        arguments: [
            Typed<FeishuJSONValue>(#"{"code":0,"msg":"","data":""}"#, type: "any"),
            Typed<FeishuJSONValue>(#"{"code":0,"msg":"","data":[]}"#, type: "map"),
            Typed<FeishuJSONValue>(#"{"code":0,"msg":"ok","challenge":"x"}"#, type: "object", envelope: .flat),
        ].map { AnyTyped($0) } + [
            AnyTyped(Typed<[Int]>(#"{"code":0,"data":["1",2]}"#, type: "int[]")),
            AnyTyped(Typed<[String]>(#"{"code":0,"data":[]}"#, type: "string[]")),
            AnyTyped(Typed<FeishuNoContent>(#"{"code":"0","msg":"success"}"#, type: "object")),
            AnyTyped(
                Typed<Prices>(
                    #"{"code":0,"data":{"price":"12.50","free":0,"note":null}}"#, type: "object", fields: Prices.facts)),
            AnyTyped(Typed<Prices>(#"{"code":"99","msg":"failed"}"#, type: "object", fields: Prices.facts)),
            AnyTyped(
                Typed<Maps>(
                    #"{"code":0,"data":{"lists":{"a":["x"]},"prices":{"b":{"price":1}}}}"#, type: "object",
                    fields: Maps.facts())),
        ])
    func validCodeHasNoFailures(example: AnyTyped) {
        #expect(example.failures == [])
    }

    @Test(arguments: [
        (Maps.facts(lists: "string"), "response.lists: is Array<String>, but the document has string"),
        (Maps.facts(lists: "int[]"), "response.lists: is Array<String>, but the document has int[]"),
        (Maps.facts(price: "int"), "response.prices.price: is Double, but the document has int"),
        (Maps.facts(lists: nil), "response.lists: is Dictionary<String, Array<String>>, but the document has map"),
        (
            Maps.facts().replacing(
                #""name": "count", "type": "int""#, with: #""name": "count", "type": "map", "valueType": "int""#),
            "response.count: is Int, but the document has map"
        ),
    ])
    func theValuesOfAMapHaveTheDocumentedType(facts: String, expected: String) {
        let failures = Typed<Maps>(#"{"code":0,"data":{}}"#, type: "object", fields: facts).failures
        #expect(failures.map(\.description) == ["demo.v1.typed.get: \(expected)"])
    }

    @Test(arguments: [
        AnyTyped(Typed<[String]>(#"{"code":0,"data":["1"]}"#, type: "int[]")),
        AnyTyped(Typed<Prices>(#"{"code":0,"price":1}"#, type: "object", fields: Prices.facts)),
        AnyTyped(Typed<Prices>(#"{"code":0,"data":{}}"#, type: "object", fields: "[]")),
        AnyTyped(
            Typed<Prices>(#"{"code":0,"data":{}}"#, type: "object", fields: Prices.facts, id: "demo.v1.typed.other")),
        AnyTyped(Typed<Prices>(#"{"code":0,"data":{}}"#, type: "object", fields: Prices.facts, isIdempotent: false)),
    ])
    func anotherShapeIsFound(example: AnyTyped) {
        #expect(example.failures.count >= 1)
    }

    @Test func samplesWithoutFactsAreAFailure() {
        let problem = FeishuConformance.failures(of: [Bare.self]).map(\.problem)
        #expect(problem.count == 1 && problem[0].hasPrefix("no valid facts in the samples"))
    }

    private struct Bare: FeishuExampleEndpoint {
        static let descriptor = FeishuEndpointDescriptor(id: "a", method: .get, path: "/a", documentURL: nil)
        static let samples = FeishuEndpointSamples()
        static func example(body: FeishuNoBody) -> Bare { Bare() }
    }

    struct Expectation: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let failures: [FeishuConformanceFailure]
        let expected: [String]

        init<Fault: ConformanceFault>(_: Fault.Type, _ expected: [String]) {
            testDescription = "\(Fault.self)"
            failures = FeishuConformance.failures(of: [Thing<Fault>.self])
            self.expected = expected
        }
    }

    private struct Unsampled: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.list", method: .get, path: "/thing", documentURL: nil)
    }
}

/// What is wrong in a version of the endpoint. Nothing is by default.
protocol ConformanceFault: Sendable {
    associatedtype Count: Codable & Hashable & Sendable = Int
    static var path: String { get }
    static var envelope: FeishuResponseEnvelope { get }
    static var nameKey: String { get }
    static var sizeKey: String { get }
    static var failed: Int { get }
    static var errors: [FeishuDocumentedError] { get }
    static var constant: FeishuErrorCode { get }
}

extension ConformanceFault {
    static var path: String { "/things/:id" }
    static var envelope: FeishuResponseEnvelope { .data }
    static var nameKey: String { "name" }
    static var sizeKey: String { "page_size" }
    static var failed: Int { 2 }
    static var errors: [FeishuDocumentedError] { [.init(7, status: 400, "gone", advice: "create it")] }
    static var constant: FeishuErrorCode { 7 }
}

enum NoFault: ConformanceFault {}
enum WrongName: ConformanceFault { static var nameKey: String { "nam" } }
enum WrongType: ConformanceFault { typealias Count = Bool }
enum UnknownValue: ConformanceFault { static var failed: Int { 3 } }
enum WrongPath: ConformanceFault { static var path: String { "/things" } }
enum WrongParameter: ConformanceFault { static var sizeKey: String { "p_size" } }
enum MissingError: ConformanceFault { static var errors: [FeishuDocumentedError] { [] } }
enum WrongAdvice: ConformanceFault {
    static var errors: [FeishuDocumentedError] { [.init(7, status: 400, "gone")] }
}
enum WrongConstant: ConformanceFault { static var constant: FeishuErrorCode { 8 } }
enum WrongEnvelope: ConformanceFault { static var envelope: FeishuResponseEnvelope { .flat } }

/// An endpoint as the generator writes it, with a fault.
struct Thing<Fault: ConformanceFault>: FeishuExampleEndpoint {
    static var descriptor: FeishuEndpointDescriptor {
        FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: Fault.path, envelope: Fault.envelope, errors: Fault.errors,
            documentURL: nil)
    }

    static var samples: FeishuEndpointSamples {
        FeishuEndpointSamples(
            responses: [#"{"code":0,"msg":"","data":{"name":"a","count":12,"state":1}}"#],
            errorCodes: [7: Fault.constant],
            facts: #"""
                {"id": "demo.v1.thing.get", "idempotent": true, "bodyEncoding": "json", "method": "GET", "path": "/things/:id", "envelope": "data", "responseType": "object", "response": [
                {"name": "name", "type": "string"}, {"name": "count", "type": "int"},
                {"name": "state", "type": "int", "values": [1, 2], "names": ["running", "failed"]}],
                "errors": [{"code": 7, "status": 400, "message": "gone", "advice": "create it"}],
                "example": {"path": ["1"], "query": [["page_size", "10"]]}}
                """#)
    }

    static func example(body: FeishuNoBody) -> Thing { Thing(id: "1", pageSize: 10) }

    var id: String
    var pageSize: Int
    var pathParameters: [any FeishuParameterValue] { [id] }
    func encode(to parameters: inout FeishuRequestParameters) { parameters.query(Fault.sizeKey, pageSize) }

    typealias Response = ThingResponse<Fault>
}

struct ThingResponse<Fault: ConformanceFault>: FeishuAllOptionalModel {
    var name: String?
    var count: Fault.Count?
    var state: ThingState<Fault>?

    init() {}

    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit(Fault.nameKey, &name)
        try visitor.visit("count", &count)
        try visitor.visit("state", &state)
    }
}

struct ThingState<Fault: ConformanceFault>: FeishuOpenEnum {
    let rawValue: Int
    static var known: KeyValuePairs<String, ThingState> {
        ["running": ThingState(rawValue: 1), "failed": ThingState(rawValue: Fault.failed)]
    }
    init(rawValue: Int) { self.rawValue = rawValue }
}

/// An endpoint with a type of response and a sample, both of which a test chooses.
struct Typed<Payload: FeishuResponsePayload & Sendable> {
    let failures: [FeishuConformanceFailure]

    /// - Parameters:
    ///   - type: The documented type of the response.
    ///   - fields: The documented fields of the response, as JSON.
    init(
        _ sample: String, type: String, envelope: FeishuResponseEnvelope = .data, fields: String = "[]",
        id: String = "demo.v1.typed.get", isIdempotent: Bool = true
    ) {
        failures = TypedSettings.$current.withValue(
            TypedSettings(
                envelope: envelope,
                samples: FeishuEndpointSamples(
                    responses: [sample],
                    facts: #"""
                        {"id": "\#(id)", "idempotent": \#(isIdempotent), "bodyEncoding": "json", "method": "GET", "path": "/typed",
                        "envelope": "\#(envelope)", "responseType": "\#(type)", "response": \#(fields), "example": {}}
                        """#))
        ) { FeishuConformance.failures(of: [Endpoint.self]) }
    }

    private struct Endpoint: FeishuExampleEndpoint {
        typealias Response = Payload

        static var descriptor: FeishuEndpointDescriptor {
            FeishuEndpointDescriptor(
                id: "demo.v1.typed.get", method: .get, path: "/typed", envelope: TypedSettings.current.envelope,
                documentURL: nil)
        }
        static var samples: FeishuEndpointSamples { TypedSettings.current.samples }
        static func example(body: FeishuNoBody) -> Endpoint { Endpoint() }
    }
}

/// What the static members of a typed endpoint return during its check.
private struct TypedSettings: Sendable {
    @TaskLocal static var current = TypedSettings(envelope: .data, samples: FeishuEndpointSamples())

    let envelope: FeishuResponseEnvelope
    let samples: FeishuEndpointSamples
}

struct AnyTyped: Sendable {
    let failures: [FeishuConformanceFailure]

    init<Payload>(_ typed: Typed<Payload>) { failures = typed.failures }
}

struct Prices: FeishuAllOptionalModel {
    static let facts = """
        [{"name": "price", "type": "number"}, {"name": "free", "type": "boolean"}, {"name": "note", "type": "string"}]
        """
    var price: Double?
    var free: Bool?
    var note: String?

    init() {}

    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("price", &price)
        try visitor.visit("free", &free)
        try visitor.visit("note", &note)
    }
}

struct Maps: FeishuAllOptionalModel {
    /// The documented fields, of which a test can change the types of the values.
    static func facts(lists: String? = "string[]", price: String = "number") -> String {
        let valueType = lists.map { #", "valueType": "\#($0)""# } ?? ""
        return """
            [{"name": "lists", "type": "map"\(valueType)}, {"name": "count", "type": "int"},
             {"name": "prices", "type": "map", "fields": [{"name": "price", "type": "\(price)"},
              {"name": "free", "type": "boolean"}, {"name": "note", "type": "string"}]}]
            """
    }
    var lists: [String: [String]]?
    var count: Int?
    var prices: [String: Prices]?

    init() {}

    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("lists", &lists)
        try visitor.visit("count", &count)
        try visitor.visit("prices", &prices)
    }
}
