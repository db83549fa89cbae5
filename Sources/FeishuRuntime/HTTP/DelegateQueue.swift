import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking

    /// Calls the methods of a session delegate directly on the queue of the session. A queue with a thread of its own
    /// would switch threads three times per request.
    ///
    /// URLSession on Linux adds blocks in order, and from one serial queue. It crashes if a task completes while it is
    /// being cancelled, because the cancellation then looks up a task that has been removed. So this queue holds blocks
    /// until the cancellation is complete. The session waits while the held blocks run: a download whose data is written
    /// slower than it arrives would otherwise be held as a whole.
    // `@unchecked`, as `OperationQueue` is: what is added to it are constants of types that are `Sendable`, and the
    // condition protects the state.
    final class DelegateQueue: OperationQueue, @unchecked Sendable {
        typealias Block = @Sendable () -> Void

        private enum Phase {
            case direct
            /// A task is being cancelled.
            case holding
            /// The held blocks run, on the queue for cancellations.
            case draining
        }

        private let condition = NSCondition()
        private var phase = Phase.direct
        private var held: [Block] = []
        /// The queue for cancellations, which wait for the queue of the session. A method of the delegate runs on the
        /// queue of the session, so it must not wait for a cancellation.
        private let cancellations = DispatchQueue(label: "FeishuRuntime.cancellations")

        override func addOperation(_ block: @escaping Block) {
            let isHeld = condition.withLock {
                while phase == .draining { condition.wait() }
                if phase == .holding { held.append(block) }
                return phase == .holding
            }
            if !isHeld { block() }
        }

        /// Cancels a task, without waiting for it.
        func cancel(_ task: URLSessionTask) {
            cancellations.async { [self] in
                begin(.holding)
                task.cancel()
                // The second half of a cancellation is a block in the serial queue of the task. This waits for it.
                _ = task.priority
                for block in begin(.draining) { block() }
                begin(.direct)
            }
        }

        /// - Returns: The blocks that were held.
        @discardableResult
        private func begin(_ phase: Phase) -> [Block] {
            condition.withLock {
                self.phase = phase
                condition.broadcast()
                defer { held = [] }
                return held
            }
        }
    }
#endif
