import Testing

import EndpointSpec
@testable import SwiftGeneration

@Suite struct NamingTests {
    @Test(arguments: [
        ("ehr_import_task_id", "ehrImportTaskID", "EHRImportTaskID"), ("redirect_url", "redirectURL", "RedirectURL"),
        ("user_ids", "userIDs", "UserIDs"), ("userIDs", "userIDs", "UserIDs"), ("userId", "userID", "UserID"),
        ("HTMLPage", "htmlPage", "HTMLPage"), ("zh-CN", "zhCn", "ZhCn"), ("URLs", "urls", "URLs"),
        ("i18n_names", "i18nNames", "I18nNames"), ("A", "a", "A"), ("中文_id", "中文ID", "中文ID"),
        ("v1", "v1", "V1"), ("__a__b__", "aB", "AB"), ("ID", "id", "ID"),
    ])
    func wordsAreSpeltAsInSwift(name: String, lower: String, upper: String) {
        #expect(Words(name).lowerCamelCase == lower)
        #expect(Words(name).upperCamelCase == upper)
    }

    @Test(arguments: [
        ("user_ids", "user_id"), ("assessment_dimension_list", "assessment_dimension"), ("categories", "category"),
        ("boxes", "box"), ("addresses", "address"), ("status", "status"), ("list", "list"), ("news", "news"),
        ("statuses", "status"), ("aliases", "alias"),
        ("i18n", "i18n"), ("analysis", "analysis"),
    ])
    func aListIsNamedByItsElement(name: String, expected: String) {
        #expect(Words(name).elementName == expected)
    }

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

    @Test(arguments: [
        (["1 成功", "2 失败"], ["succeeded", "failed"]), (["1 其他", "2 其他"], ["other1", "other2"]),
        (["-1 西红柿", "0 黄瓜"], ["valueMinus1", "value0"]), (["1 Doc", "2 C++"], ["doc", "cpp"]),
    ])
    func integerValuesAreNamedByTheirMeaning(values: [String], expected: [String]) {
        let values = values.map { text in
            let parts = text.split(separator: " ").map(String.init)
            return EndpointSpec.EnumeratedValue(value: .number(parts[0]), description: parts[1])
        }
        #expect(EnumMemberNames.of(values).map(\.text) == expected)
    }

    @Test(arguments: [
        (1, "param is invalid", nil, "paramIsInvalid1"), (2, "参数错误", nil, "parameterError2"),
        (3, "某种错误", nil, "code3"), (4, "the thing that you asked for is not there any more", nil, "code4"),
        (5, "x", "gone", "gone"), (-6, "", nil, "codeMinus6"),
    ])
    func errorCodesAreNamed(code: Int, message: String, name: String?, expected: String) {
        let error = EndpointSpec.DocumentedError(code: code, message: message, name: name)
        #expect(ErrorCodeName.of(error).text == expected)
    }
}
