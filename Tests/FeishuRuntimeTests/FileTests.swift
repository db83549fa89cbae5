import Foundation
import LoopbackPlatform
import Testing

@testable import FeishuRuntime

/// Uploads and downloads.
@Suite struct FileTests {
    private struct Upload: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.file.upload", method: .post, path: "/files", bodyEncoding: .multipart, isIdempotent: true,
            documentURL: nil)

        struct Body: FeishuModel {
            var title: String?
            var size: Int?
            var isPublic: Bool?
            var tags: [String]?
            var extra: FeishuJSONValue?
            var file: FeishuFileUpload
            var more: [FeishuFileUpload]?

            init(unset: FeishuUnset) { file = .data(Data(), named: "") }
            init(_ file: FeishuFileUpload) { self.file = file }

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("title", &title)
                try visitor.visit("size", &size)
                try visitor.visit("is_public", &isPublic)
                try visitor.visit("tags", &tags)
                try visitor.visit("extra", &extra)
                try visitor.visit("file", required: &file)
                try visitor.visit("more", &more)
            }
        }

        var body: Body
    }

    private struct Download: FeishuDownloadEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.file.download", method: .get, path: "/files/1", envelope: .none,
            errors: [.init(1061003, status: 404, "not found", advice: "check the token")], documentURL: nil)
        typealias Response = FeishuDownload
    }

    @Test func everyFieldThatIsSetIsAPart() throws {
        var body = Upload.Body(.data(Data("a\r\nb".utf8), named: "简历.pdf", contentType: "application/pdf"))
        body.title = "a \"b\""
        body.size = 4
        body.isPublic = true
        body.tags = ["x", "y"]
        body.extra = ["k": [1]]
        body.more = [.data(Data("1".utf8), named: "a\"\r\n.txt"), .data(Data(), named: "b")]
        let form = try MultipartForm(of: body, boundary: "BOUNDARY")
        let expected = """
            --BOUNDARY
            Content-Disposition: form-data; name="title"

            a "b"
            --BOUNDARY
            Content-Disposition: form-data; name="size"

            4
            --BOUNDARY
            Content-Disposition: form-data; name="is_public"

            true
            --BOUNDARY
            Content-Disposition: form-data; name="tags"

            x
            --BOUNDARY
            Content-Disposition: form-data; name="tags"

            y
            --BOUNDARY
            Content-Disposition: form-data; name="extra"

            {"k":[1]}
            --BOUNDARY
            Content-Disposition: form-data; name="file"; filename="简历.pdf"
            Content-Type: application/pdf

            a
            b
            --BOUNDARY
            Content-Disposition: form-data; name="more"; filename="a\\"%0D%0A.txt"
            Content-Type: application/octet-stream

            1
            --BOUNDARY
            Content-Disposition: form-data; name="more"; filename="b"
            Content-Type: application/octet-stream


            --BOUNDARY--

            """
        #expect(try form.data() == Data(expected.replacing("\n", with: "\r\n").utf8))
    }

    @Test func aFileOnDiskIsSentFromATemporaryFile() async throws {
        let content = String(repeating: "0123456789", count: 300_000)
        let attempts = Locked(0)
        let server = try LoopbackServer { _ in
            let attempt = attempts.withLock { attempts in
                attempts += 1
                return attempts
            }
            return attempt == 1 ? .init(status: 502, "bad gateway") : .init(#"{"code":0}"#)
        }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let form = Locked<URL?>(nil)
        let client = FeishuClient.tested(
            tokens: FixedToken(), host: try .url(server.url),
            middlewares: [
                { request, _, next in
                    if case .file(let url) = request.body { form.withLock { $0 = url } }
                    return try await next(request)
                }
            ])
        try await client.send(Upload(body: .init(.file(try folder.file("a.txt", content)))))
        // The body is sent again as a whole.
        #expect(server.requests.count == 2)
        for request in server.requests {
            #expect(request.headers["content-type"]?.hasPrefix("multipart/form-data; boundary=feishu-") == true)
            #expect(String(decoding: request.body, as: UTF8.self).contains("filename=\"a.txt\""))
            #expect(request.body.count > content.utf8.count)
        }
        let url = try #require(form.withLock { $0 })
        #expect(!FileManager.default.fileExists(atPath: url.path))
    }

    @Test(arguments: [
        ("missing.txt", "missing.txt", "application/pdf", "missing.txt is not a regular file"),
        ("a.txt", "", "application/pdf", "the name of a file is empty"),
        ("a.txt", "a.txt", "a\r\nb: c", "the value of header \"Content-Type\" contains a control character"),
    ])
    func anUnusableFileIsReportedBeforeTheCall(file: String, name: String, type: String, text: String) async throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("a.txt", "a")
        let transport = StubTransport(.json(#"{"code":0}"#))
        let client = FeishuClient.tested(tokens: FixedToken(), transport: transport)
        let upload = FeishuFileUpload.file(try folder.file(file), named: name, contentType: type)
        let error = await #expect(throws: FeishuError.self) { try await client.send(Upload(body: .init(upload))) }
        #expect(error?.description.contains(text) == true, "\(String(describing: error))")
        #expect(transport.requests.isEmpty)
    }

    private static let headers = [
        "Content-Type": "application/pdf", "Content-Disposition": "attachment; filename*=UTF-8''%E7%AE%80.pdf",
    ]

    @Test func aFileIsDownloadedIntoMemory() async throws {
        let server = try LoopbackServer { _ in .init(headers: Self.headers, "content") }
        defer { server.stop() }
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        let file = try await client.send(Download())
        #expect(
            file == FeishuDownload(.data(Data("content".utf8)), name: "简.pdf", contentType: "application/pdf", size: 7))
    }

    @Test func aFileIsDownloadedToDisk() async throws {
        let server = try LoopbackServer { _ in .init(headers: Self.headers, "content") }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let url = try folder.file("a.pdf", "old")
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        let file = try await client.download(Download(), to: url)
        #expect(file == FeishuDownload(.file(url), name: "简.pdf", contentType: "application/pdf", size: 7))
        #expect(try folder.content == ["a.pdf": "content"])
    }

    /// Errors come with any status.
    @Test(arguments: [404, 200], [true, false])
    func anErrorInsteadOfAFileIsThrown(status: Int, isOnDisk: Bool) async throws {
        let server = try LoopbackServer { _ in
            .init(
                status: status, headers: ["Content-Type": "application/json"],
                #"{"code":1061003,"msg":"not found."}"#)
        }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let url = try folder.file("a.pdf", "old")
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        let error = await #expect(throws: FeishuError.self) {
            if isOnDisk { try await client.download(Download(), to: url) } else { try await client.send(Download()) }
        }
        #expect(error?.code == 1_061_003 && error?.advice == "check the token")
        #expect(try folder.content == ["a.pdf": "old"])
    }

    /// A file can look like an error.
    @Test(arguments: [
        (
            ["Content-Type": "application/json", "Content-Disposition": "attachment; filename=a.json"],
            #"{"code":7,"msg":"x"}"#
        ),
        (["Content-Type": "application/json"], #"{"code":7,"note":"x"}"#),
        (["Content-Type": "text/plain"], #"{"code":7,"msg":"x"}"#),
    ])
    func aFileOfJSONIsAFile(headers: [String: String], content: String) async throws {
        let server = try LoopbackServer { _ in .init(headers: headers, content) }
        defer { server.stop() }
        let client = FeishuClient.tested(tokens: FixedToken(), host: try .url(server.url))
        #expect(try await client.send(Download()).data == Data(content.utf8))
    }

    @Test func aFormPrintsAsACURLCommandWithoutItsContent() {
        var body = Upload.Body(.file(URL(fileURLWithPath: "/none/a.pdf"), contentType: "application/pdf"))
        body.title = "secret title"
        let start =
            "curl -X POST 'https://open.feishu.cn/files' -H 'Authorization: Bearer <secret>' "
        #expect(
            Upload(body: body).curl == start + "--form-string 'title=<12 bytes>' -F 'file=@a.pdf;type=application/pdf'")
    }

    @Test func aFormWithoutDocumentedFieldsTakesAnObject() throws {
        let form = try MultipartForm(ofAny: ["b": "text", "a": 1, "c": [true]] as FeishuJSONValue)
        #expect(form.parts.map(\.name) == ["a", "b", "c"])
        let text = String(decoding: try form.data(), as: UTF8.self)
        #expect(text.contains("\r\n\r\ntext\r\n") && text.contains("\r\n\r\n[true]\r\n"))
        #expect(throws: InvalidParameter.self) { try MultipartForm(ofAny: "text" as FeishuJSONValue) }
    }

    @Test(arguments: [
        ("attachment; filename=\"a b.pdf\"", "a b.pdf"), ("attachment; filename=a.pdf", "a.pdf"),
        ("attachment; filename=\"%E7%AE%80.pdf\"", "简.pdf"), ("attachment; filename=\"../../etc/passwd\"", "passwd"),
        ("attachment; filename=\"..\"", nil), ("attachment", nil), ("attachment; filename=\"a\u{1B}[2J\"", "a[2J"),
        ("attachment; filename=\"x\"; filename*=utf-8''y%2Fz.txt", "z.txt"),
    ])
    func theNameOfAFileIsHarmless(disposition: String, name: String?) {
        #expect(FileName(disposition: disposition)?.text == name)
    }
}
