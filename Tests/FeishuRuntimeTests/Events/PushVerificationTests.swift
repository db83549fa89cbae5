import FeishuTesting
import Foundation
import Testing

@testable import FeishuRuntime

/// Which pushes are accepted.
@Suite struct PushVerificationTests {
    private static let wrong = FeishuEventSender(verificationToken: TestedReceiver.token, encryptKey: "another key")

    private static func receiver(
        token: String? = TestedReceiver.token, key: String? = TestedReceiver.key, additionalKeys: [String] = [],
        configure: (inout FeishuEventReceiver.Configuration) -> Void = { _ in }
    ) -> TestedReceiver {
        var tested = TestedReceiver(token: token, key: key, additionalKeys: additionalKeys, configure: configure)
        tested.recordHandled()
        return tested
    }

    // A test run prints arguments, so none is a secret.
    @Test(arguments: [true, false], [true, false])
    func aGenuinePushIsHandled(hasToken: Bool, hasKey: Bool) async throws {
        let tested = Self.receiver(
            token: hasToken ? TestedReceiver.token : nil, key: hasKey ? TestedReceiver.key : nil)
        let response = await tested.receiver.respond(to: try tested.sender.push(ExamCreated(examID: "7")))
        #expect(response.status == 200 && response.body == Data("{}".utf8))
        #expect(response.headers["content-type"] == "application/json; charset=utf-8")
        #expect(tested.handled.recorded == ["7"])
    }

    @Test func namesOfHeadersHaveAnyCase() async throws {
        let tested = Self.receiver()
        var push = try tested.sender.push(ExamCreated(examID: "7"))
        push.headers = FeishuHTTPHeaders(push.headers.fields.map { ($0.name.uppercased(), $0.value) })
        #expect(await tested.status(of: push) == 200 && tested.handled.recorded == ["7"])
    }

    /// Every bit of the body, and of what the signature is made of.
    @Test func aFlippedBitIsNotAccepted() async throws {
        let tested = Self.receiver()
        let push = try tested.sender.push(ExamCreated(examID: "7"))
        for index in push.body.indices {
            var changed = push
            changed.body[index] ^= 1 << UInt8(index % 8)
            #expect(await tested.status(of: changed) == 401)
        }
        for name in ["X-Lark-Request-Timestamp", "X-Lark-Request-Nonce", "X-Lark-Signature"] {
            let value = try #require(push.headers[name])
            for index in value.utf8.indices {
                var bytes = Array(value.utf8)
                bytes[value.utf8.distance(from: value.startIndex, to: index)] ^= 1
                var changed = push
                changed.headers[name] = String(decoding: bytes, as: UTF8.self)
                #expect(await tested.status(of: changed) == 401)
            }
            var changed = push
            changed.headers[name] = nil
            #expect(await tested.status(of: changed) == 401)
            changed.headers[name] = ""
            #expect(await tested.status(of: changed) == 401)
        }
        #expect(tested.handled.recorded.isEmpty)
        #expect(await tested.status(of: push) == 200)
    }

    /// Of a comparison that is wrong for one text in many, a few examples would show nothing.
    @Test func onlyTheSecretMatches() {
        let secret = Secret("secret-a")
        #expect(secret.matches("secret-a"))
        for number in 0..<5_000 { #expect(!secret.matches("secret-a\(number)")) }
    }

    @Test(arguments: [(298, 200), (302, 401), (-298, 200), (-302, 401), (100_000, 401)])
    func theAgeIsLimited(seconds: Int, status: Int) async throws {
        let tested = Self.receiver()
        let push = try tested.sender.push(ExamCreated(examID: "7"), age: .seconds(seconds))
        #expect(await tested.status(of: push) == status)
        #expect(tested.rejections == (status == 200 ? [] : [.wrongTime]))
    }

    @Test func timePassesOnTheClockOfTheConfiguration() async throws {
        let tested = Self.receiver()
        let push = try tested.sender.push(ExamCreated(examID: "7"))
        tested.clock.advance(by: .seconds(310))
        #expect(await tested.status(of: push) == 401 && tested.handled.recorded.isEmpty)
    }

    @Test func theAgeNeedNotBeLimited() async throws {
        let tested = Self.receiver { $0.maximumAge = nil }
        let push = try tested.sender.push(ExamCreated(examID: "7"), age: .seconds(1_000_000))
        #expect(await tested.status(of: push) == 200)
    }

    @Test func aWrongKeyOrTokenIsRejected() async throws {
        let tested = Self.receiver()
        let otherToken = FeishuEventSender(verificationToken: "other", encryptKey: TestedReceiver.key)
        let noToken = FeishuEventSender(encryptKey: TestedReceiver.key)
        for sender in [Self.wrong, otherToken, noToken] {
            let response = await tested.receiver.respond(to: try sender.push(ExamCreated(examID: "7")))
            #expect(response.status == 401 && response.body == Data("{}".utf8))
        }
        #expect(tested.rejections == [.wrongSignature, .wrongToken, .wrongToken] && tested.handled.recorded.isEmpty)
    }

    @Test func twoKeysAreAcceptedWhileOneReplacesTheOther() async throws {
        let tested = Self.receiver(additionalKeys: ["another key"])
        #expect(await tested.status(of: try Self.wrong.push(ExamCreated(examID: "1"))) == 200)
        #expect(await tested.status(of: try tested.sender.push(ExamCreated(examID: "2"))) == 200)
        #expect(await tested.status(of: Self.wrong.challenge()) == 200)
        #expect(tested.handled.recorded == ["1", "2"])
    }

    @Test func aPlainBodyIsRejectedWhereAKeyIsSet() async throws {
        let tested = Self.receiver()
        let plain = FeishuEventSender(verificationToken: TestedReceiver.token)
        #expect(await tested.status(of: try plain.push(ExamCreated(examID: "7"))) == 401)
        #expect(await tested.status(of: plain.challenge()) == 401)
        #expect(tested.rejections == [.missingSignature, .notEncrypted] && tested.handled.recorded.isEmpty)
    }

    /// With a wrong key, the padding is valid once in 256 times.
    @Test func everyKeyIsTriedForAChallenge() async {
        let tested = Self.receiver(additionalKeys: ["another key"])
        for _ in 0..<1000 { #expect(await tested.status(of: Self.wrong.challenge()) == 200) }
    }

    /// A challenge has no signature, so that something else must be wrong when the platform checks the URL.
    @Test func aRejectedChallengeHasItsOwnReason() async throws {
        let tested = Self.receiver()
        let otherToken = FeishuEventSender(verificationToken: "other", encryptKey: TestedReceiver.key)
        for sender in [Self.wrong, otherToken] { #expect(await tested.status(of: sender.challenge()) == 401) }
        #expect(tested.rejections == [.undecryptable, .wrongToken])
    }

    @Test func anEncryptedBodyIsRejectedWhereNoKeyIsSet() async throws {
        let tested = Self.receiver(key: nil)
        #expect(await tested.status(of: try Self.wrong.push(ExamCreated(examID: "7"))) == 401)
        #expect(await tested.status(of: Self.wrong.challenge()) == 401)
        #expect(tested.rejections == [.missingKey, .missingKey])
    }

    /// Without a signature, an attacker who recorded an encrypted event could send it again, or parts of it.
    @Test func anEventWithoutSignatureIsRejected() async throws {
        let tested = Self.receiver()
        var push = try tested.sender.push(ExamCreated(examID: "7"))
        push.headers = FeishuHTTPHeaders()
        #expect(await tested.status(of: push) == 401)
        #expect(tested.rejections == [.missingSignature] && tested.handled.recorded.isEmpty)
    }

    @Test(arguments: [("", nil as String?), ("", "key"), ("token", "")])
    func anEmptySecretIsNotOne(token: String?, key: String?) async throws {
        let tested = Self.receiver(token: token, key: key)
        #expect(await tested.status(of: try tested.sender.push(ExamCreated(examID: "7"))) == 401)
        #expect(await tested.status(of: tested.sender.challenge()) == 401)
        #expect(tested.rejections == [.emptySecret, .emptySecret])
    }

    @Test func aLargeBodyIsRejected() async throws {
        let tested = Self.receiver { $0.maximumBodySize = 1000 }
        let large = ExamCreated(examID: String(repeating: "7", count: 1000))
        #expect(await tested.status(of: try tested.sender.push(large)) == 413)
        #expect(tested.rejections == [.bodyTooLarge])
    }

    @Test(arguments: [true, false]) func theChallengeIsAnswered(hasKey: Bool) async {
        let tested = Self.receiver(key: hasKey ? TestedReceiver.key : nil)
        let response = await tested.receiver.respond(to: tested.sender.challenge("c \"1\""))
        #expect(response.status == 200 && response.body == Data(#"{"challenge":"c \"1\""}"#.utf8))
        #expect(tested.log == ["answered a challenge"])
    }

    @Test(arguments: [true, false], ["other", nil])
    func aChallengeWithAWrongTokenIsNotAnswered(hasKey: Bool, token: String?) async {
        let key = hasKey ? TestedReceiver.key : nil
        let tested = Self.receiver(key: key)
        let sender = FeishuEventSender(verificationToken: token, encryptKey: key)
        let response = await tested.receiver.respond(to: sender.challenge("echo"))
        #expect(response.status == 401 && response.body == Data("{}".utf8))
    }

    @Test func aChallengeIsTextOnly() async {
        let tested = Self.receiver(key: nil)
        let body = #"{"challenge":{"a":1},"token":"\#(TestedReceiver.token)","type":"url_verification"}"#
        #expect(await tested.status(of: FeishuPush(headers: .init(), body: Data(body.utf8))) == 400)
    }

    @Test(arguments: ["", "[]", "7", "{", "{}", #"{"encrypt":7}"#, #"{"encrypt":"!"}"#, #"{"encrypt":"AAAA"}"#])
    func garbageIsRejected(body: String) async throws {
        let tested = Self.receiver()
        #expect(await tested.status(of: FeishuPush(headers: .init(), body: Data(body.utf8))) == 401)
        // With a valid signature.
        let headers = try Self.signed(body, with: TestedReceiver.key)
        let status = await tested.status(of: FeishuPush(headers: headers, body: Data(body.utf8)))
        #expect(status == 401 && tested.handled.recorded.isEmpty)
    }

    @Test(arguments: ["", "[]", "7", "{", "{}", #"{"header":{}}"#]) func aMessageThatIsNoEnvelopeIsRejected(
        message: String
    ) async {
        let tested = Self.receiver(token: nil)
        #expect(await tested.status(of: tested.sender.push(message: Data(message.utf8))) == 400)
        #expect(tested.rejections == [.malformed])
    }

    private static let oldCardCallback =
        #"{"open_id":"ou_1","open_message_id":"om_1","token":"c-1","action":{"tag":"button"}}"#

    /// It is signed with SHA-1, also if the app has an Encrypt Key.
    @Test(arguments: [true, false]) func anOldCardCallbackIsRejectedInWords(hasKey: Bool) async {
        let tested = Self.receiver(key: hasKey ? TestedReceiver.key : nil)
        // Of 1700000000, n, the token, and the body.
        let signature = "58eddd5dc1bba24f4672b76222c5bb24c5632276"
        let headers = FeishuHTTPHeaders([
            ("X-Lark-Request-Timestamp", "1700000000"), ("X-Lark-Request-Nonce", "n"), ("X-Lark-Signature", signature),
        ])
        let push = FeishuPush(headers: headers, body: Data(Self.oldCardCallback.utf8))
        #expect(await tested.status(of: push) == 400)
        #expect(
            tested.log == [
                "rejected a push: the push is an old card callback, signed with SHA-1, which is not supported; in the "
                    + "developer console, replace it with the callback card.action.trigger"
            ])
    }

    @Test func noSecretIsPrinted() async throws {
        let tested = Self.receiver()
        let push = try tested.sender.push(ExamCreated(examID: "7"))
        expectNoSecret(in: tested.receiver)
        expectNoSecret(in: tested.sender)
        expectNoSecret(in: push)
        let plain = Self.receiver(key: nil)
        let plainPush = try plain.sender.push(ExamCreated(examID: "7"))
        expectNoSecret(in: plainPush)
        let contexts = Recorder<FeishuEventContext>()
        var receiver = plain.receiver
        receiver.onAny { contexts.record($0) }
        expectNoSecret(in: await receiver.respond(to: plainPush))
        for context in contexts.recorded {
            expectNoSecret(in: context)
            expectNoSecret(in: context.json)
        }
        #expect(contexts.recorded.count == 1)
    }

    private static func signed(_ body: String, with key: String) throws -> FeishuHTTPHeaders {
        let timestamp = String(Int(Date().timeIntervalSince1970))
        let signature = EncryptKey(key).signature(of: Data(body.utf8), timestamp: timestamp, nonce: "n")
        return FeishuHTTPHeaders([
            ("X-Lark-Request-Timestamp", timestamp), ("X-Lark-Request-Nonce", "n"), ("X-Lark-Signature", signature),
        ])
    }
}
