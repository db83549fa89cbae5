import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Carries requests to the platform and brings the answers.
public protocol Transport: Sendable {
    /// Sends one request. Throws only when no answer came; an HTTP error status is an answer.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// The transport of the system: `URLSession`, without cookies, caches or redirects.
public struct URLSessionTransport: Transport {
    private let session: Session

    /// - Parameter timeout: How long a call may wait for data before it fails, 30 seconds by default.
    public init(timeout: Duration = .seconds(30)) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.timeoutIntervalForRequest = timeout / .seconds(1)
        session = Session(configuration)
    }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var urlRequest = URLRequest(url: request.url)
        urlRequest.httpMethod = request.method.rawValue
        urlRequest.httpBody = request.body
        for field in request.headers.fields { urlRequest.setValue(field.value, forHTTPHeaderField: field.name) }

        let (body, response) = try await session.urlSession.data(for: urlRequest)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        let headers = response.allHeaderFields.compactMap { name, value in
            (name as? String).map { (name: $0, value: String(describing: value)) }
        }
        return HTTPResponse(status: response.statusCode, headers: HTTPHeaders(headers), body: body)
    }
}

/// A session of the system that ends with its last owner: one with a delegate lives on until it is told to end.
private final class Session: Sendable {
    let urlSession: URLSession

    init(_ configuration: URLSessionConfiguration) {
        urlSession = URLSession(configuration: configuration, delegate: RedirectRefusal(), delegateQueue: nil)
    }

    deinit {
        urlSession.finishTasksAndInvalidate()
    }
}

/// The platform redirects no call, and a redirect could carry the access token to another host.
private final class RedirectRefusal: NSObject, URLSessionTaskDelegate, Sendable {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
