import FeishuRuntime
import Foundation

/// Answers calls from a script, and keeps what was sent.
final class StubTransport: Transport, @unchecked Sendable {
    private let lock = NSLock()
    private var sent: [HTTPRequest] = []
    private var answers: [HTTPResponse]

    /// The last answer is repeated.
    init(queue answers: [HTTPResponse]) {
        self.answers = answers
    }

    convenience init(_ answers: HTTPResponse...) {
        self.init(queue: answers)
    }

    var requests: [HTTPRequest] { lock.withLock { sent } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        lock.withLock {
            sent.append(request)
            return answers.count > 1 ? answers.removeFirst() : answers[0]
        }
    }
}

extension HTTPResponse {
    static func json(_ text: String, status: Int = 200, logID: String? = nil) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: HTTPHeaders(logID.map { [("x-tt-logid", $0)] } ?? []), body: Data(text.utf8))
    }
}

/// A token that never changes.
struct FixedToken: TokenProvider {
    func accessToken(accepting kinds: [AccessTokenKind], tenantKey: String?) async throws -> String { "secret-fixed" }
}
