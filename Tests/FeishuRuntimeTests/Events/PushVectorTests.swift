import FeishuRuntime
import Foundation
import Testing

/// Pushes that Python signed and OpenSSL encrypted.
@Suite struct PushVectorTests {
    private static func receiver(recordingTo handled: Recorder<String>) -> FeishuEventReceiver {
        var receiver = FeishuEventReceiver(
            verificationToken: "vector-token", encryptKey: "vector encrypt key", configuration: .init(maximumAge: nil))
        receiver.on(ExamCreated.self) { event, context in handled.record("\(context.id) \(event.examID ?? "")") }
        receiver.on(LeaveApproved.self) { event, context in
            handled.record("\(context.id) \(event.instanceCode ?? "")")
        }
        return receiver
    }

    private static func push(_ nonce: String, _ signature: String, _ body: String) -> FeishuPush {
        FeishuPush(
            headers: FeishuHTTPHeaders([
                ("x-lark-request-timestamp", "1700000000"), ("x-lark-request-nonce", nonce),
                ("x-lark-signature", signature),
            ]), body: Data(body.utf8))
    }

    private static let pushes = [
        (
            "669079081", "20a6cda5596b5bac43ba071321dcc86740abfc14b16571f0ca91633f006fccad",
            #"""
            {"encrypt": "5+7nYV7zXzDkm0guFcrnUHDzFSxEg20DhR+K2MhyWVhxOe42vtwI2cmri4ombk6PnOu674QAwjSGN\#
            sxPyijmbpRbE50y3hq6GhSgx/1r4Apk3NwPA2pkDQ/iT1snJ+9aKbyXd5HYnOHAKeSXyi3DT5sEjs/G29mFZdWzm99\#
            73e37kh6ZBGL3yHcmiNviWMKW9rG5O4OyPm4vzqmh4As5Z3xbRHqeQJaWeNcvlDb+9b5yi9HaoO1d+H0A7tXI1tV4Y\#
            1iFvOaUCzL/px1amq4gi/1iSaqPJb+H3HOgNOSYrGriE2+Yormp/Yaqcj7YgaKz8ppjT0QbKZvmSIPxRY2nSg=="}
            """#, "v2-1 考试 7"
        ),
        (
            "491054221", "023664fad74ca7e92f0277d9697bc5dbe0cfbc29f46852f06f5580e5bbcb7c4f",
            #"""
            {"encrypt": "ByAeEmF7D+2n4WR3lv8CK9FC2BhEsg1lXqrz1aDBDhZIIsL/3xZSx9dU4DEaSf6yT8oVLgnhGyB+n\#
            jAd+SVBcENiWo73MPjP966vZpqqNmtlOd7PhE4wQeKOIsC6CcqFD86JoZPkizpummlhnLTUsE0xT3uFDwWTBD00dHy\#
            85/2DlXS9nDg8cBp4AjKBFJGNhhanUsXM+OUXVgoOP3+XO9gg8ZbLzj8RK5Oqbl38AihfqdJ7Ws2b/XHcQZ83AXwf"\#
            }
            """#, "v1-1 i-9"
        ),
    ]

    @Test(arguments: pushes)
    func aSignedEventIsHandled(nonce: String, signature: String, body: String, expected: String) async {
        let handled = Recorder<String>()
        let receiver = Self.receiver(recordingTo: handled)
        let response = await receiver.respond(to: Self.push(nonce, signature, body))
        // A busy machine can be slower than the limit of the acknowledgement.
        await receiver.drain()
        #expect(response.status == 200 && handled.recorded == [expected])
    }

    /// Each byte of the body has another bit flipped, and of the headers every bit is.
    @Test(arguments: pushes)
    func aFlippedBitIsNotAccepted(nonce: String, signature: String, body: String, _: String) async {
        let handled = Recorder<String>()
        let receiver = Self.receiver(recordingTo: handled)
        let push = Self.push(nonce, signature, body)
        for index in push.body.indices {
            var changed = push
            changed.body[index] ^= 1 << UInt8(index % 8)
            #expect(await receiver.respond(to: changed).status == 401)
        }
        for (name, value) in push.headers.fields {
            for bit in 0..<value.utf8.count * 8 {
                var (changed, bytes) = (push, Array(value.utf8))
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                changed.headers[name] = String(decoding: bytes, as: UTF8.self)
                #expect(await receiver.respond(to: changed).status == 401)
            }
        }
        #expect(handled.recorded.isEmpty)
    }

    @Test func anEncryptedChallengeIsAnswered() async {
        let body =
            #"""
            {"encrypt": "jtAqgqF1kw8jN803lMUiCEehq7Oh9Um+44juYP0rgafs6slPhZmSAzZ6Ah8kkuG/x4rKvwqsNzXAk\#
            wCHwhU8ADXNYL0DM/QVDpqqZEGrGLKOmv2DRkGaR52Zl462/zM+"}
            """#
        let receiver = Self.receiver(recordingTo: Recorder())
        let response = await receiver.respond(to: FeishuPush(headers: .init(), body: Data(body.utf8)))
        #expect(response.status == 200 && response.body == Data(#"{"challenge":"c-42"}"#.utf8))
    }
}
