import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking

    /// Calls the methods of a session delegate directly on the queue of the session. A queue with a thread of its own
    /// would switch threads three times per request.
    ///
    /// URLSession on Linux adds blocks in their order, and from one serial queue. It crashes if a task that is being
    /// cancelled is told meanwhile that it is complete: the cancellation finds that the task is unknown. Therefore blocks
    /// are held until a cancellation has been carried out.
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
