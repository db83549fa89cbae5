import Testing

@testable import SourceText

@Suite struct WordsTests {
    @Test(arguments: [
        ("ehr_import_task_id", "ehrImportTaskID", "EHRImportTaskID"), ("redirect_url", "redirectURL", "RedirectURL"),
        ("user_ids", "userIDs", "UserIDs"), ("userIDs", "userIDs", "UserIDs"), ("userId", "userID", "UserID"),
        ("HTMLPage", "htmlPage", "HTMLPage"), ("zh-CN", "zhCn", "ZhCn"), ("URLs", "urls", "URLs"),
        ("i18n_names", "i18nNames", "I18nNames"), ("A", "a", "A"), ("中文_id", "中文ID", "中文ID"),
        ("v1", "v1", "V1"),
        ("node_cc_user_id_list", "nodeCCUserIDList", "NodeCCUserIDList"),
        ("nodeCCUserID", "nodeCCUserID", "NodeCCUserID"),
        ("bcc", "bcc", "BCC"), ("machine_sn", "machineSN", "MachineSN"), ("sns_type", "snsType", "SNSType"),
        ("simplelist", "simpleList", "SimpleList"), ("underauditlist", "underAuditList", "UnderAuditList"),
        ("tasklist_guid", "tasklistGUID", "TasklistGUID"), ("access_token", "accessToken", "AccessToken"),
        ("__a__b__", "aB", "AB"), ("ID", "id", "ID"),
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
}
