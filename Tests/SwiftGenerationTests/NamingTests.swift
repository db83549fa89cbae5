import Testing

import EndpointSpec
@testable import SwiftGeneration

@Suite struct NamingTests {
    @Test(arguments: [
        ("self", "selfField"), ("hashValue", "hashValueField"), ("hash_value", "hashValueField"),
        ("visitor", "visitorField"), ("init", "initField"), ("2fa_code", "field2faCode"), ("$", "field24"),
        (">=", "field3Ex3D"), ("default", "default"),
    ])
    func namesThatSwiftRefusesAreChanged(name: String, expected: String) {
        #expect(SwiftName.property(name).text == expected)
    }

    @Test(arguments: [("default", "`default`"), ("class", "`class`"), ("name", "name"), ("Type", "`Type`")])
    func keywordsAreInBackticks(name: String, expected: String) {
        #expect(Identifier(name).spelling == expected)
    }

    /// A spec without names generates: nothing is derived from texts.
    @Test(arguments: [
        (["1 成功", "2 失败"], ["value1", "value2"]), (["-1 a", "0 b"], ["valueMinus1", "value0"]),
    ])
    func valuesWithoutNamesAreNamedAfterThemselves(values: [String], expected: [String]) {
        let values = values.map { text in
            let parts = text.split(separator: " ").map(String.init)
            return EndpointSpec.EnumeratedValue(value: .number(parts[0]), description: parts[1])
        }
        #expect(EnumMemberNames.of(values).map(\.text) == expected)
    }

    @Test(arguments: [(1, nil, "code1"), (5, "gone", "gone"), (-6, nil, "codeMinus6"), (7, "none", "noneValue")])
    func errorCodesAreNamed(code: Int, name: String?, expected: String) {
        let error = EndpointSpec.DocumentedError(code: code, message: "param is invalid", name: name)
        #expect(ErrorCodeName.of(error).text == expected)
    }
}
