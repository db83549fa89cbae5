import Foundation

extension FeishuEndpoint {
    /// The call as a cURL command without the access token and without the body, for support tickets and logs.
    public var curl: String { curl(to: .feishu) }

    /// Returns the call as a cURL command for a shell, without the access token.
    ///
    /// - Parameter includesBody: Whether the command contains the body, which can contain personal data.
    public func curl(to host: FeishuHost, includesBody: Bool = false) -> String {
        let request: FeishuHTTPRequest
        do {
            request = try self.request(to: host)
        } catch {
            return "# \(error)"
        }
        var parts = ["curl -X \(request.method.rawValue) \(request.url.absoluteString.shellQuoted)"]
        parts.append("-H 'Authorization: Bearer \(Secret.placeholder)'")
        for header in request.headers.fields { parts.append("-H \("\(header.name): \(header.value)".shellQuoted)") }
        switch request.body {
        case .data(let data) where includesBody:
            parts.append("--data-raw \(String(decoding: data, as: UTF8.self).shellQuoted)")
        case .some(let body): parts.append("--data-raw '<\(body)>'")
        case nil: break
        }
        return parts.joined(separator: " ")
    }
}

extension String {
    /// The string as one word of a POSIX shell.
    fileprivate var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
