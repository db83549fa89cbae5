import DocumentImport
import EndpointSpec
import Foundation
import RepositoryFiles
import Testing

/// Real documents of the platform with the truth about their trees, where there is a folder of them. A quarter of them, because
/// a debug build is slow; `CORPUS=all swift test` reads all.
@Suite struct CorpusTests {
    @Test(
        .enabled(if: Corpus.exists, "there is no folder ../shared/corpus with documents and the truth about them"),
        arguments: [("documents", 0.975, 0.88), ("raw", 0.99, 1.0)])
    func theTreesAreRightAndWhatIsCertainIsRight(form: String, exact: Double, certain: Double) throws {
        let folder = Corpus.expectedFolder
        let corpus = try Corpus(
            documents: folder.appendingPathComponent(form), truth: folder.appendingPathComponent("truth"),
            each: ProcessInfo.processInfo.environment["CORPUS"] == "all" ? 1 : 4)
        let documents = corpus.entries.map { Document(source: $0.source, path: $0.source.path) }
        let plan = ImportPipeline.plan(documents: documents)
        // Two documents describe one endpoint; the older one counts as missing.
        let specByPath = Dictionary(uniqueKeysWithValues: plan.specs.map { ($0.spec.document.path, $0.spec) })
        let unread = try EndpointSpec.empty
        let score = corpus.score(documents.map { specByPath[$0.path] ?? unread })
        #expect(plan.errors.isEmpty && plan.specs.count >= documents.count - 1)
        #expect(score.certainButWrong.count <= documents.count - plan.specs.count, "\(score.certainButWrong)")
        #expect(Double(score.exact) >= exact * Double(documents.count))
        #expect(Double(score.certain) >= certain * Double(documents.count))
        print("\(form): \(score.exact) of \(score.documents) trees are exact, \(score.certain) have no assumed place")
    }
}
