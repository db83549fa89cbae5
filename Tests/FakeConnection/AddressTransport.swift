import FeishuRuntime
import Foundation

/// A transport that returns the address of a connection, or the responses that a test sets.
public final class AddressTransport: FeishuTransport {
    private struct State: Sendable {
        var requests: [FeishuHTTPRequest] = []
        var responses: [FeishuHTTPResponse]
    }

    private let state: Locked<State>

    public static let url =
        "wss://msg.example.com/ws/v2?fpid=493&device_id=7001&access_key=secret-key&service_id=33554678&ticket=secret-ticket"
    public static let settings =
        #"{"ReconnectCount":-1,"ReconnectInterval":120,"ReconnectNonce":30,"PingInterval":120}"#

    /// Creates a transport that returns the responses in their order, and then repeats the last one.
    public init(_ first: FeishuHTTPResponse, _ responses: FeishuHTTPResponse...) {
        state = Locked(State(responses: [first] + responses))
    }

    public convenience init(settings: String = settings, url: String = url) {
        self.init(Self.response(settings: settings, url: url))
    }

    public static func response(settings: String = settings, url: String = url) -> FeishuHTTPResponse {
        response(#"{"code":0,"msg":"","data":{"URL":"\#(url)","ClientConfig":\#(settings)}}"#)
    }

    public static func response(_ json: String, status: Int = 200) -> FeishuHTTPResponse {
        FeishuHTTPResponse(status: status, body: Data(json.utf8))
    }

    public var requests: [FeishuHTTPRequest] { state.withLock(\.requests) }

    public func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        state.withLock { state in
            state.requests.append(request)
            return state.responses.count > 1 ? state.responses.removeFirst() : state.responses[0]
        }
    }
}
