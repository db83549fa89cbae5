import FeishuRuntime
import Foundation
import SourceText

/// Fetches documents in their raw form from the portal.
///
/// The portal's interface is undocumented. The requests and the expected form of the responses were derived from a
/// program that uses the interface. Responses of any other form are reported as errors.
package struct Portal: Sendable {
    package let host: PortalHost
    /// The language of the documents, such as `zh-CN`.
    private let language: String
    private let transport: any FeishuTransport
    private let userAgent: String
    private let gate: RequestGate

    /// The maximum number of concurrent requests, which limits the load on the portal.
    package static let maximumConnections = 4
    /// The maximum size of a response in bytes: 32 MiB. The largest of 1,693 documents is smaller than 1 MiB.
    package static let maximumResponseSize = 32 << 20
    /// The maximum size of a schema in bytes. A larger one is treated as missing.
    private static let maximumSchemaSize = 8 << 20
    /// The maximum number of values in a schema, which bounds the size of its text.
    private static let maximumSchemaNodes = 400_000
    private static let maximumAttempts = 4
    private static let maximumRedirects = 5
    /// The longest delay that the portal may request before a retry. If the requested delay is longer, no more
    /// requests are sent in this run.
    private static let maximumWait = Duration.seconds(120)

    /// - Parameters:
    ///   - host: The portal.
    ///   - language: The language of the documents, such as `zh-CN`.
    ///   - version: The version of the tool, for the user agent.
    ///   - transport: The transport that sends the requests.
    ///   - wait: Waits for the given duration. This function is called to delay a retry, or all requests if the
    ///     portal requests a delay.
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

    /// Fetches the tree of all documents. This takes one request, apart from retries and redirects.
    package func tree() async throws(Failure) -> PortalTree {
        try PortalTree(await data(at: "/api/tools/docment/directory_list", []))
    }

    /// Fetches the catalog of all endpoints. This takes one request, apart from retries and redirects.
    package func catalog() async throws(Failure) -> PortalCatalog {
        try PortalCatalog(await data(at: "/api_explorer/v1/api_catalog", []))
    }

    /// The content of a document.
    package struct Content: Sendable {
        /// The Markdown in the portal's raw form. The text is empty for some documents.
        package let text: String
        /// The time of the last change in milliseconds since 1970, or `nil` if the portal does not specify it.
        package let updateTime: Int?
        /// The platform's schema of the endpoint in canonical form, or `nil` if the page has none.
        package let schema: String?
        /// The canonical path of the page, or `nil` if the portal does not specify it.
        package let fullPath: String?
        /// The title of the page, or `nil` if the portal does not specify it.
        package let title: String?
    }

    /// Fetches the content of a document. This takes one request, apart from retries and redirects.
    func content(of page: PortalPage) async throws(Failure) -> Content { try await content(at: page.fullPath) }

    /// Fetches the content of the document at a canonical or readable path. This takes one request, apart from retries and redirects.
    private func content(at path: String, absentCode: String = failedCode) async throws(Failure) -> Content {
        let data = try await data(
            at: "/document_portal/v1/document/get_detail", [URLQueryItem(name: "fullPath", value: path)],
            absentCode: absentCode)
        let content = data["content"]
        guard content == nil || content == .null || content?.text != nil else {
            throw Failure.portalChanged(
                "expected a string for \"content\" of the document \(path), found \(content?.kind ?? "nothing")"
            )
        }
        var schema: String?
        if let value = data["schema"]?["apiSchema"], case .object = value,
            value.nodeCount(upTo: Self.maximumSchemaNodes) != nil
        {
            schema = value.indented + "\n"
        }
        if let size = schema?.utf8.count, size > Self.maximumSchemaSize { schema = nil }
        return Content(
            text: content?.text ?? "", updateTime: data["updateTime"]?.text.flatMap(Int.init),
            schema: schema, fullPath: data["fullPath"]?.text.flatMap { PortalPage.isValidPath($0) ? $0 : nil },
            title: [data["name"], data["title"]].compactMap { $0?.text }.first { !$0.isEmpty })
    }

    /// Fetches the content of a document. Returns an error as a failed result instead of throwing it.
    package func result(for page: PortalPage) async -> Result<Content, Failure> {
        do throws(Failure) {
            return .success(try await content(of: page))
        } catch {
            return .failure(error)
        }
    }

    /// Fetches the content of the document at a canonical or readable path. Returns `nil` if the portal has no such document.
    package func contentIfPresent(at path: String) async throws(Failure) -> Content? {
        do throws(Failure) {
            let content = try await content(at: path, absentCode: Self.absentCode)
            return content.fullPath == nil && content.text.isEmpty ? nil : content
        } catch {
            if error.diagnostics.contains(where: { $0.code == Self.absentCode }) { return nil }
            throw error
        }
    }

    /// The code of the failure of a request for a page that the portal does not have.
    private static let absentCode = "absent-page"
    private static let failedCode = "portal-failed"

    // MARK: Requests

    /// Sends a request and returns the value of `data` in the response `{"code": 0, "data": {...}}`. Retries
    /// transient failures.
    private func data(
        at path: String, _ query: [URLQueryItem], absentCode: String = failedCode
    ) async throws(Failure) -> JSON {
        guard var components = URLComponents(string: host.origin) else { throw Failure.portalChanged("invalid host") }
        components.path = path
        if !query.isEmpty { components.queryItems = query }
        guard let url = components.url else { throw Failure.portalChanged("invalid URL") }
        var attempt = 0
        while true {
            attempt += 1
            try await gate.waitForTurn()
            do throws(FailedAttempt) {
                let data = try await self.data(at: url)
                await gate.recordSuccess()
                return data
            } catch {
                let delay = attempt < Self.maximumAttempts ? error.delay(before: attempt + 1) : nil
                guard let delay else {
                    await gate.recordFailure(isTransient: error.isTransient, isFinal: error.exceedsMaximumWait)
                    throw error.failure(error.isAbsence ? absentCode : Self.failedCode, at: url, attempts: attempt)
                }
                if error.wait != nil { await gate.pause(for: delay) } else { try await gate.wait(for: delay) }
            }
        }
    }

    /// The error of a failed attempt to get data from the portal.
    private struct FailedAttempt: Error {
        let reason: String
        /// Whether a retry can succeed.
        var isTransient = false
        /// Whether the portal answered that it has no such page.
        var isAbsence = false
        /// The delay that the portal requested, or `nil` if it requested none.
        var wait: Duration?
        var notes: [Diagnostic.Note] = []

        /// Returns the delay before the attempt with the given number, or `nil` to give up.
        func delay(before attempt: Int) -> Duration? {
            if !isTransient || exceedsMaximumWait { return nil }
            // Jitter prevents requests that failed together from being retried together.
            let backoff = Duration.milliseconds(Int.random(in: 200...(500 << min(attempt, 6))))
            return wait.map { $0 > .zero ? $0 + .milliseconds(Int.random(in: 0...500)) : backoff } ?? backoff
        }

        /// Whether the portal requested a longer delay than `maximumWait`.
        var exceedsMaximumWait: Bool { wait.map { $0 > Portal.maximumWait } ?? false }

        func failure(_ code: String, at url: URL, attempts: Int) -> Failure {
            let delay: Diagnostic.Note? = wait.flatMap {
                exceedsMaximumWait ? "the portal requested a delay of \($0)" : nil
            }
            return Failure(
                code, "GET \(url.absoluteString): \(reason)" + (attempts > 1 ? ", after \(attempts) attempts" : ""),
                notes: notes + (delay.map { [$0] } ?? []))
        }
    }

    private func data(at url: URL) async throws(FailedAttempt) -> JSON {
        let response = try await response(at: url)
        let logID: [Diagnostic.Note] = response.logID.map { ["log id: \($0)"] } ?? []
        guard response.status == 200 else {
            throw FailedAttempt(
                reason: "HTTP status \(response.status)",
                isTransient: response.status == 429 || response.status >= 500, isAbsence: response.status == 404,
                wait: response.rateLimitReset, notes: logID)
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
            json = try Self.json(in: source)
        } catch {
            // Retry, because the response may be incomplete or the portal may have a temporary problem.
            throw FailedAttempt(
                reason: "the response is not valid JSON: \(error.diagnostics.first?.message ?? "")", isTransient: true,
                notes: logID)
        }
        guard json["code"]?.text == "0", let data = json["data"], case .object = data else {
            let code = json["code"]?.text ?? "none"
            let message = json["msg"]?.text ?? json["message"]?.text ?? "none"
            throw FailedAttempt(
                reason: "the portal returned no data: code \(code), message \"\(message.prefix(200))\"",
                isAbsence: json["code"] != nil && code != "0", notes: logID)
        }
        return data
    }

    /// Parses a response. Values that are nested too deeply are null, because only a schema can have them.
    private static func json(in source: SourceFile) throws(Failure) -> JSON {
        do throws(Failure) {
            return try JSON(parsing: source, allowingDuplicateKeys: true)
        } catch {
            let shallow = ShallowJSON.bytes(of: source.bytes)
            if shallow.count == source.bytes.count { throw error }
            return try JSON(parsing: SourceFile(path: source.path, bytes: shallow), allowingDuplicateKeys: true)
        }
    }

    /// Sends a request and follows redirects to this host and the known portal hosts.
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
                    throw FailedAttempt(reason: "the response is larger than \(limit >> 20) MiB")
                }
                throw FailedAttempt(
                    reason: error.localizedDescription, isTransient: true,
                    notes: [
                        "check the network",
                        "without it, save documents, and run \(command: "import") and \(command: "generate")",
                    ])
            }
            guard [301, 302, 303, 307, 308].contains(response.status), let target = response.headers["Location"] else {
                return response
            }
            guard let next = URL(string: target, relativeTo: url)?.absoluteURL, host.allowsRequest(to: next) else {
                throw FailedAttempt(reason: "redirected to another host: \(target.prefix(200))")
            }
            url = next
        }
        throw FailedAttempt(reason: "redirected more than \(Self.maximumRedirects) times")
    }
}

extension Failure {
    /// The advice for failures caused by a response of an unexpected form.
    fileprivate static let portalAdvice: Diagnostic.Note =
        "the portal may have changed its interface; documents can still be saved by hand"

    /// Returns a failure that reports a response of an unexpected form.
    static func portalChanged(_ message: String) -> Failure {
        Failure("portal-changed", message, notes: [portalAdvice])
    }
}

extension JSON {
    /// The number of values in this value, or `nil` if there are more than `limit`.
    fileprivate func nodeCount(upTo limit: Int) -> Int? {
        let children: [JSON] =
            switch self {
            case .array(let elements): elements
            case .object(let members): members.map(\.value)
            default: []
            }
        var count = 1
        for child in children {
            guard count <= limit, let added = child.nodeCount(upTo: limit - count) else { return nil }
            count += added
        }
        return count <= limit ? count : nil
    }
}
