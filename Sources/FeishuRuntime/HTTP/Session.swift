import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A `URLSession` that is invalidated on deinitialization. Otherwise a session with a delegate is never released.
final class Session: Sendable {
    private let urlSession: URLSession
    private let exchanges: Exchanges

    /// - Parameter openFile: Opens the files of downloads.
    init(
        _ configuration: URLSessionConfiguration, maximumResponseSize: Int,
        openFile: @escaping PartialFile.Opener = PartialFile.create
    ) {
        exchanges = Exchanges(maximumResponseSize: maximumResponseSize, openFile: openFile)
        #if canImport(FoundationNetworking)
            urlSession = URLSession(
                configuration: configuration, delegate: exchanges, delegateQueue: exchanges.delegateQueue)
        #else
            urlSession = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
        #endif
    }

    deinit {
        urlSession.finishTasksAndInvalidate()
    }

    /// Returns a task that is not started yet.
    func task(for urlRequest: URLRequest, like request: FeishuHTTPRequest) -> URLSessionTask {
        if case .file(let file) = request.body { return urlSession.uploadTask(with: urlRequest, fromFile: file) }
        return urlSession.dataTask(with: urlRequest)
    }

    func run(_ task: URLSessionTask, for request: FeishuHTTPRequest) async throws -> Received {
        // If the caller is cancelled already, the handler runs first, and the task ends before it starts.
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                exchanges.start(task, request, continuation)
            }
        } onCancel: {
            fail(task, with: CancellationError())
        }
    }

    /// Ends a task with an error, and resumes its caller immediately, without waiting for URLSession.
    func fail(_ task: URLSessionTask, with error: any Error) {
        exchanges.fail(task, with: error)
    }
}

/// What was received in response to a request.
struct Received: Sendable {
    let body: Data
    let file: URL?
    let response: URLResponse?
}
