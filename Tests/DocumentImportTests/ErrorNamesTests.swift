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

    private static func names(_ specs: [EndpointSpec], besides others: [EndpointSpec] = []) -> [[String?]] {
        let names = ErrorNames(for: specs, besides: others)
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

    @Test func namesOfOtherSpecsAreTaken() throws {
        let other = try Self.spec("a.v1.b.d", (2, "anything", "notFound"))
        #expect(Self.names([try Self.spec("a.v1.b.c", (1, "not found", nil))], besides: [other]) == [["notFound1"]])
    }

    @Test(arguments: [
        ("not found", "notFound", true), ("not found", "notFound7", true), ("not found", "code7", true),
        ("not found", "gone", false), ("参数错误", "parameterError7", true),
    ])
    func aDerivedNameIsKnown(message: String, name: String, isDerived: Bool) {
        #expect(ErrorNames.isDerived(.init(code: 7, message: message, name: name)) == isDerived)
    }
}
