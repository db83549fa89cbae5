import Foundation

/// What all copies of a receiver share.
struct ReceiverServices: Sendable {
    let timeline: Timeline
    /// The current date.
    let date: @Sendable () -> Date
    let acknowledgement: FeishuEventAcknowledgement
    let handlerTimeout: Duration?
    let log: GuardedEventLog
    let slots: SlotQueue
    /// The slots of callbacks, which would otherwise wait behind events that take long.
    let callbackSlots: SlotQueue
    let running = RunningEvents()
    let observer: FeishuReceiverObserver?

    init(_ configuration: FeishuEventReceiver.Configuration) {
        let timeline = Timeline(configuration.clock)
        self.timeline = timeline
        // A process can start before its host knows the time, and then run for months.
        if configuration.clock is ContinuousClock {
            date = { Date() }
        } else {
            date = { timeline.date }
        }
        acknowledgement = configuration.acknowledges
        handlerTimeout = configuration.handlerTimeout
        observer = configuration.observer
        log = GuardedEventLog(
            configuration.log, limit: configuration.logTimeout, timeline: timeline, observer: configuration.observer)
        slots = SlotQueue(configuration.maximumConcurrentEvents)
        callbackSlots = SlotQueue(configuration.maximumConcurrentEvents)
    }
}
