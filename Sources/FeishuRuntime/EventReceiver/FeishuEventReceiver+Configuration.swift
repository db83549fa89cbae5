extension FeishuEventReceiver {
    /// The configuration of a receiver.
    public struct Configuration: Sendable {
        /// When a push is acknowledged.
        public var acknowledges: FeishuEventAcknowledgement
        /// The maximum age of a signed push, 5 minutes by default; nil for none. Also the maximum difference between the clocks,
        /// if the platform's is ahead. A push that is recorded and sent again within this time is a duplicate.
        public var maximumAge: Duration?
        /// The maximum size of a push in bytes, 1 MiB by default.
        public var maximumBodySize: Int
        /// The record of the events that were handled.
        public var log: any FeishuEventLog
        /// The maximum duration of a call of the log, 1 second by default, after which the event is handled without it.
        public var logTimeout: Duration
        /// The maximum number of events, and of callbacks, that are handled at the same time, 100 by default. Others wait up to 2.5
        /// seconds, and are then refused. The platform sends events again, but not callbacks.
        public var maximumConcurrentEvents: Int
        /// The maximum duration of the handlers of an event, 10 minutes by default; nil for none. They are then cancelled.
        public var handlerTimeout: Duration?
        /// The clock that decides how old pushes are and how long waits take.
        public var clock: any Clock<Duration>
        /// A closure that receives what the receiver did.
        public var observer: FeishuReceiverObserver?

        public init(
            acknowledges: FeishuEventAcknowledgement = .afterHandling, maximumAge: Duration? = .seconds(300),
            maximumBodySize: Int = 1 << 20, log: any FeishuEventLog = FeishuMemoryEventLog(),
            logTimeout: Duration = .seconds(1), maximumConcurrentEvents: Int = 100,
            handlerTimeout: Duration? = .seconds(600), clock: any Clock<Duration> = ContinuousClock(),
            observer: FeishuReceiverObserver? = nil
        ) {
            self.acknowledges = acknowledges
            self.maximumAge = maximumAge
            self.maximumBodySize = maximumBodySize
            self.log = log
            self.logTimeout = logTimeout
            self.maximumConcurrentEvents = maximumConcurrentEvents
            self.handlerTimeout = handlerTimeout
            self.clock = clock
            self.observer = observer
        }
    }
}

/// When the platform learns that an event was handled. It waits for 3 seconds, and sends an event up to 4 more times that was
/// not acknowledged.
public struct FeishuEventAcknowledgement: Hashable, Sendable {
    /// The time after a push at which it is acknowledged, if its handlers run.
    let limit: Duration

    /// When the handlers return, but after 2.5 seconds at the latest. If a handler throws before, the platform sends the event
    /// again.
    public static let afterHandling = afterHandling(within: .milliseconds(2500))

    /// As soon as the handlers start. If a handler throws, the platform does not send the event again.
    public static let immediately = afterHandling(within: .zero)

    /// When the handlers return, but after a time limit at the latest. The platform waits for 3 seconds.
    public static func afterHandling(within limit: Duration) -> FeishuEventAcknowledgement {
        FeishuEventAcknowledgement(limit: limit)
    }
}
