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

/// Answers calls with what a closure says.
struct ClosureTransport: Transport {
    let respond: @Sendable (HTTPRequest) async throws -> HTTPResponse

    func send(_ request: HTTPRequest) async throws -> HTTPResponse { try await respond(request) }

    /// Never answers; the wait ends with the task.
    static let hanging = ClosureTransport { _ in
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        for await _ in stream {}
        continuation.finish()
        throw CancellationError()
    }
}

/// A call of a GET without parameters.
struct Read: Endpoint {
    static let descriptor = EndpointDescriptor(
        id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: "https://example.com")
}

/// A call of a POST that must not run twice.
struct Write: Endpoint {
    static let descriptor = EndpointDescriptor(
        id: "demo.v1.thing.create", method: .post, path: "/thing", documentURL: "https://example.com")
}
