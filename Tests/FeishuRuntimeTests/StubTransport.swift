import FeishuRuntime
import Foundation

/// A transport that returns predefined responses and records the requests.
final class StubTransport: FeishuTransport, @unchecked Sendable {
    private let lock = NSLock()
    private var sent: [FeishuHTTPRequest] = []
    private var responses: [FeishuHTTPResponse]

    /// Creates a transport that returns the responses in order, and then repeats the last one.
    init(queue responses: [FeishuHTTPResponse]) {
        self.responses = responses
    }

    convenience init(_ responses: FeishuHTTPResponse...) {
        self.init(queue: responses)
    }

    var requests: [FeishuHTTPRequest] { lock.withLock { sent } }

    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        lock.withLock {
            sent.append(request)
            return responses.count > 1 ? responses.removeFirst() : responses[0]
        }
    }
}

extension FeishuHTTPResponse {
    static func json(_ text: String, status: Int = 200, logID: String? = nil) -> FeishuHTTPResponse {
        FeishuHTTPResponse(
            status: status, headers: FeishuHTTPHeaders(logID.map { [("x-tt-logid", $0)] } ?? []), body: Data(text.utf8))
    }
}

/// A provider of a token that never changes.
struct FixedToken: FeishuTokenProvider {
    func accessToken(accepting kinds: [FeishuAccessTokenKind], tenantKey: String?) async throws -> String {
        "secret-fixed"
    }
}

/// A transport that returns the results of a closure.
struct ClosureTransport: FeishuTransport {
    let respond: @Sendable (FeishuHTTPRequest) async throws -> FeishuHTTPResponse

    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse { try await respond(request) }

    /// A transport that never responds. A call ends only when its task is cancelled.
    static let hanging = ClosureTransport { _ in
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        for await _ in stream {}
        continuation.finish()
        throw CancellationError()
    }
}

/// A GET request without parameters.
struct Read: FeishuEndpoint {
    static let descriptor = FeishuEndpointDescriptor(
        id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: "https://example.com")
}

/// A POST request that must not run twice.
struct Write: FeishuEndpoint {
    static let descriptor = FeishuEndpointDescriptor(
        id: "demo.v1.thing.create", method: .post, path: "/thing", documentURL: "https://example.com")
}
