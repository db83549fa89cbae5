import Foundation
import RepositoryFiles
import Testing

@testable import DocumentImport

/// The English names of what documents describe in Chinese.
@Suite struct LexiconTests {
    @Test(arguments: [
        ("浅黄色", "light yellow"),
        ("博士及以上", "doctor or above"),
        ("1-3年", "1 to 3 years"),
        ("未提交", "not submitted"),
        ("已提交", "submitted"),
        ("不移至垃圾邮件", "not move to junk mail"),
        ("任务添加了负责人", "task added owner"),
        ("职务（企业版）", "job"),
        ("（默认值）不启用", "not enable"),
        ("已截止，任务的截止时间已到达，且任务未完成", "closed"),
        ("STATE 省", "state"),
        ("COUNTRY（国家）", "COUNTRY"),
        ("OKR 进展 Block", "OKR progress Block"),
        ("收件人或抄送地址", "recipient or cc address"),
        ("飞书人事 -> 飞书通讯录", "feishu hr to feishu contacts"),
        ("\"Success\" 操作成功", "Success"),
        ("系统预置「面试结论」模块", "system preset interview conclusion module"),
        ("C++", "cpp"), ("前 5 %", "top 5 percent"), ("10年以上", "10 years or above"), ("JSON格式错误", "JSON format error"),
        ("多选：可以选择多个", "multiple choice"), ("待完成", "to be completed"),
    ])
    func aKnownTextIsNamed(text: String, english: String) {
        #expect(Lexicon.english(for: text) == english)
    }

    /// A name only where everything is known, and where it is short enough to be one.
    @Test(arguments: [
        "", "，", "（）", "西红柿", "已西红柿", "西红柿及以上", "被", "没有", "年度", "行为", "原图", "高度", "入职前", ">30", "-1天",
        "UTC-8", "~3天", "类型：文本", String(repeating: "红色", count: 30),
    ])
    func anUnknownTextIsNotNamed(text: String) {
        #expect(Lexicon.english(for: text) == nil)
    }

    @Test func theTermsAreSortedAndDistinct() {
        let terms = Lexicon.terms.split(separator: "\n").map { $0.split(separator: "|")[0] }
        for (term, next) in zip(terms, terms.dropFirst()) {
            let isSorted = term.unicodeScalars.lexicographicallyPrecedes(next.unicodeScalars)
            #expect(isSorted, "\(term), \(next)")
        }
    }

    @Test(.enabled(if: Corpus.exists, "there is no folder ../shared/corpus with documents"))
    func documentsUseEveryTerm() throws {
        let folder = Corpus.expectedFolder.appendingPathComponent("documents")
        var text = Data()
        for path in RepositoryFiles.paths(in: folder, withExtension: "md") {
            text += try Data(contentsOf: folder.appendingPathComponent(path))
        }
        for line in Lexicon.terms.split(separator: "\n") {
            let term = line.split(separator: "|")[0].drop { "=#".contains($0) }
            let isUsed = text.range(of: Data(term.utf8)) != nil
            #expect(isUsed, "no document uses \(term)")
        }
    }
}
