import Foundation
import LoopbackPlatform
import Testing

@testable import FeishuRuntime

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Responses that are unusual on the wire.
@Suite struct RawResponseTests {
    private struct Download: FeishuDownloadEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.file.download", method: .get, path: "/file", documentURL: nil)
        typealias Response = FeishuDownload
    }

    private static let head = "HTTP/1.1 200 OK\r\n"

    /// Sends a call to a server that replies with these bytes.
    ///
    /// - Returns: What is thrown, and the number of requests.
    private static func call(_ reply: some Sequence<UInt8>) async throws -> (error: FeishuError?, requests: Int) {
        let bytes = Array(reply)
        let server = try LoopbackServer { _ in .init(raw: bytes) }
        defer { server.stop() }
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        do {
            try await client.send(Read())
            return (nil, server.requests.count)
        } catch let error as FeishuError {
            return (error, server.requests.count)
        }
    }

    @Test(arguments: [
        "X-A: caf\u{E9}\r\n", "Content-Type:application/json\r\n", ": x\r\n", "X Y: z\r\n",
    ])
    func aHeaderThatCannotBeReadIsAFinalError(header: String) async throws {
        // As Latin-1.
        let bytes = (Self.head + header + "Content-Length: 10\r\n\r\n{\"code\":0}").unicodeScalars.map {
            UInt8($0.value)
        }
        let (error, requests) = try await Self.call(bytes)
        #if canImport(FoundationNetworking)
            #expect(error?.description.contains("URLSession on Linux cannot read the response: a header") == true)
            #expect(requests == 1)
        #endif
    }

    @Test(arguments: [
        "X-A: caf\u{E9}\r\n", "X-A:\r\n", "X-A: a\r\n b\r\n", "Content-Type: ;;;=\"\"=\"\r\n",
        "Cache-Control: max-age=99999999999999999999, =, max-age=\"\r\nAge: -1\r\n",
        "Set-Cookie: a=b; expires=garbage; max-age=99999999999999999999\r\n",
    ])
    func anOddHeaderIsRead(header: String) async throws {
        let (error, _) = try await Self.call(
            (Self.head + header + "Content-Length: 10\r\n\r\n{\"code\":0}").utf8)
        #expect(error == nil)
    }

    /// Statuses, redirects and challenges on which Foundation on Linux has its own code.
    @Test(arguments: [
        "100 Continue\r\n\r\nHTTP/1.1 200 OK", "103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK", "101 Switching",
        "204 No",
        "300 Multiple\r\nLocation: /x", "302 Found", "302 Found\r\nLocation: ht!tp://[::", "302 Found\r\nLocation: ",
        "302 Found\r\nLocation: http://a:99999999/", "302 Found\r\nLocation: http:///x",
        "302 Found\r\nLocation: data:,x",
        "302 Found\r\nLocation: ftp://127.0.0.1/x", "308 Permanent\r\nLocation: /x", "304 Not Modified", "407 Proxy",
        "401 U\r\nWWW-Authenticate: Digest realm=\"x\", nonce=\"a\"", "401 U\r\nWWW-Authenticate: NTLM",
        "401 U\r\nWWW-Authenticate: Negotiate", "401 U\r\nWWW-Authenticate: Basic",
        "401 U\r\nWWW-Authenticate: Basic realm=\"",
        "416 Range\r\nContent-Range: bytes */10", "99 OK", "1000 OK", "",
    ])
    func everyStatusIsAResultOrAnError(status: String) async throws {
        _ = try await Self.call("HTTP/1.1 \(status)\r\nContent-Length: 10\r\n\r\n{\"code\":0}".utf8)
    }

    // MARK: Fatal errors of Foundation

    /// Foundation of Swift 6.3 ends the process at a trailer, and where a connection ends within the headers; that of 6.4
    /// does not.
    #if canImport(FoundationNetworking)
        @Test(arguments: [
            "Transfer-Encoding: chunked\r\n\r\na\r\n{\"code\":0}\r\n0\r\nX: y\r\n\r\n", "", "Content-Le",
        ])
        func aResponseDoesNotEndTheProcess(rest: String) async {
            await withKnownIssue(isIntermittent: true) {
                await #expect(processExitsWith: .success) { [rest] in
                    _ = try? await RawResponseTests.call(("HTTP/1.1 200 OK\r\n" + rest).utf8)
                    exit(0)
                }
            }
        }

        /// The trailer is not in the packet of the headers, so that the task can end before it arrives.
        @Test func aResponseThatAnnouncesATrailerIsRefusedBeforeIt() async throws {
            let isDone = DispatchSemaphore(value: 0)
            let server = try LoopbackServer { _ in
                .init(
                    headers: ["Trailer": "X"], #"{"code":0,"msg":"ok"}"#,
                    pause: {
                        isDone.wait()
                    })
            }
            defer { server.stop() }
            let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
            let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
            isDone.signal()
            #expect(error?.description.contains("it announces trailers") == true)
            #expect(server.requests.count == 1)
        }
    #endif

    // MARK: Complete files

    private static let gzip =
        Data(
            base64Encoded: "H4sIAAAAAAACAzMwNDI2MTUzt7BMTEpOSU1Lz8jMys7JzcsvKCwqLiktK6+orDKgoxoAp9L3nJAAAAA=") ?? Data()

    private static func encoded(_ data: Data) -> Data {
        Data("\(head)Content-Encoding: gzip\r\nContent-Length: \(data.count)\r\n\r\n".utf8) + data
    }

    static let incomplete: [(name: String, reply: Data)] = [
        ("truncated gzip", encoded(gzip.dropLast(12))), ("garbage", encoded(Data("{\"code\":0}".utf8))),
        ("gzip that nobody asked for", encoded(gzip)),
        ("part", Data("HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-4/10\r\nContent-Length: 5\r\n\r\nhello".utf8)),
        ("closed early", Data((head + "Content-Length: 100\r\n\r\nhello").utf8)),
        ("closed within a chunk", Data((head + "Transfer-Encoding: chunked\r\n\r\nff\r\nhello").utf8)),
        ("impossible length", Data((head + "Content-Length: 99999999999999999999\r\n\r\nhello").utf8)),
    ]

    @Test(arguments: incomplete) func anIncompleteFileReplacesNothing(name: String, reply: Data) async throws {
        let server = try LoopbackServer { _ in .init(raw: reply) }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let url = try folder.file("a.bin", "old")
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        await #expect(throws: FeishuError.self) { try await client.download(Download(), to: url) }
        #expect(try folder.content == ["a.bin": "old"])
        if name != "impossible length" {
            await #expect(throws: FeishuError.self) { try await client.send(Download()) }
        }
    }

    /// The code of a failure counts, however it is sent.
    @Test func anEncodedFailureInsteadOfAFileIsThatFailure() async throws {
        let reply = Data(
            "HTTP/1.1 429 Slow\r\nContent-Encoding: identity\r\nContent-Length: 12\r\n\r\n{\"code\": 7} ".utf8)
        let server = try LoopbackServer { _ in .init(raw: reply) }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url), retries: .none)
        let error = await #expect(throws: FeishuError.self) {
            try await client.download(Download(), to: try folder.file("a.bin"))
        }
        #expect(error?.status == 429)
    }

    @Test func aPartThatWasAskedForIsAFile() async throws {
        let server = try LoopbackServer { _ in
            .init(raw: "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-4/10\r\nContent-Length: 5\r\n\r\nhello".utf8)
        }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        let file = try await client.with(.init(headers: ["Range": "bytes=0-4"]))
            .download(Download(), to: try folder.file("a.bin"))
        #expect(file.size == 5)
        #expect(server.requests.first?.headers["accept-encoding"] == "identity")
    }

    // MARK: Proxies

    #if canImport(FoundationNetworking)
        @Test func aProxyThatWouldBeIgnoredIsRefused() async throws {
            let configuration = URLSessionConfiguration.ephemeral
            configuration.connectionProxyDictionary = ["HTTPProxy": "127.0.0.1", "HTTPPort": 1]
            let server = try LoopbackServer { _ in .init(#"{"code":0}"#) }
            defer { server.stop() }
            let client = FeishuClient.tested(
                tokens: FixedToken(), host: try .url(server.url),
                transport: FeishuURLSessionTransport(configuration: configuration))
            let error = await #expect(throws: FeishuError.self) { try await client.send(Read()) }
            #expect(error?.description.contains("set the environment variable http_proxy instead") == true)
            #expect(server.requests.isEmpty)
        }
    #endif
}
