import FeishuTesting
import Foundation
import Generated
import LoopbackPlatform

// What the README's examples take for granted. Their calls are sent to a server in this process.

let secret = "none"

let client = FeishuClient(
    app: .custom(id: "cli_a1b2", secret: secret), host: platform.host, configuration: .init(retries: .none))

func trace(_ id: String) -> String { "00-\(id)-01" }

let metrics = Metrics()
let logger = Logger()

/// A stand-in for a metrics library.
struct Metrics: Sendable {
    func record(_ endpoint: String, _ duration: Duration, _ error: (any Error)?) {}
}

/// A stand-in for swift-log.
struct Logger: Sendable {
    func info(_ message: String) {}
}

let token = "verification"
let key = "key"
let (headers, body) = pushed()

/// What a server received: a push of the event.
private func pushed() -> (FeishuHTTPHeaders, Data) {
    var event = Feishu.Hire.V1.EHRImportTask.Imported()
    event.taskID = "6914551145542568199"
    do {
        let push = try FeishuEventSender(verificationToken: token, encryptKey: key).push(event)
        return (push.headers, push.body)
    } catch {
        fatalError("cannot make a push: \(error)")
    }
}

func importCandidate(_ applicationID: String?) async throws -> Bool { true }

private let platform = Platform()

/// A server that accepts every call.
private struct Platform: Sendable {
    let host: FeishuHost
    private let server: LoopbackServer

    init() {
        do {
            server = try LoopbackServer { request in
                if request.line.contains("/auth/") {
                    return .init(#"{"code": 0, "tenant_access_token": "t-1", "expire": 7200}"#)
                }
                return .init(#"{"code": 0, "msg": "success", "data": {"status": 2}}"#)
            }
            host = try .url(server.url)
        } catch {
            fatalError("cannot start the server: \(error)")
        }
    }
}
