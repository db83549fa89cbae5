import Foundation

extension FeishuEndpoint {
    /// The call as a cURL command without the access token and without the body, for support tickets and logs.
    public var curl: String { curl(to: .feishu) }

    /// Returns the call as a cURL command for a shell, without the access token.
    ///
    /// - Parameters:
    ///   - host: The host in the command's URL.
    ///   - includesBody: Whether the command contains the body, which can contain personal data.
    public func curl(to host: FeishuHost, includesBody: Bool = false) -> String {
        let request: FeishuHTTPRequest
        let form: MultipartForm?
        do {
            (request, form) = try requestWithForm(to: host)
        } catch {
            return "# \(error)"
        }
        var parts = ["curl -X \(request.method.rawValue) \(request.url.absoluteString.shellQuoted)"]
        parts.append("-H 'Authorization: Bearer \(Secret.placeholder)'")
        // cURL chooses the boundary of a form.
        for header in request.headers.fields where form == nil || header.name != "Content-Type" {
            parts.append("-H \("\(header.name): \(header.value)".shellQuoted)")
        }
        for part in form?.parts ?? [] { parts.append("-F \(part.text(includesBody).shellQuoted)") }
        switch request.body {
        case .data(let data) where includesBody:
            parts.append("--data-raw \(String(decoding: data, as: UTF8.self).shellQuoted)")
        case .some(let body): parts.append("--data-raw '<\(body)>'")
        case nil: break
        }
        return parts.joined(separator: " ")
    }
}

extension MultipartForm.Part {
    /// The part as an argument of cURL, without the content of files.
    fileprivate func text(_ includesText: Bool) -> String {
        switch value {
        case .text(let text): "\(name)=\(includesText ? text : "<\(text.utf8.count) bytes>")"
        case .file(let file): "\(name)=@\(file.name);type=\(file.contentType)"
        }
    }
}

extension String {
    /// The string as one word of a POSIX shell.
    fileprivate var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
