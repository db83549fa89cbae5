import Foundation

/// The encoded form of a call, in memory, or in a temporary file if it contains files from disk.
struct TemporaryUpload: Sendable {
    let body: FeishuHTTPBody

    /// One form at a time, because they are as fast together and would occupy a thread each.
    private static let queue = DispatchQueue(label: "FeishuRuntime.uploads")

    /// Encodes a form, without blocking the threads of tasks.
    ///
    /// - Throws: An error for a file that cannot be read, or `CancellationError`.
    init(_ form: MultipartForm) async throws {
        if !form.readsFiles {
            body = .data(try form.data())
            return
        }
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(form.boundary).form")
        let isCancelled = Locked(false)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                Self.queue.async {
                    continuation.resume(
                        with: Result {
                            try form.write(to: url) {
                                if isCancelled.withLock({ $0 }) { throw CancellationError() }
                            }
                        })
                }
            }
        } onCancel: {
            isCancelled.withLock { $0 = true }
        }
        body = .file(url)
    }

    func remove() {
        if case .file(let url) = body { try? FileManager.default.removeItem(at: url) }
    }
}
