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
        for part in form?.parts ?? [] {
            let (option, text) = part.argument(includesText: includesBody)
            parts.append("\(option) \(text.shellQuoted)")
        }
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
    /// The part as an option of cURL with its argument, without the content of files. `-F` would read a local file where a
    /// text begins with `@` or `<`.
    fileprivate func argument(includesText: Bool) -> (option: String, text: String) {
        switch value {
        case .text(let text):
            ("--form-string", "\(name)=\(includesText ? text : "<\(text.utf8.count) bytes>")")
        case .file(let file): ("-F", "\(name)=@\(file.curlName);type=\(file.contentType)")
        }
    }
}

extension FeishuFileUpload {
    /// The name of the file in the current folder, in quotation marks where it has a meaning for cURL: a name is any text,
    /// and `/etc/passwd` or `-` would read something else.
    fileprivate var curlName: String {
        let scalars = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? []
        let isPlain =
            scalars.first?.properties.isAlphabetic == true
            && scalars.allSatisfy {
                $0.properties.isAlphabetic || ("0"..."9").contains($0) || ".-_".unicodeScalars.contains($0)
            }
        let last = String(String.UnicodeScalarView(scalars))
        if isPlain { return last }
        return "\"./\(last.replacingScalars { $0 == "\"" ? "\\\"" : nil })\""
    }
}

extension String {
    /// The string as one word of a POSIX shell.
    fileprivate var shellQuoted: String { "'" + replacingScalars { $0 == "'" ? "'\\''" : nil } + "'" }
}
