import FeishuRuntime
import Foundation
import SourceText

/// The interface by which the portal serves its documents in their raw form. It is not documented: what is known of it was
/// read off a program that uses it, and a response of another form is an error that says so.
package struct Portal: Sendable {
    /// Where the portal is.
    package let host: PortalHost
    /// The language of the documents, `zh-CN`.
    private let language: String
    private let transport: any FeishuTransport
    private let userAgent: String
    private let gate: RequestGate

    /// Four requests at a time are polite, and enough.
    package static let maximumConnections = 4
    /// The largest of 1,693 documents has less than 1 MiB.
    package static let maximumResponseSize = 32 << 20
    private static let maximumAttempts = 4
    private static let maximumRedirects = 5
    /// Longer waits are the user's decision.
    private static let maximumWait = Duration.seconds(120)

    /// - Parameters:
    ///   - host: The portal.
    ///   - language: The language of the documents, `zh-CN`.
    ///   - version: The version of the tool, for the user agent.
    ///   - transport: Sends the requests.
    ///   - wait: Waits before a request is repeated.
    package init(
        at host: PortalHost, language: String, version: String,
        transport: any FeishuTransport, wait: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.host = host
        self.language = language
        self.transport = transport
        gate = RequestGate(wait: wait)
        userAgent = "feishu-codegen/\(version) (fetches documents for a code generator)"
    }

    /// The tree of all documents. One request.
    package func tree() async throws(Failure) -> PortalTree {
        try PortalTree(await data(at: "/api/tools/docment/directory_list", []))
    }

    /// The content of a document.
    package struct Content: Sendable {
        /// Markdown in the portal's raw form; empty for some pages.
        package let text: String
        /// When the document was changed, in milliseconds since 1970.
        package let updateTime: Int?
    }

    /// The content of a document. One request, unless it fails.
    func content(of page: PortalPage) async throws(Failure) -> Content {
        let data = try await data(
            at: "/document_portal/v1/document/get_detail", [URLQueryItem(name: "fullPath", value: page.fullPath)])
        let content = data["content"]
        guard content == nil || content == .null || content?.text != nil else {
            throw Failure.portalChanged("the document \(page.fullPath) has a \"content\" that is not text")
        }
        return Content(text: content?.text ?? "", updateTime: data["updateTime"]?.text.flatMap(Int.init))
    }

    /// The content of a document, or why there is none.
    package func result(for page: PortalPage) async -> Result<Content, Failure> {
        do throws(Failure) {
            return .success(try await content(of: page))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Requests

    /// `data` of a response `{"code": 0, "data": {...}}`.
    private func data(at path: String, _ query: [URLQueryItem]) async throws(Failure) -> JSON {
        guard var components = URLComponents(string: host.origin) else { throw Failure.portalChanged("no host") }
        components.path = path
        if !query.isEmpty { components.queryItems = query }
        guard let url = components.url else { throw Failure.portalChanged("no URL") }
        var attempt = 0
        while true {
            attempt += 1
            try await gate.waitForTurn()
            do throws(FailedAttempt) {
                let data = try await self.data(at: url)
                await gate.succeeded()
                return data
            } catch {
                let delay = attempt < Self.maximumAttempts ? error.delay(before: attempt + 1) : nil
                guard let delay else {
                    await gate.failed(isTransient: error.isTransient, isLast: error.asksForTooMuch)
                    throw error.failure(at: url, attempts: attempt)
                }
                if error.wait != nil { await gate.pause(for: delay) } else { try await gate.wait(for: delay) }
            }
        }
    }

    /// Why an attempt gave no data.
    private struct FailedAttempt: Error {
        let reason: String
        /// Whether another attempt can succeed.
        var isTransient = false
        /// The wait that the portal asks for.
        var wait: Duration?
        var notes: [String] = []

        /// The wait before the next attempt; nil where none makes sense.
        func delay(before attempt: Int) -> Duration? {
            if !isTransient || asksForTooMuch { return nil }
            // So that requests that failed together are not repeated together.
            let backoff = Duration.milliseconds(Int.random(in: 200...(500 << min(attempt, 6))))
            return wait.map { $0 > .zero ? $0 + .milliseconds(Int.random(in: 0...500)) : backoff } ?? backoff
        }

        /// Whether the portal asks for a longer wait than a run can take.
        var asksForTooMuch: Bool { wait.map { $0 > Portal.maximumWait } ?? false }

        func failure(at url: URL, attempts: Int) -> Failure {
            let again = wait.flatMap { asksForTooMuch ? "the portal asks to wait \($0) before the next request" : nil }
            return Failure(
                "portal-failed",
                "GET \(url.absoluteString): \(reason)" + (attempts > 1 ? ", after \(attempts) attempts" : ""),
                notes: notes + (again.map { [$0] } ?? []))
        }
    }

    private func data(at url: URL) async throws(FailedAttempt) -> JSON {
        let response = try await response(at: url)
        let logID = response.logID.map { ["log id: \($0)"] } ?? []
        guard response.status == 200 else {
            throw FailedAttempt(
                reason: "HTTP status \(response.status)",
                isTransient: response.status == 429 || response.status >= 500, wait: response.rateLimitReset,
                notes: logID)
        }
        let source = SourceFile(path: url.path, bytes: Array(response.body))
        let start = response.body.first { !" \t\r\n".utf8.contains($0) }
        guard start == UInt8(ascii: "{") else {
            throw FailedAttempt(
                reason: "expected JSON, found \(start == UInt8(ascii: "<") ? "a web page" : "something else")",
                notes: [Failure.portalAdvice] + logID)
        }
        let json: JSON
        do throws(Failure) {
            try source.requireUTF8()
            json = try JSON(parsing: source, allowingDuplicateKeys: true)
        } catch {
            // The connection was closed early, or the portal is at fault.
            throw FailedAttempt(
                reason: "the response is no valid JSON: \(error.diagnostics.first?.message ?? "")", isTransient: true,
                notes: logID)
        }
        guard json["code"]?.text == "0", let data = json["data"], case .object = data else {
            let code = json["code"]?.text ?? "none"
            let message = json["msg"]?.text ?? json["message"]?.text ?? "none"
            throw FailedAttempt(
                reason: "the portal refused: code \(code), message \"\(message.prefix(200))\"", notes: logID)
        }
        return data
    }

    /// Sends a request, and follows redirects within the portal.
    private func response(at url: URL) async throws(FailedAttempt) -> FeishuHTTPResponse {
        var url = url
        for _ in 0...Self.maximumRedirects {
            let response: FeishuHTTPResponse
            do {
                response = try await transport.send(
                    FeishuHTTPRequest(
                        method: .get, url: url,
                        headers: FeishuHTTPHeaders([
                            ("Accept", "application/json"), ("Accept-Language", language), ("User-Agent", userAgent),
                        ])))
            } catch {
                if case .responseTooLarge(let limit)? = (error as? FeishuTransportError)?.reason {
                    throw FailedAttempt(reason: "the response has more than \(limit >> 20) MiB")
                }
                throw FailedAttempt(reason: error.localizedDescription, isTransient: true)
            }
            guard [301, 302, 303, 307, 308].contains(response.status), let target = response.headers["Location"] else {
                return response
            }
            guard let next = URL(string: target, relativeTo: url)?.absoluteURL, host.mayRequest(next) else {
                throw FailedAttempt(reason: "redirected to another host: \(target.prefix(200))")
            }
            url = next
        }
        throw FailedAttempt(reason: "redirected more than \(Self.maximumRedirects) times")
    }
}

extension Failure {
    /// What to do where the portal is not what it was.
    fileprivate static let portalAdvice =
        "the portal may have changed its interface; documents can still be saved by hand"

    /// A response that does not have the known form.
    static func portalChanged(_ message: String) -> Failure {
        Failure("portal-changed", message, notes: [portalAdvice])
    }
}
