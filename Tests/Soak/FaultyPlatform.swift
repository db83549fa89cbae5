import Foundation
import LoopbackPlatform

/// A simulated platform that injects faults and records them. It throttles calls without having documented a limit, fails,
/// challenges for credentials, drops connections before and after it ran the operation, revokes tokens, garbles
/// responses, stalls in the middle of them, and is slow. A lock protects all state.
final class FaultyPlatform: @unchecked Sendable {
    /// The fault in a response.
    enum Fault: String, CaseIterable {
        case none, throttled, failed, dropped, rejected, garbled, challenged, stalled
    }

    /// The record of one operation.
    struct Record {
        /// The number of times that the operation ran.
        var executions = 0
        var last = Fault.none
    }

    private let lock = NSLock()
    private var random = SystemRandomNumberGenerator()
    private var recordByID: [String: Record] = [:]
    private var countByFault: [Fault: Int] = [:]
    private var generation = 1
    private var fetchCount = 0
    private let gate = Gate(limit: limit)

    /// The number of calls per second that the platform accepts.
    private static let limit = 1500
    /// The duration of a stall in seconds, which is longer than the client waits.
    private static let stall = 3.0

    var records: [String: Record] { lock.withLock { recordByID } }
    var faults: [Fault: Int] { lock.withLock { countByFault } }
    /// The number of times that the valid token was revoked.
    var revocations: Int { lock.withLock { generation - 1 } }
    /// The number of tokens issued.
    var tokenFetches: Int { lock.withLock { fetchCount } }

    func respond(to request: LoopbackServer.Request) -> LoopbackServer.Reply? {
        if request.target.contains("tenant_access_token") { return token() }
        let id = String(request.target.split(separator: "/").last ?? "")
        let (fault, reply, pause) = lock.withLock { response(to: id, authorization: request.headers["authorization"]) }
        if pause > 0 { Thread.sleep(forTimeInterval: pause) }
        return fault == .dropped ? nil : reply
    }

    private func token() -> LoopbackServer.Reply {
        lock.withLock {
            if chance(0.05) { return .init(status: 503, "<html>busy</html>") }
            if chance(0.05) {
                return .init(#"{"code":0,"msg":"ok"}"#, pause: { Thread.sleep(forTimeInterval: Self.stall) })
            }
            fetchCount += 1
            return .init(#"{"code":0,"msg":"ok","tenant_access_token":"t-\#(generation)","expire":7200}"#)
        }
    }

    private func response(
        to id: String, authorization: String?
    ) -> (fault: Fault, reply: LoopbackServer.Reply, pause: TimeInterval) {
        let (fault, reply) = faultAndReply(to: id, authorization: authorization)
        recordByID[id, default: Record()].last = fault
        countByFault[fault, default: 0] += 1
        return (fault, reply, chance(0.01) ? 0.05 : 0)
    }

    private func faultAndReply(to id: String, authorization: String?) -> (Fault, LoopbackServer.Reply) {
        // A revocation affects all calls in flight.
        if authorization == "Bearer t-\(generation)", chance(0.001) { generation += 1 }
        guard authorization == "Bearer t-\(generation)" else {
            return (.rejected, .init(status: 400, #"{"code":99991663,"msg":"Invalid access token"}"#))
        }
        let isOverLimit = !gate.admit()
        if isOverLimit || chance(0.0005) {
            let headers =
                isOverLimit
                ? ["x-ogw-ratelimit-limit": "\(Self.limit)", "X-Ogw-Ratelimit-Reset": "1"]
                : ["X-Ogw-Ratelimit-Reset": "0.02"]
            return (
                .throttled,
                .init(status: 429, headers: headers, #"{"code":99991400,"msg":"request trigger frequency limit"}"#)
            )
        }
        if chance(0.01) {
            let headers = ["WWW-Authenticate": chance(0.5) ? "Basic realm=\"x\"" : "Bearer"]
            return (.challenged, .init(status: 401, headers: headers, "<html>who are you?</html>"))
        }
        if chance(0.002) {
            return (
                .stalled, .init(#"{"code":0,"msg":"success"}"#, pause: { Thread.sleep(forTimeInterval: Self.stall) })
            )
        }
        if chance(0.025) { return (.failed, .init(status: 502, "<html>bad gateway</html>")) }
        if chance(0.025) { return (.dropped, .init("")) }
        recordByID[id, default: Record()].executions += 1
        if chance(0.025) { return (.failed, .init(status: 500, #"{"code":1002001,"msg":"system error"}"#)) }
        if chance(0.025) { return (.dropped, .init("")) }
        let success = #"{"code":0,"msg":"success","data":{"status":2,"delivery":{"application_id":"\#(id)"}}}"#
        if chance(0.02) {
            let bodies = [
                "", "<html>hello</html>", String(success.dropLast(20)), #"{"code":0,"data":[1]}"#, #"{"code":"zero"}"#,
            ]
            return (.garbled, .init(bodies.randomElement(using: &random) ?? ""))
        }
        return (.none, .init(success))
    }

    private func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }
}
