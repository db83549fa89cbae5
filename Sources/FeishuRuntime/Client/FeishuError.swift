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
        /// There is no access token.
        case token(any Error)
        /// The answer does not have the documented form.
        case decoding(DecodingFailure)
        /// The call cannot be sent as it is.
        case invalidRequest(String)
        /// The result was not there in time.
        case timedOut(after: Duration)
    }

    public let reason: Reason
    /// The endpoint that was called.
    public let endpoint: EndpointDescriptor
    /// The HTTP status, where an answer came.
    public let status: Int?
    /// The id by which the platform's support finds the call.
    public let logID: String?
    /// How long the platform asks to wait before the next call, where it does.
    public let retryAfter: Duration?
    /// What the platform told beside its code and message.
    public let details: ErrorDetails?

    init(
        _ reason: Reason, in endpoint: EndpointDescriptor, answer: HTTPResponse? = nil, details: ErrorDetails? = nil
    ) {
        self.reason = reason
        self.endpoint = endpoint
        status = answer?.status
        logID = answer?.logID ?? details?.logID
        retryAfter = answer?.rateLimitReset
        self.details = details
    }

    /// The platform's error code, where it sent one.
    public var code: FeishuErrorCode? {
        if case .api(let code, _) = reason { code } else { nil }
    }

    /// What the endpoint's document says about the code.
    public var documented: DocumentedError? {
        code.flatMap(endpoint.documentedError(for:))
    }

    /// What the endpoint's document advises to do, as Markdown.
    public var advice: String? { documented?.advice }

    /// The scopes that the platform says are missing; any one of the endpoint's scopes suffices.
    public var missingScopes: [String] {
        (details?.permissionViolations ?? []).compactMap { $0.scope ?? $0.subject }
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
        case .token(let error): "no access token: \(error.localizedDescription)"
        case .decoding(let failure): "an answer in another form than documented: \(failure)"
        case .invalidRequest(let reason): reason
        case .timedOut(let duration): "no result within \(duration)"
        }
    }
}

/// Where and why an answer could not be decoded.
public struct DecodingFailure: Sendable, CustomStringConvertible {
    /// The way to the offending value, such as `data.items[3].name`.
    public let path: String
    public let explanation: String

    init(_ error: DecodingError) {
        let context: DecodingError.Context
        switch error {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found): context = found
        case .keyNotFound(_, let found): context = found
        @unknown default:
            path = ""
            explanation = "\(error)"
            return
        }
        path = context.codingPath.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
        explanation = context.debugDescription
    }

    public var description: String { path.isEmpty ? explanation : "at \(path): \(explanation)" }
}
