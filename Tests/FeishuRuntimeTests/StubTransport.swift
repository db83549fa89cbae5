import FeishuRuntime
import Foundation

/// Answers calls from a script, and keeps what was sent.
final class StubTransport: FeishuTransport, @unchecked Sendable {
    private let lock = NSLock()
    private var sent: [FeishuHTTPRequest] = []
    private var answers: [FeishuHTTPResponse]

    /// The last answer is repeated.
    init(queue answers: [FeishuHTTPResponse]) {
        self.answers = answers
    }

    convenience init(_ answers: FeishuHTTPResponse...) {
        self.init(queue: answers)
    }

    var requests: [FeishuHTTPRequest] { lock.withLock { sent } }

    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        lock.withLock {
            sent.append(request)
            return answers.count > 1 ? answers.removeFirst() : answers[0]
        }
    }
}

extension FeishuHTTPResponse {
    static func json(_ text: String, status: Int = 200, logID: String? = nil) -> FeishuHTTPResponse {
        FeishuHTTPResponse(
            status: status, headers: FeishuHTTPHeaders(logID.map { [("x-tt-logid", $0)] } ?? []), body: Data(text.utf8))
    }
}

/// A token that never changes.
struct FixedToken: FeishuTokenProvider {
    func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String {
        "secret-fixed"
    }
}

/// Answers calls with what a closure says.
struct ClosureTransport: FeishuTransport {
    let respond: @Sendable (FeishuHTTPRequest) async throws -> FeishuHTTPResponse

    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse { try await respond(request) }

    /// Never answers; the wait ends with the task.
    static let hanging = ClosureTransport { _ in
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        for await _ in stream {}
        continuation.finish()
        throw CancellationError()
    }
}

/// A call of a GET without parameters.
struct Read: FeishuEndpoint {
    static let descriptor = FeishuEndpointDescriptor(
        id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: "https://example.com")
}

/// A call of a POST that must not run twice.
struct Write: FeishuEndpoint {
    static let descriptor = FeishuEndpointDescriptor(
        id: "demo.v1.thing.create", method: .post, path: "/thing", documentURL: "https://example.com")
}
