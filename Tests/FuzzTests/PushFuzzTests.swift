import Foundation
import Testing

@testable import FeishuRuntime
@testable import FeishuTesting

/// Pushes that were damaged before or after they were signed: no handler runs without a valid signature or token, and no secret
/// is shown.
@Suite struct PushFuzzTests {
    private static let token = "secret-verification-token"
    private static let key = "secret-encrypt-key"
    private static let date = Date(timeIntervalSince1970: 1_700_000_000)

    private struct Event: FeishuEvent {
        static let descriptor = FeishuEventDescriptor(
            id: "demo.v1.exam.created", type: "demo.exam.created_v1", documentURL: nil)
        var name: String?
        var list: [Int]?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("name", &name)
            try visitor.visit("list", &list)
        }
    }

    /// Collects what a receiver did.
    private final class Record: Sendable {
        let runs = Locked(0)
        let texts = Locked<[String]>([])

        func run() { runs.withLock { $0 += 1 } }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    /// Who made a push.
    private enum Author: CaseIterable {
        /// Somebody who signs what was damaged before.
        case platform
        /// Somebody who damages what was signed before.
        case attacker
        /// Somebody who sends a push without a signature.
        case stranger
    }

    /// A push that is given to a receiver.
    private struct Trial: Sendable {
        let push: FeishuPush
        let hasKey: Bool
        /// Whether it has a valid signature or, without a key, the token.
        let isGenuine: Bool
    }

    /// The check of a push does not wait for anything, so it is fuzzed on many threads. The receiver then gets all pushes that were
    /// accepted, and some of the others.
    @Test func noHandlerRunsWithoutASignature() async {
        let trials = Locked<[Trial]>([])
        Fuzz.run("pushes", outputShare: 0.05) { source in
            let (author, hasKey) = (source.pick(Author.allCases), !source.isOneOf(4))
            let genuine = Self.push(of: Self.message(&source, by: author), hasKey: hasKey, &source)
            let push = author == .platform ? genuine : Self.damaged(genuine, by: author, &source)
            let isGenuine = hasKey ? Self.isSigned(push) : Self.hasToken(push.body)
            let trial = Trial(push: push, hasKey: hasKey, isGenuine: isGenuine)
            let isAccepted = Self.isAccepted(trial)
            if isAccepted || source.isOneOf(10) { trials.withLock { $0.append(trial) } }
            return .init(
                hasOutput: isAccepted,
                failure: isAccepted && !isGenuine ? "accepted \(push.body.base64EncodedString())" : nil)
        }
        for trial in trials.withLock(\.self) {
            if let failure = await Self.failure(of: trial) {
                Issue.record("\(failure): \(trial.push.body.base64EncodedString())")
            }
        }
    }

    private static func isAccepted(_ trial: Trial) -> Bool {
        let verifier = PushVerifier(
            keys: trial.hasKey ? [EncryptKey(key)] : [], token: Secret(token), maximumAge: nil, maximumBodySize: 1 << 20
        )
        guard let content = try? verifier.content(of: trial.push, at: date), case .event = content else { return false }
        return true
    }

    private static func failure(of trial: Trial) async -> String? {
        let record = Record()
        let receiver = receiver(hasKey: trial.hasKey, record)
        let response = await receiver.respond(to: trial.push)
        record.add("\(response) \(receiver) \(trial.push)")
        if record.runs.withLock(\.self) > 0, !trial.isGenuine { return "a handler ran" }
        if ![200, 400, 401].contains(response.status) { return "status \(response.status)" }
        let sent = String(decoding: response.body, as: UTF8.self)
        // A challenge can be any text, also the token that is in the same push.
        if contains(key, sent) || contains(token, sent) && !trial.isGenuine { return "sends a secret" }
        let harmful = record.texts.withLock(\.self).first { text in
            contains(key, text) || contains(token, text)
                || text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }
        return harmful.map { "shows \($0.debugDescription)" }
    }

    private static func contains(_ secret: String, _ text: String) -> Bool {
        Array(text.utf8).firstRange(of: Array(secret.utf8)) != nil
    }

    private static func receiver(hasKey: Bool, _ record: Record) -> FeishuEventReceiver {
        var receiver = FeishuEventReceiver(
            verificationToken: token, encryptKey: hasKey ? key : nil,
            configuration: .init(maximumAge: nil, handlerTimeout: nil, observer: { record.add("\($0) \($0.level)") }))
        receiver.on(Event.self) { _, context in
            record.run()
            record.add("\(context) \(context.json["header"]?["token"] == nil)")
        }
        receiver.onAny { _ in record.run() }
        return receiver
    }

    /// The signature and the token are checked by other code than the receiver's.
    private static func isSigned(_ push: FeishuPush) -> Bool {
        let parts = ["X-Lark-Request-Timestamp", "X-Lark-Request-Nonce"].map { push.headers[$0] ?? "" } + [key]
        return push.headers["X-Lark-Signature"]
            == SHA256.hexDigest(of: parts.flatMap { Array($0.utf8) } + Array(push.body))
    }

    private static func hasToken(_ body: Data) -> Bool { body.firstRange(of: Data(token.utf8)) != nil }

    private static func message(_ source: inout Fuzz.Source, by author: Author) -> Data {
        let text = { (source: inout Fuzz.Source) in
            FeishuJSONValue.string(source.pick(["a", "7", source.pick(HostileText.poisons)]))
        }
        let payload: FeishuJSONValue = ["name": text(&source), "list": [1, text(&source)], "type": text(&source)]
        let id = text(&source)
        let envelopes: [FeishuJSONValue] = [
            [
                "schema": "2.0", "event": payload,
                "header": [
                    "event_id": id, "event_type": source.pick([.string(Event.descriptor.type), text(&source)]),
                    "create_time": text(&source), "token": .string(token), "tenant_key": text(&source),
                ],
            ],
            ["uuid": id, "ts": text(&source), "token": .string(token), "type": "event_callback", "event": payload],
            ["challenge": text(&source), "token": .string(token), "type": "url_verification"],
        ]
        var bytes = Array((try? JSONEncoder.sorted.encode(source.pick(envelopes))) ?? Data())
        if author == .platform {
            for _ in 0..<source.number(0...3) { bytes.damage(words: HostileText.json, using: &source.random) }
        }
        return Data(bytes)
    }

    private static func push(of message: Data, hasKey: Bool, _ source: inout Fuzz.Source) -> FeishuPush {
        if !hasKey { return FeishuPush(headers: .init(), body: message) }
        let encryptKey = EncryptKey(key)
        let vector = (0..<16).map { _ in UInt8(source.number(0...255)) }
        let encrypted = encryptKey.cipher?.encrypt(Array(message), initializationVector: vector) ?? []
        let body = Data(#"{"encrypt":"\#(Data(encrypted).base64EncodedString())"}"#.utf8)
        let timestamp = String(Int(date.timeIntervalSince1970))
        return FeishuPush(
            headers: FeishuHTTPHeaders([
                ("X-Lark-Request-Timestamp", timestamp), ("X-Lark-Request-Nonce", "n"),
                ("X-Lark-Signature", encryptKey.signature(of: body, timestamp: timestamp, nonce: "n")),
            ]), body: body)
    }

    private static func damaged(_ push: FeishuPush, by author: Author, _ source: inout Fuzz.Source) -> FeishuPush {
        var push = push
        if author == .stranger { push.headers = FeishuHTTPHeaders() }
        for _ in 0..<source.number(0...2) {
            if let (name, value) = push.headers.fields.randomElement(using: &source.random), source.isOneOf(2) {
                var bytes = Array(value.utf8)
                bytes.damage(using: &source.random)
                push.headers[name] = source.isOneOf(5) ? nil : String(decoding: bytes, as: UTF8.self)
            } else {
                var bytes = Array(push.body)
                bytes.damage(words: ["\"encrypt\":\"\",", "secret", "=", "A"], using: &source.random)
                push.body = Data(bytes)
            }
        }
        return push
    }
}
