import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// The names that import writes for error codes.
@Suite struct ErrorNamesTests {
    @Test(
        arguments: [
            ("param is invalid", "param is invalid"),
            ("The event does not exist. Please check event_id", "event does not exist"),
            ("No Permission: If the operator is NOT owner", "no permission"), ("TooManyRequest", "too many request"),
            (
                "user primary dept must be the first department in the order",
                "user primary dept must be first department"
            ),
            ("filter field_code:{field_code} duplicated", "filter field code"), ("can't edit %s", "cant edit"),
            ("Internal error! Please retry", "internal error"), ("404 not found", "not found"),
            ("参数错误", "parameter error"), ("参数错误，例如任务不合法", "parameter error"), ("param error 西红柿", "param error"),
            ("Error: no such job", "error no such job"), ("西红柿", nil), ("", nil), ("%v", nil), ("1002", nil),
        ] as [(String, String?)])
    func aMessageGivesWords(message: String, words: String?) {
        #expect(ErrorMessageName.words(for: message)?.joined(separator: " ") == words)
    }

    private static func spec(
        _ id: String, _ errors: (code: Int, message: String, name: String?)...
    ) throws -> EndpointSpec {
        var spec = try EndpointSpec.empty
        spec.id = try #require(OperationID(id))
        spec.errors = errors.map { .init(code: $0.code, message: $0.message, name: $0.name) }
        return spec
    }

    private static func names(_ specs: [EndpointSpec], avoiding others: [EndpointSpec] = []) -> [[String?]] {
        let names = ErrorNames(for: specs, avoiding: others)
        return specs.map { spec in
            (spec.errors ?? []).map { names.named($0, in: spec.id.service).name }
        }
    }

    @Test func theNumberFollowsOnlyWhereCodesWouldShareAName() throws {
        let specs = [
            try Self.spec("a.v1.b.c", (1, "not found", nil), (2, "no permission", nil), (3, "西红柿", nil)),
            try Self.spec("a.v1.b.d", (4, "Not found.", nil), (1, "not found", nil)),
            try Self.spec("other.v1.b.d", (9, "not found", nil)),
        ]
        let expected = [["notFound1", "noPermission", nil], ["notFound4", "notFound1"], ["notFound"]]
        #expect(Self.names(specs) == expected)
        #expect(Self.names(specs.reversed()) == expected.reversed())
    }

    @Test func aCodeHasOneNameInItsService() throws {
        let specs = [
            try Self.spec("a.v1.b.c", (1, "not found", nil)), try Self.spec("a.v1.b.d", (1, "missing", "gone")),
        ]
        #expect(Self.names(specs) == [["gone"], ["gone"]])
    }

    /// No two constants of a service have the same name in Swift, whatever the messages say.
    @Test(
        arguments: [
            (
                [(1, "param error"), (2, "param error"), (3, "param error 1")],
                ["paramErrorValue1", "paramError2", "paramError1"]
            ),
            ([(1, "none"), (2, "none value")], ["none1", "noneValue2"]),
            ([(1, "？？"), (2, "code 1")], [nil, "code12"]),
        ] as [([(Int, String)], [String?])])
    func namesAreUniqueInSwift(errors: [(Int, String)], names: [String?]) throws {
        var spec = try Self.spec("a.v1.b.c")
        spec.errors = errors.map { .init(code: $0.0, message: $0.1) }
        #expect(Self.names([spec]) == [names])
    }

    /// A name that comes from the message of another document is no person's, and one that a person gave is not derived.
    @Test func namesAreJudgedByService() throws {
        let specs = [
            try Self.spec("a.v1.b.c", (1, "not found", "notFound")),
            try Self.spec("a.v1.b.d", (1, "not found", "notFound")),
            try Self.spec(
                "a.v1.b.e", (1, "job missing", "notFound"), (2, "param error", "paramError"), (3, "param error", nil)),
        ]
        let derived = ErrorNames.derived(for: specs)
        #expect(derived.includesName(of: .init(code: 1, message: "job missing", name: "notFound"), in: "a"))
        #expect(!derived.includesName(of: .init(code: 2, message: "param error", name: "paramError"), in: "a"))
    }

    @Test func aLongMessageIsNamedQuickly() {
        #expect(ErrorMessageName.words(for: "a" + String(repeating: ",", count: 1_000_000)) == nil)
    }

    @Test func namesOfOtherSpecsAreTaken() throws {
        let other = try Self.spec("a.v1.b.d", (2, "anything", "notFound"))
        #expect(Self.names([try Self.spec("a.v1.b.c", (1, "not found", nil))], avoiding: [other]) == [["notFound1"]])
    }

    @Test(arguments: [
        ("not found", "notFound", true), ("not found", "notFound7", true), ("not found", "code7", true),
        ("not found", "gone", false), ("参数错误", "parameterError7", true),
    ])
    func aDerivedNameIsKnown(message: String, name: String, isDerived: Bool) throws {
        let spec = try Self.spec("a.v1.b.c", (7, message, name))
        let names = ErrorNames.derived(for: [spec])
        #expect(names.includesName(of: .init(code: 7, message: message, name: name), in: "a") == isDerived)
    }
}
