import EndpointSpec
import SourceText

/// The words with which documents structure their facts, by language. A page can mix the languages, so each word is looked up in all of
/// them.
///
/// To read another language, add a column: a parameter of `Words` and its texts below.
enum Vocabulary {
    /// The headings of sections.
    static let headings = WordTable<Sections.Kind>([
        .init(.request, zh: ["请求"], en: ["Request"]),
        .init(.headers, zh: ["请求头"], en: ["Request header"]),
        .init(.pathParameters, zh: ["路径参数"], en: ["Path parameter"]),
        .init(.queryParameters, zh: ["查询参数", "请求参数"], en: ["Query parameter"]),
        .init(.requestBody, zh: ["请求体", "请求体参数", "请求body"], en: ["Request body", "Request body parameter"]),
        .init(
            .requestSamples, zh: ["请求体示例", "请求示例"], en: ["Request body example", "Request example", "Request sample"]),
        .init(.response, zh: ["响应"], en: ["Response"]),
        .init(.responseHeaders, zh: ["响应头", "返回头"], en: ["Response header"]),
        .init(
            .responseBody, zh: ["响应体", "响应参数", "返回body", "返回参数"],
            en: ["Response body", "Response parameter", "Response body parameter"]),
        .init(
            .responseSamples, zh: ["响应体示例", "响应示例", "返回示例"],
            en: ["Response body example", "Response example", "Response sample"]),
        .init(.errors, zh: ["错误码"], en: ["Error code"]),
        .init(.event, zh: ["事件"], en: ["Event"]),
        .init(.eventBody, zh: ["事件体", "事件体说明", "事件体参数", "事件体字段"], en: ["Event body", "Event body parameter"]),
        .init(
            .eventSamples, zh: ["事件体示例", "事件示例", "事件体样例", "回调示例", "事件内容示例"],
            en: ["Event body example", "Event example", "Callback example"]),
        .init(
            .eventCode, zh: ["事件订阅示例代码"], en: ["Sample code for event subscription", "Event subscription sample code"]),
    ])

    /// The labels in the table of facts.
    static let labels = WordTable<RequestTable.Label>([
        .init(.url, zh: ["HTTP URL"], en: ["HTTP URL"]),
        .init(.method, zh: ["HTTP Method"], en: ["HTTP Method"]),
        .init(.contentType, zh: ["HTTP Content-Type"], en: ["HTTP Content-Type"]),
        .init(.rateLimits, zh: ["接口频率限制"], en: ["Rate limit", "API rate limit"]),
        .init(.appTypes, zh: ["支持的应用类型"], en: ["Supported app type", "Supported application type"]),
        .init(
            .scopes, zh: ["权限要求"],
            en: ["Required scope", "Permission requirement", "Permission scope requirement", "Required permission"]),
        .init(
            .fieldScopes, zh: ["字段权限要求"],
            en: ["Required field scope", "Field permission requirement", "Required field permission"]),
        .init(.accessTokens, zh: ["凭证要求"], en: ["Access token", "Required access token"]),
        .init(.eventType, zh: ["事件类型"], en: ["Event type"]),
        .init(.delivery, zh: ["推送方式"], en: ["Push mode", "Push method"]),
    ])

    /// The headings of the columns of a table of fields.
    static let columns = WordTable<FieldTable.Column>([
        .init(
            .name, zh: ["名称", "参数", "字段", "参数名", "参数名称", "字段名", "字段名称", "属性名称"],
            en: ["Parameter", "Name", "Parameter name", "Field", "Field name"]),
        .init(.type, zh: ["类型", "格式", "参数类型", "字段类型", "数据类型"], en: ["Type", "Data type", "Parameter type"]),
        .init(.required, zh: ["必填", "必须", "是否必须", "是否必填", "必选", "是否必选"], en: ["Required", "Mandatory"]),
        .init(.description, zh: ["描述", "说明", "参数说明", "字段描述", "备注"], en: ["Description"]),
    ])

    /// The headings of the columns of a table of errors, which can be parts of longer ones.
    static let errorColumns = PhraseTable<ErrorTable.Column>([
        .init(.code, zh: ["错误码"], en: ["error code"]),
        .init(.status, zh: ["HTTP"], en: ["http"]),
        .init(.message, zh: ["描述", "说明", "错误信息"], en: ["description", "error message"]),
        .init(.advice, zh: ["排查建议", "解决", "建议"], en: ["troubleshoot", "suggestion", "solution", "advice"]),
    ])

    /// The labels that introduce facts in descriptions. Those of scopes can be parts of longer ones.
    static let markers = WordTable<Marker>([
        .init(.example, zh: ["示例值", "示例"], en: ["Example value", "Example"]),
        .init(.defaultValue, zh: ["默认值"], en: ["Default value"]),
        .init(
            .values, zh: ["可选值有", "可选值", "可选值如下", "可能值有", "可能的值有", "枚举值"],
            en: ["Optional value", "Optional value include", "Possible value", "Valid value", "Enumerated value"]),
        .init(.rules, zh: ["数据校验规则"], en: ["Data validation rule"]),
    ])

    /// The phrases at the end of a line before listed values.
    static let introductions = [
        "可选值有", "可选值如下", "可选值为", "可选值", "枚举值如下", "枚举值有", "枚举值", "optional values include", "optional values are",
        "optional values", "possible values are", "possible values",
    ]

    static let fieldScopes = ["字段权限要求", "required field scope", "field scopes are required", "field scope is required"]

    /// The labels of constraints.
    static let rules = WordTable<ConstraintRule.Kind>([
        .init(.lengthRange, zh: ["长度范围"], en: ["Length range"]),
        .init(.maximumLength, zh: ["最大长度"], en: ["Maximum length", "Max length"]),
        .init(.minimumLength, zh: ["最小长度"], en: ["Minimum length", "Min length"]),
        .init(.valueRange, zh: ["取值范围"], en: ["Value range"]),
        .init(.maximum, zh: ["最大值"], en: ["Maximum value", "Max value"]),
        .init(.minimum, zh: ["最小值"], en: ["Minimum value", "Min value"]),
        .init(.pattern, zh: ["正则校验"], en: ["Regular expression"]),
    ])

    /// Whether a field is required: the words for yes. All others mean no.
    static let yes = WordTable<Bool>([.init(true, zh: ["是", "必须", "必填"], en: ["Yes", "Y", "true", "Required"])])

    /// The phrases in the texts of a response that say that it is a file.
    static let files = PhraseTable<Bool>([
        .init(
            true, zh: ["二进制", "文件流", "字节流"],
            en: ["application/octet-stream", "binary", "file stream", "byte stream", "stream of bytes"])
    ])

    /// The phrases in the message and the advice of an error that decide the reaction.
    static let errorSigns = PhraseTable<ErrorReaction.Sign>([
        .init(
            .noRetry, zh: ["请勿重试", "不要重试", "勿重试", "无需重试", "不需要再重试", "不需要重试", "每日上限", "小时后重试", "小时后再试", "次日", "第二天"],
            en: ["do not retry", "don't retry", "do not try again", "no need to retry", "the next day", "tomorrow"]),
        .init(
            .rateLimit,
            zh: [
                "限流", "限频", "频率限制", "频控", "请求过快", "请求过于频繁", "操作过于频繁", "请求太频繁", "发送过于频繁", "创建过于频繁", "请求过多", "请求次数超过",
                "qps 超限",
                "qps超限",
            ],
            en: [
                "too many request", "toomanyrequest", "request too fast", "requests too fast", "too frequent",
                "rate limit",
                "ratelimit", "rate-limit", "frequency limit", "qps over limit", "qps limit", "over qps",
            ]),
        .init(
            .retry, zh: ["稍后重试", "稍后再试", "请重试"],
            en: [
                "try again later", "retry later", "please retry", "please try again", "can retry", "try later",
                "wait some seconds",
            ]),
        .init(
            .invalidToken, zh: ["无效", "过期", "失效"],
            en: [
                "is invalid", "is expired", "has expired", "invalid access token", "is not found",
                "please check your access token",
            ]),
    ])

    /// The verbs for a retry, and the words around them that are no condition, longest first.
    static let retryVerbs = ["重试", "再试", "重新尝试", "重新请求", "稍后访问", "try again", "try it again", "retry"]
    static let retryFillers = [
        "一段时间后", "可以尝试", "一段时间", "请等待", "可尝试", "几秒后", "进行", "可以", "建议", "需要", "稍后", "稍候", "等待", "尝试", "直接", "调用",
        "请", "可", "再", "应", "after a few seconds", "for a few seconds", "after a while", "for a while", "for a moment",
        "a few seconds", "the operation", "the request", "you can", "please", "later", "wait", "then", "and",
    ]

    static let updated = ["最后更新于", "Last updated on"]
}

/// A meaning, with its words in each language.
struct VocabularyEntry<Meaning: Hashable & Sendable>: Sendable {
    let meaning: Meaning
    let words: [EndpointSpec.Language: [String]]

    init(_ meaning: Meaning, zh: [String], en: [String]) {
        self.meaning = meaning
        words = [.chinese: zh, .english: en]
    }
}

/// Finds the meaning of words, whatever their language.
///
/// English words are compared without capitals, articles, plural and order, because documents write `Example request body` as well as
/// `Request body example`.
struct WordTable<Meaning: Hashable & Sendable>: Sendable {
    private var meanings: [String: (meaning: Meaning, language: EndpointSpec.Language)] = [:]

    init(_ entries: [VocabularyEntry<Meaning>]) {
        for language in EndpointSpec.Language.allCases {
            for entry in entries {
                for word in entry.words[language] ?? [] where meanings[word.vocabularyKey] == nil {
                    meanings[word.vocabularyKey] = (entry.meaning, language)
                }
            }
        }
    }

    subscript(text: some StringProtocol) -> Meaning? { meanings[text.vocabularyKey]?.meaning }

    /// The language of the words that have a meaning.
    func language(of text: some StringProtocol) -> EndpointSpec.Language? { meanings[text.vocabularyKey]?.language }
}

/// Finds the meaning of a text that contains a phrase, whatever its language.
struct PhraseTable<Meaning: Hashable & Sendable>: Sendable {
    private var phrases: [Meaning: [String]] = [:]

    init(_ entries: [VocabularyEntry<Meaning>]) {
        for entry in entries {
            phrases[entry.meaning, default: []] += entry.words.values.joined().map { $0.lowercased() }
        }
    }

    func isMeant(_ meaning: Meaning, in text: String) -> Bool {
        let text = text.lowercased()
        return phrases[meaning, default: []].contains(where: text.containsBytes(of:))
    }
}

extension StringProtocol {
    /// The string as a key of the vocabulary: Chinese without blanks and colons, other words in their singular and in alphabetical
    /// order.
    fileprivate var vocabularyKey: String {
        if unicodeScalars.contains(where: { $0.value > 0x2E80 && $0 != "：" && $0 != "　" }) {
            return String(filter { !$0.isWhitespace && !"：:*`".contains($0) }).lowercased()
        }
        let words = lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
        return words.filter { !Self.articles.contains(String($0)) }.map { word in
            word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : String(word)
        }.sorted().joined(separator: " ")
    }

    private static var articles: Set<String> { ["the", "a", "an", "are", "is", "of", "for"] }
}
