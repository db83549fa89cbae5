import EndpointSpec
import SourceText
import Testing

@testable import DocumentImport

/// The names that import writes for listed values.
@Suite struct ValueNamesTests {
    /// `1 成功`, or `1 成功 =done` with a name that is there.
    private static func values(_ texts: [String]) -> [EndpointSpec.EnumeratedValue] {
        texts.map { text in
            let parts = text.split(separator: " ").map(String.init)
            return .init(
                value: Int(parts[0]) == nil ? .string(parts[0]) : .number(parts[0]), description: parts[1],
                name: parts.count > 2 ? String(parts[2].dropFirst()) : nil)
        }
    }

    @Test(
        arguments: [
            (["1 成功", "2 失败"], ["succeeded", "failed"]), (["1 其他", "2 其他"], ["other1", "other2"]),
            (["-1 西红柿", "0 黄瓜"], [nil, nil]), (["1 Doc", "2 C++"], ["doc", "cpp"]),
            (["open 成功", "2 失败"], [nil, "failed"]), (["1 成功 =done", "2 失败"], ["done", "failed"]),
            (["1 西红柿 =failed", "2 失败"], ["failed", "failed2"]), (["failed 西红柿", "2 失败"], [nil, "failed2"]),
            (["1 成功", "2 成功", "3 成功1"], ["succeededValue1", "succeeded2", "succeeded1"]),
            // A value that is listed again has the name of the first one.
            (["1 成功", "1 失败", "2 取消"], ["succeeded", nil, "cancelled"]),
        ] as [([String], [String?])])
    func valuesAreNamedByTheirMeaning(values: [String], names: [String?]) {
        let completed = ValueNames.addingMissingNames(to: Self.values(values))
        #expect(completed.map(\.name) == names)
        #expect(ValueNames.addingMissingNames(to: completed) == completed)
    }

    /// A name is read from a spec in the way in which it was written there.
    @Test func aNameGivesTheSameNameInSwift() {
        for text in ["hr id pdf", "light yellow", "other 1", "user ids"] {
            #expect(Words(Words(text).spelling).lowerCamelCase == Words(text).lowerCamelCase)
        }
    }
}
