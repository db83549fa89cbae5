import Foundation

extension FeishuEndpoint {
    /// Returns the HTTP request of this call, without an access token.
    ///
    /// - Throws: `FeishuError` if a parameter cannot be sent.
    public func request(to host: FeishuHost) throws -> FeishuHTTPRequest {
        let descriptor = Self.descriptor
        var parameters = FeishuRequestParameters()
        encode(to: &parameters)
        do {
            let url = try RequestURL.make(
                host: host, descriptor: descriptor, pathParameters: pathParameters.map(\.parameterText),
                query: parameters.query)
            try FeishuHTTPHeaders.check(parameters.headers)
            var request = FeishuHTTPRequest(
                method: descriptor.method, url: url, headers: FeishuHTTPHeaders(parameters.headers))
            if Body.self != FeishuNoBody.self {
                let encoder = JSONEncoder()
                // Sorted, so that the same value is sent as the same bytes.
                encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
                request.body = .data(try encoder.encode(body))
                request.headers["Content-Type"] = "application/json; charset=utf-8"
            }
            return request
        } catch let error as InvalidParameter {
            throw FeishuError(.invalidRequest(error.reason), in: descriptor)
        } catch {
            throw FeishuError(.invalidRequest("cannot encode the body: \(error)"), in: descriptor)
        }
    }
}
