import FeishuRuntime
import Foundation

/// Checks that every documented error is thrown with its documentation.
enum ErrorCheck<Call: FeishuExampleEndpoint> {
    static func failures(_ facts: DocumentedFacts) -> [FeishuConformanceFailure] {
        // A response with code 0 is a success, whatever the document says about it.
        let errors = (facts.errors ?? []).filter { $0.code != 0 }
        // Some documents list a code several times, with different meanings.
        let errorProblems = errors.flatMap { documented in
            problems(of: documented, among: errors.filter { $0.code == documented.code })
        }
        let constantProblems = Call.samples.errorCodes.filter { $0.key != $0.value.rawValue }.map {
            "the constant of the error code \($0.key) has the value \($0.value)"
        }
        return (errorProblems + constantProblems.sorted()).map { .init(endpoint: Call.descriptor.id, problem: $0) }
    }

    private static func problems(
        of documented: DocumentedFacts.DocumentedError, among meanings: [DocumentedFacts.DocumentedError]
    ) -> [String] {
        let name = "the error code \(documented.code)"
        let error: FeishuError
        do {
            let json: FeishuJSONValue = ["code": .integer(documented.code), "msg": "failed"]
            _ = try Call.response(
                from: FeishuHTTPResponse(status: documented.status ?? 400, json: json))
            return ["\(name) is not thrown"]
        } catch let thrown as FeishuError {
            error = thrown
        } catch {
            return ["\(name) is thrown as \(error)"]
        }
        guard case .api(let code, _) = error.reason, code.rawValue == documented.code else {
            return ["\(name) is thrown as \(error)"]
        }
        guard let found = error.documented else { return ["\(name) is not in the descriptor"] }
        let isDocumented = meanings.contains {
            $0.message == found.message && $0.advice == found.advice && $0.status == found.status
                && $0.reaction == found.reaction.map(Self.spelling)
        }
        return isDocumented ? [] : ["\(name) has another status, message, advice, or reaction than the document"]
    }

    /// Returns a reaction as specs spell it.
    private static func spelling(of reaction: FeishuErrorReaction) -> String {
        switch reaction {
        case .throttled: "throttled"
        case .retry: "retry"
        case .renewToken: "renewToken"
        case .noRetry: "none"
        }
    }
}
