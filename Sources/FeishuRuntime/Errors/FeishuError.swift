import Foundation

/// What went wrong with a call.
public struct FeishuError: Error, Sendable {
    public enum Reason: Sendable {
        /// The platform answered with an error code.
        case api(code: FeishuErrorCode, message: String)
        /// The answer is none of the platform's, such as a gateway's page.
        case http(bodyStart: String)
        /// No answer came.
        case transport(any Error)
        /// A middleware threw an error of its own.
        case middleware(any Error)
        /// There is no access token.
        case token(any Error)
        /// The answer does not have the documented form.
        case decoding(FeishuDecodingFailure)
        /// The call cannot be sent as it is.
        case invalidRequest(String)
        /// The result was not there in time.
        case timedOut(after: Duration)
    }

    public let reason: Reason
    /// The platform's error code, where it sent one, to this call or to the one for its access token.
    ///
    /// Stored, because the optimizer of Swift 6.3.1 fails on a `catch` with a condition that takes it from the reason.
    public let code: FeishuErrorCode?
    /// The endpoint that was called.
    public let endpoint: FeishuEndpointDescriptor
    /// The HTTP status, where an answer came.
    public let status: Int?
    /// The id by which the platform's support finds the call.
    public let logID: String?
    /// How long the platform asks to wait before the next call, where it does.
    public let retryAfter: Duration?
    /// What the platform told beside its code and message.
    public let details: FeishuErrorDetails?

    init(
        _ reason: Reason, in endpoint: FeishuEndpointDescriptor, answer: FeishuHTTPResponse? = nil,
        details: FeishuErrorDetails? = nil
    ) {
        self.reason = reason
        code = reason.code
        self.endpoint = endpoint
        status = answer?.status ?? reason.cause?.status
        logID = answer?.logID ?? details?.logID ?? reason.cause?.logID
        retryAfter = answer?.rateLimitReset
        self.details = details
    }

    private init(_ reason: Reason, details: FeishuErrorDetails?, logID: String?, like error: FeishuError) {
        self.reason = reason
        code = reason.code
        self.details = details
        endpoint = error.endpoint
        status = error.status
        self.logID = logID
        retryAfter = error.retryAfter
    }

    /// The same error for another reason.
    func replacing(_ reason: Reason) -> FeishuError {
        FeishuError(reason, details: details, logID: logID, like: self)
    }

    /// The error without these texts: a platform that is called with a secret may repeat it in its answer.
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
        return FeishuError(reason, details: details?.mappingTexts(hide), logID: logID.map(hide), like: self)
    }

    /// What the endpoint's document says about the code.
    public var documented: FeishuDocumentedError? {
        code.flatMap(endpoint.documentedError(for:))
    }

    /// What the endpoint's document advises to do, as Markdown.
    public var advice: String? { documented?.advice }

    /// Whether the platform found the access token expired, revoked or malformed. It does so before it runs anything.
    var rejectsToken: Bool {
        code.map(PlatformCodes.rejectedToken.contains) ?? false
    }

    /// The scopes that the platform says are missing; any one of the endpoint's scopes suffices.
    public var missingScopes: [String] {
        (details?.permissionViolations ?? []).compactMap { $0.scope ?? $0.subject }
    }
}

extension FeishuError.Reason {
    fileprivate var code: FeishuErrorCode? {
        if case .api(let code, _) = self { code } else { cause?.code }
    }

    /// The error of the call for a token, where that is why the call failed.
    fileprivate var cause: FeishuError? {
        if case .token(let error) = self { error as? FeishuError } else { nil }
    }
}

extension FeishuError: LocalizedError, CustomStringConvertible {
    public var errorDescription: String? { description }

    public var description: String {
        var parts = ["\(endpoint.method.rawValue) \(endpoint.path) failed: \(explanation)"]
        if let status { parts.append("HTTP status \(status)") }
        if let logID { parts.append("log id \(logID)") }
        parts += (details?.fieldViolations ?? []).map { violation in
            "field \(violation.field ?? "unknown"): \(violation.description ?? "wrong value")"
        }
        if !missingScopes.isEmpty {
            let urls = (details?.permissionViolations ?? []).compactMap(\.url)
            let place = urls.first.map { " (enable one at \($0))" } ?? ""
            parts.append("missing scopes: \(missingScopes.joined(separator: ", "))\(place)")
        }
        if let documented {
            parts.append("documented as: \(documented.message)" + (documented.advice.map { " (\($0))" } ?? ""))
        }
        return parts.joined(separator: "; ")
    }

    private var explanation: String {
        switch reason {
        case .api(let code, let message): "code \(code), \"\(message)\""
        case .http(let bodyStart):
            bodyStart.isEmpty ? "an empty answer" : "an answer that is none of the platform's: \(bodyStart)"
        case .transport(let error): "no answer: \(error.localizedDescription)"
        case .middleware(let error): "a middleware failed: \(error.localizedDescription)"
        case .token(let error): "no access token: \(error.localizedDescription)"
        case .decoding(let failure): "an answer in another form than documented: \(failure)"
        case .invalidRequest(let reason): reason
        case .timedOut(let duration): "no result within \(duration)"
        }
    }
}
