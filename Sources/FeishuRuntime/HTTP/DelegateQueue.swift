import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking

    /// Calls the methods of a session delegate directly on the queue of the session. A queue with a thread of its own
    /// would switch threads three times per request.
    ///
    /// URLSession on Linux adds blocks in order, and from one serial queue. It crashes if a task completes while it is
    /// being cancelled, because the cancellation then looks up a task that has been removed. So this queue holds blocks
    /// until the cancellation is complete.
    // `@unchecked`, as `OperationQueue` is: what is added to it are constants of types that are `Sendable`.
    final class DelegateQueue: OperationQueue, @unchecked Sendable {
        typealias Block = @Sendable () -> Void

        private let held = Locked<[Block]?>(nil)
        /// The queue for cancellations, which wait for the queue of the session. A method of the delegate runs on the
        /// queue of the session, so it must not wait for a cancellation.
        private let cancellations = DispatchQueue(label: "FeishuRuntime.cancellations")

        override func addOperation(_ block: @escaping Block) {
            let isHeld = held.withLock { held in
                held?.append(block)
                return held != nil
            }
            if !isHeld { block() }
        }

        /// Cancels a task, without waiting for it.
        func cancel(_ task: URLSessionTask) {
            cancellations.async { [self] in
                held.withLock { $0 = [] }
                task.cancel()
                // The second half of a cancellation is a block in the serial queue of the task. This waits for it.
                _ = task.priority
                while let block = nextHeld() { block() }
            }
        }

        /// Returns the next held block, or stops holding blocks.
        private func nextHeld() -> Block? {
            held.withLock { held in
                if held?.isEmpty == false { return held?.removeFirst() }
                held = nil
                return nil
            }
        }
    }
#endif
