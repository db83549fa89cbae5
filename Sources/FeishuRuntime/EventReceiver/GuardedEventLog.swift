import Foundation

/// An event log that never fails or hangs: an event is rather handled twice than not at all.
final class GuardedEventLog: Sendable {
    private let log: any FeishuEventLog
    private let limit: Duration
    private let timeline: Timeline
    private let observer: FeishuReceiverObserver?
    /// The events whose claims could not be released. The log takes them for duplicates when they are sent again.
    private let unreleased = Locked<Set<String>>([])

    private static let maximumUnreleased = 10_000

    init(_ log: any FeishuEventLog, limit: Duration, timeline: Timeline, observer: FeishuReceiverObserver?) {
        self.log = log
        self.limit = limit
        self.timeline = timeline
        self.observer = observer
    }

    /// Returns whether to handle an event.
    func claim(_ info: FeishuEventInfo) async -> Bool {
        let isClaimed = await result(for: info) { try await $0.claim(info.id) } ?? true
        let isUnreleased = unreleased.withLock { $0.remove(info.id) } != nil
        return isClaimed || isUnreleased
    }

    func finish(_ info: FeishuEventInfo) async {
        await result(for: info) { try await $0.finish(info.id) }
    }

    func release(_ info: FeishuEventInfo) async {
        if await result(for: info, { try await $0.release(info.id) }) != nil { return }
        unreleased.withLock { ids in
            if ids.count < Self.maximumUnreleased { ids.insert(info.id) }
        }
    }

    @discardableResult
    private func result<Value: Sendable>(
        for info: FeishuEventInfo, _ operation: @escaping @Sendable (any FeishuEventLog) async throws -> Value
    ) async -> Value? {
        do {
            // A busy process must not take its own memory for a log that hangs.
            if log is FeishuMemoryEventLog { return try await operation(log) }
            return try await timeline.value(within: limit, orThrow: EventLogTimeout()) { [log] in
                try await operation(log)
            }
        } catch {
            observer?(.logFailed(info, error))
            return nil
        }
    }
}

/// An error for an event log that does not return.
struct EventLogTimeout: LocalizedError {
    var errorDescription: String? { "the event log did not return in time" }
}
