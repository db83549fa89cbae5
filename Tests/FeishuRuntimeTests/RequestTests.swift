@testable import FeishuRuntime
import Foundation
import Testing

/// The construction of requests.
@Suite struct RequestTests {
    private struct Search: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.search", method: .post, path: "/open-apis/demo/v1/things/:thing_id/search",
            fixedQuery: ["type": "a b"], documentURL: "https://example.com")
        var id = "1"
        var source = "tests"
        var pathParameters: [any FeishuParameterValue] { [id] }
        var body: FeishuJSONValue { .object(["a": .null]) }

        func encode(to parameters: inout FeishuRequestParameters) {
            parameters.query("page_size", 10)
            parameters.query("page_token", String?.none)
            parameters.query("ids", ["a&b", "c=d"])
            parameters.header("X-Flag", true)
            parameters.header("X-Source", source)
        }
    }

    /// Some paths of the platform end with a slash, and others do not exist with one.
    @Test(arguments: ["/open-apis/message/v4/batch_send/", "/open-apis/message/v4/batch_send"])
    func aSlashAtTheEndOfThePathIsSent(path: String) throws {
        let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.create", method: .post, path: path, documentURL: "https://example.com")
        let url = try RequestURL.make(host: .feishu, descriptor: descriptor, pathParameters: [], query: [("a", "b")])
        #expect(url.absoluteString == "https://open.feishu.cn\(path)?a=b")
    }

    @Test func parametersAreEncodedInPathQueryHeadersAndBody() throws {
        let request = try Search().request(to: .feishu)
        #expect(
            request.url.absoluteString
                == "https://open.feishu.cn/open-apis/demo/v1/things/1/search?type=a%20b&page_size=10&ids=a%26b&ids=c%3Dd"
        )
        #expect(request.headers["x-flag"] == "true")
        #expect(request.headers["Content-Type"] == "application/json; charset=utf-8")
        #expect(request.body?.data == Data(#"{"a":null}"#.utf8))
    }

    @Test(arguments: [
        ("a/b", "a%2Fb"), ("a?b#c", "a%3Fb%23c"), ("%2e%2e", "%252e%252e"), ("../x", "..%2Fx"), ("中", "%E4%B8%AD"),
        ("a b\r\nX: 1", "a%20b%0D%0AX%3A%201"), ("a\\b", "a%5Cb"), ("...", "..."), ("~-_.", "~-_."),
    ])
    func pathParametersArePercentEncoded(value: String, expected: String) throws {
        let url = try Search(id: value).request(to: .feishu).url.absoluteString
        #expect(url.hasPrefix("https://open.feishu.cn/open-apis/demo/v1/things/\(expected)/search?"))
    }

    @Test(arguments: [
        ("", #"path parameter "thing_id" is empty, which would change the path"#),
        (".", #"path parameter "thing_id" is ".", which would change the path"#),
        ("..", #"path parameter "thing_id" is "..", which would change the path"#),
    ])
    func anInvalidPathParameterIsRejected(value: String, reason: String) {
        let error = #expect(throws: FeishuError.self) { try Search(id: value).request(to: .feishu) }
        #expect(
            error?.description == "POST /open-apis/demo/v1/things/:thing_id/search failed: \(reason)")
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\u{0}"])
    func aHeaderValueWithAControlCharacterIsRejected(value: String) {
        let error = #expect(throws: FeishuError.self) { try Search(source: value).request(to: .feishu) }
        #expect(error?.description.hasSuffix(#"the value of header "X-Source" contains a control character"#) == true)
    }

    @Test(arguments: [
        ("https://proxy.example.com:8443/ignored", "https://proxy.example.com:8443"),
        ("http://127.0.0.1:80", "http://127.0.0.1:80"), ("http://LOCALHOST:1", "http://LOCALHOST:1"),
        ("http://[::1]:9", "http://[::1]:9"),
    ])
    func theHostIsTheOriginOfTheURL(url: String, origin: String) throws {
        #expect(try FeishuHost.url(#require(URL(string: url))).origin == origin)
    }

    @Test(arguments: [
        "ftp://example.com", "/path", "https:///x", "http://open.feishu.cn", "http://127.evil.example.com",
        "http://localhost.example.com", "http://127.0.0.1.example.com",
    ])
    func anInvalidHostIsRejected(url: String) throws {
        let url = try #require(URL(string: url))
        let error = #expect(throws: FeishuHost.InvalidHost.self) { try FeishuHost.url(url) }
        #expect(
            error?.localizedDescription.hasPrefix(
                "expected an absolute https URL or an http loopback URL, found scheme") == true)
    }

    @Test func headerNamesAreCaseInsensitive() {
        var headers = FeishuHTTPHeaders([("Content-Type", "a"), ("content-type", "b")])
        #expect(headers["CONTENT-TYPE"] == "a")
        headers["content-TYPE"] = "c"
        #expect(headers.fields.count == 1 && headers["Content-Type"] == "c")
    }

    /// A spec comes from a document, which does not decide where tokens go.
    @Test(arguments: [
        (nil, "https://open.feishu.cn", "https://open.larksuite.com", "https://proxy.example.com"),
        ("www.feishu.cn", "https://www.feishu.cn", "https://www.larksuite.com", "https://proxy.example.com"),
        (
            "accounts.larksuite.com", "https://accounts.feishu.cn", "https://accounts.larksuite.com",
            "https://proxy.example.com"
        ),
        ("open.feishu.cn", "https://open.feishu.cn", "https://open.larksuite.com", "https://proxy.example.com"),
    ])
    func theHostOfAnEndpointIsAServiceOfTheClientsBrand(
        host: String?, feishu: String, lark: String, other: String
    ) throws {
        let endpoint = FeishuEndpointDescriptor(
            id: "a.v1.b.get", method: .get, host: host, path: "/a", documentURL: "https://example.com")
        let proxy = try FeishuHost.url(try #require(URL(string: "https://proxy.example.com/x")))
        let origins = try [FeishuHost.feishu, .lark, proxy].map { try $0.origin(of: endpoint) }
        #expect(origins == [feishu, lark, other])
    }

    @Test(arguments: [
        "example.com", "feishu.cn", "www.feishu.cn.example.com", "", "open.feishu.cn:8443", "api.feishu.cn",
    ])
    func anEndpointWithAHostThatIsNotOfThePlatformIsNotCalled(host: String) throws {
        let endpoint = FeishuEndpointDescriptor(
            id: "a.v1.b.get", method: .get, host: host, path: "/a", documentURL: "https://example.com")
        #expect(throws: InvalidParameter.self) { try FeishuHost.feishu.origin(of: endpoint) }
    }
}
