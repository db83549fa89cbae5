import Foundation
import Testing

@testable import FeishuRuntime

/// Delimiters and secrets next to characters with which they form another `Character`.
@Suite struct NeighborTests {
    private struct Get: FeishuEndpoint {
        struct Response: FeishuAllOptionalModel {
            var count: Int?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("count", &count)
            }
        }

        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: nil)
    }

    private static let bodies = [
        #"{"code":1002002,"msg":"TOKEN"}"#, "<html>TOKEN", #"{"code":0,"data":{"count":"TOKEN"}}"#,
        #"{"code":0,"data":{"count":{"TOKEN":1}}}"#, #"{"code":7,"error":"TOKEN"}"#,
        #"{"code":7,"error":{"message":"TOKEN","details":[{"key":"TOKEN","value":"TOKEN"}]}}"#,
    ]

    @Test(arguments: bodies, Surroundings.all)
    func aTokenInAResponseIsNotShown(body: String, surroundings: Surroundings) async throws {
        let token = surroundings.around(longSecret)
        let text = body.replacing("TOKEN", with: token)
        let headers = FeishuHTTPHeaders([("X-Tt-Logid", token)])
        let transport = StubTransport(.init(status: 200, headers: headers, body: Data(text.utf8)))
        let client = FeishuClient.tested(
            tokens: FeishuFixedTokenProvider(longSecret, kind: .tenant), transport: transport, observer: { _ in })
        do {
            _ = try await client.send(Get())
        } catch {
            expectNoSecret(in: error)
        }
    }

    @Test(arguments: Surroundings.all)
    func theAppSecretInAnAuthenticationResponseIsNotShown(surroundings: Surroundings) async throws {
        let text = surroundings.around(longSecret)
        let client = FeishuClient.tested(
            app: .custom(id: "a", secret: longSecret),
            transport: StubTransport(.json(#"{"code":10014,"msg":"wrong \#(text)"}"#)))
        let error = await #expect(throws: FeishuError.self) { try await client.send(Get()) }
        expectNoSecret(in: try #require(error))
        #expect(error?.description.contains("wrong") == true)
    }

    @Test(arguments: Surroundings.all)
    func anErrorOfATokenStoreShowsNoToken(surroundings: Surroundings) {
        struct StoreError: Error { let text: String }
        let text = surroundings.around(longSecret)
        expectNoSecret(in: HiddenError.of(StoreError(text: text), hiding: [Secret(longSecret)]))
    }

    private static let controls = ["\n", "\r\n", "\u{1B}[2J", "\u{202E}", "\u{2028}", "\u{85}", "\u{7}", "\u{200F}"]

    @Test(arguments: controls, neighbors + [""])
    func descriptionsAreOneLineOfVisibleText(control: String, neighbor: String) throws {
        let text = "a" + neighbor + control + neighbor + "b"
        let failure = FeishuDecodingFailure(path: "data." + text, explanation: text, value: text)
        let errors = [
            FeishuError(.api(code: 7, message: text), endpoint: Get.descriptor, logID: text),
            FeishuError(.http(bodyStart: text), endpoint: Get.descriptor),
            .init(.decoding(failure), endpoint: Get.descriptor),
            FeishuError(.transport(HiddenError(errorDescription: text)), endpoint: Get.descriptor),
        ]
        let info = FeishuCallInfo(id: "1", requestID: text, endpoint: Get.descriptor, tenantKey: text)
        var texts = errors.flatMap { [$0.description, $0.debugDescription, $0.localizedDescription] }
        texts += [failure.description, failure.debugDescription, info.description]
        texts.append(
            FeishuClientEvent.finished(info, .init(duration: .zero, error: HiddenError(errorDescription: text)))
                .description)
        texts.append(FeishuCallSummary(duration: .zero, error: errors[0]).description)
        texts.append(FeishuSignInFailure(.refused(text)).description)
        for text in texts {
            let isUnsafeForTerminal = { (scalar: Unicode.Scalar) in
                scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
                    || ["\u{2028}", "\u{2029}"].contains(scalar)
            }
            #expect(!text.unicodeScalars.contains(where: isUnsafeForTerminal), "\(text.debugDescription)")
        }
    }

    // MARK: cURL

    private struct Post: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.create", method: .post, path: "/thing", documentURL: nil)
        var body: FeishuJSONValue
        var header: String?

        func encode(to parameters: inout FeishuRequestParameters) { parameters.header("X-A", header) }
    }

    private struct Upload: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.file.create", method: .post, path: "/file", bodyEncoding: .multipart, documentURL: nil)
        struct Body: FeishuModel {
            var text: String?
            var file: FeishuFileUpload?
            init(unset: FeishuUnset) {}
            init(text: String?, file: FeishuFileUpload?) { (self.text, self.file) = (text, file) }
            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("a", &text)
                try visitor.visit("f", &file)
            }
        }
        var body: Body
    }

    /// The arguments that a shell passes to a command.
    private static func arguments(of command: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "curl() { for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }; \(command)"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test(arguments: Surroundings.all.map { $0.around("'") } + ["$(id)", "`id`", "\\'", "\n"])
    func aCommandLineIsOneCommand(quote: String) throws {
        let text = quote + "; touch injected; echo " + quote
        let post = Post(body: .string(text), header: quote == "\n" ? nil : text)
        let arguments = try Self.arguments(of: post.curl(to: .feishu, includesBody: true))
        let body = try #require(arguments.last)
        #expect(try JSONDecoder().decode(FeishuJSONValue.self, from: Data(body.utf8)) == .string(text))
        #expect(arguments.count == (quote == "\n" ? 9 : 11))
        let upload = Upload(body: .init(text: text, file: nil))
        #expect(try Self.arguments(of: upload.curl(to: .feishu, includesBody: true)).last == "a=" + text)
    }

    @Test func aCommandLineReadsNoLocalFile() throws {
        for text in ["@/etc/hostname", "</etc/hostname"] {
            let upload = Upload(body: .init(text: text, file: nil))
            let words = try Self.arguments(of: upload.curl(to: .feishu, includesBody: true))
            #expect(Array(words.suffix(2)) == ["--form-string", "a=" + text])
        }
        for (name, argument) in [
            ("/etc/passwd", "f=@passwd;type=t/x"), ("../x", "f=@x;type=t/x"), ("-", "f=@\"./-\";type=t/x"),
            ("a\";type=b", "f=@\"./a\\\";type=b\";type=t/x"), ("a/\u{301}b", "f=@\"./\u{301}b\";type=t/x"),
        ] {
            let upload = Upload(body: .init(text: nil, file: .data(Data(), named: name, contentType: "t/x")))
            #expect(try Self.arguments(of: upload.curl).last == argument)
        }
    }

    // MARK: Files

    @Test(arguments: [
        "attachment; filename*=UTF-8''..%2F%CC%81evil", "attachment; filename=\"../\u{301}evil\"",
        "attachment; filename*=UTF-8''..%5C%E2%80%8Devil", "attachment; filename=\"a/\u{FE0F}evil\"",
    ])
    func aNameOfADownloadHasNoFolder(disposition: String) throws {
        let name = try #require(FileName(disposition: disposition)?.text)
        #expect(name == "evil" || name.unicodeScalars.suffix(4).map(String.init).joined() == "evil")
        #expect(!name.unicodeScalars.contains("/") && !name.unicodeScalars.contains("\\"))
        let folder = URL(fileURLWithPath: "/tmp/downloads")
        #expect(folder.appendingPathComponent(name).deletingLastPathComponent().path == folder.path)
    }
}
