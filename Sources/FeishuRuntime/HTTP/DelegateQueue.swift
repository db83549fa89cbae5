import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking

    /// Calls the methods of a session delegate directly on the queue of the session. A queue with a thread of its own
    /// would switch threads three times per request.
    ///
    /// URLSession on Linux adds blocks in order, and from one serial queue. It crashes if a task completes while it is
    /// being cancelled, because the cancellation then looks up a task that has been removed. So this queue holds blocks
    /// until the cancellation is complete, and the session waits while they run. A cancellation can take as long as the
    /// largest transfer of the session, whose data would be in memory meanwhile: what is beyond a few blocks is not held.
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

        /// The number of held blocks, each of which has up to 16 KiB of data. Only files and responses that are too large have
        /// more.
        private static let capacity = 4_096

        private let condition = NSCondition()
        private var phase = Phase.direct
        private var held: [Block] = []
        /// The queue for cancellations, which wait for the queue of the session. A method of the delegate runs on the
        /// queue of the session, so it must not wait for a cancellation.
        private let cancellations = DispatchQueue(label: "FeishuRuntime.cancellations")

        override func addOperation(_ block: @escaping Block) {
            let due: [Block] = condition.withLock {
                while phase == .draining { condition.wait() }
                guard phase == .holding else { return [block] }
                held.append(block)
                return held.count >= Self.capacity ? take(.direct) : []
            }
            for block in due { block() }
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
                condition.broadcast()
                return take(phase)
            }
        }

        private func take(_ phase: Phase) -> [Block] {
            self.phase = phase
            defer { held = [] }
            return held
        }
    }
#endif
