import Foundation

extension FeishuEndpoint {
    /// Returns the HTTP request of this call, without an access token. Files to upload are read into memory, which they
    /// are not when a client sends the call.
    ///
    /// - Throws: `FeishuError` if a parameter cannot be sent.
    public func request(to host: FeishuHost) throws -> FeishuHTTPRequest {
        var (request, form) = try requestWithForm(to: host)
        if let form {
            do {
                request.body = .data(try form.data())
            } catch {
                throw FeishuError(.invalidRequest("cannot read the file to upload: \(error)"), in: facts)
            }
        }
        return request
    }

    /// Returns the HTTP request and, if the body is a form, the form instead of its encoded content.
    func requestWithForm(to host: FeishuHost) throws -> (request: FeishuHTTPRequest, form: MultipartForm?) {
        let descriptor = facts
        var parameters = FeishuRequestParameters()
        encode(to: &parameters)
        do {
            let url = try RequestURL.make(
                host: host, descriptor: descriptor, pathParameters: pathParameters.map(\.parameterText),
                query: parameters.query)
            try FeishuHTTPHeaders.check(parameters.headers)
            var request = FeishuHTTPRequest(
                method: descriptor.method, url: url, headers: FeishuHTTPHeaders(parameters.headers))
            // A compressed file cannot be checked for completeness.
            if Response.self == FeishuDownload.self { request.headers["Accept-Encoding"] = "identity" }
            if !hasBody { return (request, nil) }
            if descriptor.bodyEncoding == .multipart {
                let form = try MultipartForm(ofAny: body)
                try form.check()
                request.headers["Content-Type"] = form.contentType
                return (request, form)
            }
            request.body = .data(try JSONEncoder.sorted.encode(body))
            request.headers["Content-Type"] = "application/json; charset=utf-8"
            return (request, nil)
        } catch let error as InvalidParameter {
            throw FeishuError(.invalidRequest(error.reason), in: descriptor)
        } catch {
            throw FeishuError(.invalidRequest("cannot encode the body: \(error)"), in: descriptor)
        }
    }
}

extension JSONEncoder {
    /// An encoder that sorts keys, so that the same value is sent as the same bytes.
    static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return encoder
    }
}
