import Foundation

/// The failure of a call.
///
/// The description shows the code, message and details of an error, but no other part of the response, which can contain
/// personal data; the debug description does. See `showsExcerpts` of the client's configuration.
public struct FeishuError: Error, Sendable {
    public enum Reason: Sendable {
        /// The response contains an error code.
        case api(code: FeishuErrorCode, message: String)
        /// The response is not from the platform's API, such as the error page of a gateway.
        case http(bodyStart: String)
        /// No response was received.
        case transport(any Error)
        /// A middleware threw an error.
        case middleware(any Error)
        /// No access token is available.
        case token(any Error)
        /// The response does not have the documented form.
        case decoding(FeishuDecodingFailure)
        /// The call is invalid and was not sent.
        case invalidRequest(String)
        /// The result was not available in time.
        case timedOut(after: Duration)
    }

    public let reason: Reason
    /// The platform's error code in the response to this call or to the call that fetches its access token. Nil if
    /// there is none.
    // This is a stored property because the optimizer of Swift 6.3.1 fails on a `catch` with a condition that computes
    // it from the reason.
    public let code: FeishuErrorCode?
    /// The endpoint that was called.
    public let endpoint: FeishuEndpointDescriptor
    /// The HTTP status, or nil if no response was received.
    public let status: Int?
    /// The log id, by which the platform's support can find the call.
    public let logID: String?
    /// The wait that the platform requests before the next call, or nil if it requests none.
    public let retryAfter: Duration?
    /// The number of calls that the platform allows in the window that the call exceeded, or nil if it states none.
    public let rateLimit: Int?
    /// The details in the response in addition to the code and the message.
    public let details: FeishuErrorDetails?
    /// Whether the description shows parts of the response.
    var showsExcerpts = false

    init(
        _ reason: Reason, in endpoint: FeishuEndpointDescriptor, response: FeishuHTTPResponse? = nil,
        details: FeishuErrorDetails? = nil
    ) {
        self.init(
            reason, endpoint: endpoint, status: response?.status ?? reason.cause?.status,
            logID: response?.logID ?? details?.logID ?? reason.cause?.logID, retryAfter: response?.rateLimitReset,
            rateLimit: response?.headers["x-ogw-ratelimit-limit"].flatMap { Int($0) }, details: details)
    }

    /// Creates an error, for tests of code that handles errors.
    public init(
        _ reason: Reason, endpoint: FeishuEndpointDescriptor, status: Int? = nil, logID: String? = nil,
        retryAfter: Duration? = nil, rateLimit: Int? = nil, details: FeishuErrorDetails? = nil
    ) {
        self.reason = reason
        code = reason.code
        self.endpoint = endpoint
        self.status = status
        self.logID = logID
        self.retryAfter = retryAfter
        self.rateLimit = rateLimit
        self.details = details
    }

    private init(_ reason: Reason, details: FeishuErrorDetails?, logID: String?, like error: FeishuError) {
        self.init(
            reason, endpoint: error.endpoint, status: error.status, logID: logID, retryAfter: error.retryAfter,
            rateLimit: error.rateLimit, details: details)
        showsExcerpts = error.showsExcerpts
    }

    /// Returns the error with another reason.
    func replacing(_ reason: Reason) -> FeishuError {
        FeishuError(reason, details: details, logID: logID, like: self)
    }

    /// Returns the error with all occurrences of the secrets removed. A response can repeat the secrets of its request.
    func hiding(_ secrets: [Secret]) -> FeishuError {
        let hide = { (text: String) in text.hiding(secrets) }
        let reason: Reason =
            switch reason {
            case .api(let code, let message): .api(code: code, message: hide(message))
            case .http(let bodyStart): .http(bodyStart: hide(bodyStart))
            case .decoding(let failure): .decoding(failure.hiding(secrets))
            case .transport(let error): .transport(HiddenError.of(error, hiding: secrets))
            case .middleware(let error): .middleware(HiddenError.of(error, hiding: secrets))
            case .token(let error): .token(HiddenError.of(error, hiding: secrets))
            case .invalidRequest, .timedOut: reason
            }
        return FeishuError(reason, details: details?.mapStrings(hide), logID: logID.map(hide), like: self)
    }

    /// The documentation of the error code, or nil if the endpoint's document does not list the code.
    public var documented: FeishuDocumentedError? {
        code.flatMap(endpoint.documentedError(for:))
    }

    /// The documented way to resolve the error, as Markdown.
    public var advice: String? { documented?.advice }

    /// Whether the platform rejected the access token as expired, revoked, or malformed. It checks the token before it
    /// runs anything.
    var isTokenRejection: Bool {
        guard let code else { return false }
        if let reaction = documented?.reaction { return reaction == .renewToken }
        // The codes of older services are few digits, and can mean something else where a document lists them.
        return PlatformCodes.rejectedToken.contains(code)
            && !(documented != nil && PlatformCodes.olderTokenErrors.contains(code))
    }

    /// The scopes that the platform reports as missing. Any one of the endpoint's scopes is sufficient.
    public var missingScopes: [String] {
        (details?.permissionViolations ?? []).compactMap { $0.scope ?? $0.subject }
    }
}

extension FeishuError.Reason {
    fileprivate var code: FeishuErrorCode? {
        if case .api(let code, _) = self { code } else { cause?.code }
    }

    /// The error of the call that fetches the access token, if that is the reason for the failure.
    fileprivate var cause: FeishuError? {
        if case .token(let error) = self { error as? FeishuError } else { nil }
    }
}

extension FeishuError: LocalizedError, CustomStringConvertible, CustomDebugStringConvertible {
    public var errorDescription: String? { description }
    public var description: String { text(withExcerpts: showsExcerpts) }
    public var debugDescription: String { text(withExcerpts: true) }

    private func text(withExcerpts: Bool) -> String {
        let explanation = explanation(withExcerpts: withExcerpts)
        var parts = ["\(endpoint.method.rawValue) \(endpoint.path) failed: \(explanation)"]
        // The text of a failed fetch of the token contains them already.
        if let status, reason.cause == nil { parts.append("HTTP status \(status)") }
        if let logID, reason.cause == nil { parts.append("log id \(logID)") }
        parts += (details?.fieldViolations ?? []).map { violation in
            "field \(violation.field ?? "unknown"): \(violation.description ?? "invalid value")"
                + (withExcerpts ? violation.value.map { " (found \($0))" } ?? "" : "")
        }
        if !missingScopes.isEmpty {
            let urls = (details?.permissionViolations ?? []).compactMap(\.url)
            let location = urls.first.map { " (enable one at \($0))" } ?? ""
            parts.append("missing scopes: \(missingScopes.joined(separator: ", "))\(location)")
        }
        if let documented {
            parts.append("documented as: \(documented.message)" + (documented.advice.map { " (\($0))" } ?? ""))
        }
        return parts.joined(separator: "; ").onOneLine
    }

    private func explanation(withExcerpts: Bool) -> String {
        switch reason {
        case .api(let code, let message): "code \(code), \"\(message)\""
        case .http(let bodyStart):
            bodyStart.isEmpty
                ? "empty response" : withExcerpts ? "unexpected response: \(bodyStart)" : "unexpected response"
        case .transport(let error): "no response: \(NetworkFailure.text(of: error))"
        case .middleware(let error): "middleware failed: \(error.text)"
        case .token(let error): "no access token: \(error.text)"
        case .decoding(let failure): "cannot decode the response: \(failure.text(withExcerpts: withExcerpts))"
        case .invalidRequest(let reason): reason
        case .timedOut(let duration): "no result within \(duration)"
        }
    }
}
