import Foundation

extension Endpoint {
    /// The request as it goes out, without an access token.
    ///
    /// - Throws: `FeishuError` where a parameter cannot be sent.
    public func request(to host: FeishuHost) throws -> HTTPRequest {
        let descriptor = Self.descriptor
        var parameters = RequestParameters()
        encode(to: &parameters)
        do {
            let url = try RequestURL.make(
                host: host, descriptor: descriptor, pathParameters: pathParameters.map(\.parameterText),
                query: parameters.query)
            try checkHeaders(parameters.headers)
            var request = HTTPRequest(method: descriptor.method, url: url, headers: HTTPHeaders(parameters.headers))
            if Body.self != NoBody.self {
                let encoder = JSONEncoder()
                encoder.outputFormatting = .withoutEscapingSlashes
                request.body = try encoder.encode(body)
                request.headers["Content-Type"] = "application/json; charset=utf-8"
            }
            return request
        } catch let error as InvalidParameter {
            throw FeishuError(.invalidRequest(error.reason), in: descriptor)
        } catch {
            throw FeishuError(.invalidRequest("the body cannot be encoded: \(error)"), in: descriptor)
        }
    }

    /// A line break in a value would begin a header of its own.
    private func checkHeaders(_ headers: [(name: String, value: String)]) throws(InvalidParameter) {
        for header in headers where header.value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw InvalidParameter(reason: "the header \(header.name) has a control character in its value")
        }
    }
}
