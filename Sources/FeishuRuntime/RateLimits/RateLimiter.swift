/// Lets calls through as fast as the documented limits allow: first come, first served, per endpoint.
actor RateLimiter {
    private let share: Double
    private let timeline: Timeline
    private var lanes: [String: Lane] = [:]
    private var nextWaiter = 0

    /// Nil where the policy switches the limits off.
    init?(_ policy: RateLimitPolicy, timeline: Timeline) {
        guard let share = policy.share else { return nil }
        self.share = share
        self.timeline = timeline
    }

    /// Waits until the call may be sent. A call that is cancelled while it waits leaves its place to the next.
    ///
    /// - Returns: The time on the timeline at which it was let through.
    @discardableResult
    func admit(_ endpoint: EndpointDescriptor) async throws -> Duration {
        let lane = lane(of: endpoint)
        if lane.waiters.isEmpty {
            let now = timeline.elapsed()
            if lane.earliestAdmission <= now {
                lane.recordAdmission(at: now)
                return now
            }
        }
        return try await wait(in: lane)
    }

    /// Lets no call to an endpoint through for a while, because the platform asks for that.
    func pause(_ endpoint: EndpointDescriptor, for duration: Duration) {
        let lane = lane(of: endpoint)
        lane.pausedUntil = max(lane.pausedUntil, timeline.elapsed() + duration)
    }

    private func lane(of endpoint: EndpointDescriptor) -> Lane {
        if let lane = lanes[endpoint.id] { return lane }
        let lane = Lane(endpoint.rateLimits.map { Window($0, share: share) })
        lanes[endpoint.id] = lane
        return lane
    }

    private func wait(in lane: Lane) async throws -> Duration {
        let id = nextWaiter
        nextWaiter += 1
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Duration, any Error>) in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                lane.waiters.append(Waiter(id: id, continuation: continuation))
                if !lane.isServing {
                    lane.isServing = true
                    Task { await serve(lane) }
                }
            }
        } onCancel: {
            Task { await cancel(id) }
        }
    }

    private func cancel(_ id: Int) {
        for lane in lanes.values {
            guard let index = lane.waiters.firstIndex(where: { $0.id == id }) else { continue }
            return lane.waiters.remove(at: index).continuation.resume(throwing: CancellationError())
        }
    }

    /// Lets those who wait through, one after the other, until nobody waits.
    private func serve(_ lane: Lane) async {
        while !lane.waiters.isEmpty {
            let now = timeline.elapsed()
            let earliest = lane.earliestAdmission
            if earliest > now {
                // Nobody cancels this task, so the pause is as long as it should be.
                try? await timeline.sleep(earliest - now)
            } else {
                lane.recordAdmission(at: now)
                lane.waiters.removeFirst().continuation.resume(returning: now)
            }
        }
        lane.isServing = false
    }
}

/// The calls of one endpoint: those that wait, and when the last ones went through.
private final class Lane {
    var waiters: [Waiter] = []
    /// Whether somebody lets them through.
    var isServing = false
    var pausedUntil: Duration = .zero
    private var windows: [Window]

    init(_ windows: [Window]) {
        self.windows = windows
    }

    /// From when on all windows have room.
    var earliestAdmission: Duration {
        windows.reduce(pausedUntil) { max($0, $1.earliestAdmission) }
    }

    func recordAdmission(at time: Duration) {
        for index in windows.indices { windows[index].recordAdmission(at: time) }
    }
}

private struct Waiter {
    let id: Int
    let continuation: CheckedContinuation<Duration, any Error>
}

/// The times of the last calls that fill one window of a limit.
private struct Window {
    private let length: Duration
    private let capacity: Int
    private var admissions: [Duration] = []
    /// Where the oldest admission stands once the window is full.
    private var oldest = 0

    /// Calls reach the platform closer together than they left. So much longer is a window here.
    private static let margin = 1.03

    init(_ limit: RateLimit, share: Double) {
        length = limit.window * Self.margin
        capacity = max(1, Int(Double(limit.requests) * share))
    }

    var earliestAdmission: Duration {
        admissions.count < capacity ? .zero : admissions[oldest] + length
    }

    mutating func recordAdmission(at time: Duration) {
        if admissions.count < capacity {
            admissions.append(time)
        } else {
            admissions[oldest] = time
            oldest = (oldest + 1) % capacity
        }
    }
}
