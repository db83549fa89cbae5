import DocumentImport
import EndpointSpec
import Foundation
import RepositoryFiles

/// Measures what each weight of the nesting search contributes: `weights DOCUMENTS TRUTH`.
///
/// Prints the number of exact trees with the standard weights, and then with each weight halved and doubled. A weight
/// for which neither changes the number matters little.
@main
struct Weights {
    private let corpus: Corpus
    private let documents: [Document]

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let documents = arguments.first, let truth = arguments.last else {
            print("usage: weights DOCUMENTS TRUTH")
            exit(64)
        }
        let corpus = try Corpus(
            documents: URL(fileURLWithPath: documents), truth: URL(fileURLWithPath: truth))
        let weights = Weights(
            corpus: corpus, documents: corpus.entries.map { Document(source: $0.source, path: $0.source.path) })
        weights.measure()
    }

    private func measure() {
        let standard = score(.standard)
        print(
            "standard weights: \(standard.exact) of \(standard.documents) trees are exact, "
                + "\(standard.certain) have no assumed place")
        for (name, path) in Self.weights {
            let scores = [0.5, 2].map { factor in
                var weights = NestingWeights.standard
                weights[keyPath: path] *= factor
                return score(weights).exact - standard.exact
            }
            print("\(name) \(NestingWeights.standard[keyPath: path]): halved \(scores[0]), doubled \(scores[1])")
        }
    }

    private func score(_ weights: NestingWeights) -> Corpus.Score {
        var options = ImportOptions()
        options.weights = weights
        let specs = ImportPipeline.plan(documents: documents, options: options).specs
        let specByPath = Dictionary(uniqueKeysWithValues: specs.map { ($0.spec.document.path, $0.spec) })
        // A document that another one supersedes counts as wrong.
        return corpus.score(documents.compactMap { specByPath[$0.path] ?? specs.first?.spec })
    }

    private static let weights: [(String, WritableKeyPath<NestingWeights, Double> & Sendable)] = [
        ("missing", \.missing), ("missingRequired", \.missingRequired), ("missingOptional", \.missingOptional),
        ("unknown", \.unknown), ("insideScalar", \.insideScalar), ("insideEmpty", \.insideEmpty),
        ("unused", \.unused), ("maximumUnused", \.maximumUnused), ("similarity", \.similarity),
        ("furtherSimilarity", \.furtherSimilarity), ("otherStyle", \.otherStyle), ("choice", \.choice),
        ("paging", \.paging), ("typePath", \.typePath), ("recursion", \.recursion), ("expected", \.expected),
        ("expectedElsewhere", \.expectedElsewhere), ("unexpected", \.unexpected), ("beyondExpected", \.beyondExpected),
        ("unfinished", \.unfinished), ("otherDocument", \.otherDocument), ("childless", \.childless),
        ("childlessShownEmpty", \.childlessShownEmpty), ("childlessShownWithMembers", \.childlessShownWithMembers),
        ("descent", \.descent),
        ("ascent", \.ascent), ("ascentFromComplete", \.ascentFromComplete), ("furtherAscent", \.furtherAscent),
    ]
}
