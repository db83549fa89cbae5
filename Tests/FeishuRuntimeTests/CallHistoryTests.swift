import Testing

@testable import FeishuRuntime

/// The calls of an endpoint as the platform counts them, in simulations of a network.
@Suite struct CallHistoryTests {
    /// A reproducible source of random numbers.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    /// The platform, which counts arrivals within the last window.
    private struct Platform {
        let limit: FeishuRateLimit
        private var accepted: [Duration] = []
        private(set) var rejections = 0

        init(limit: FeishuRateLimit) { self.limit = limit }

        mutating func accept(at time: Duration) -> Bool {
            accepted.removeAll { time - $0 >= limit.window }
            if accepted.count < limit.requests {
                accepted.append(time)
                return true
            }
            rejections += 1
            return false
        }

        /// The time until there is capacity again.
        func reset(at time: Duration) -> Duration { (accepted.first ?? time) + limit.window - time }
    }

    private enum Event {
        case arrival(number: Int, sentAt: Duration)
        case response(number: Int, isAccepted: Bool, reset: Duration)
    }

    /// Sends calls as soon as the queue admits them.
    ///
    /// - Parameter latency: The time in transit in milliseconds, to the platform and back.
    /// - Returns: The number of rejections, and the time until the last call was accepted.
    private static func simulate(
        calls: Int, documented: [FeishuRateLimit], limit: FeishuRateLimit, latency: ClosedRange<Int>,
        processing: Int = 5,
        statesLimit: Bool = true, seed: UInt64 = 1
    ) -> (rejections: Int, duration: Duration) {
        var generator = Generator(state: seed)
        var queue = EndpointQueue(documented, arrivalDelay: .seconds(1))
        var platform = Platform(limit: limit)
        var events: [(time: Duration, event: Event)] = []
        var (now, unsent, done) = (Duration.zero, calls, 0)
        while done < calls {
            while let index = events.indices.filter({ events[$0].time <= now }).min(by: {
                events[$0].time < events[$1].time
            }) {
                let (time, event) = events.remove(at: index)
                switch event {
                case .arrival(let number, let sentAt):
                    let isAccepted = platform.accept(at: time)
                    let way = Duration.milliseconds(Int.random(in: latency, using: &generator) + processing)
                    let response = Event.response(
                        number: number, isAccepted: isAccepted, reset: platform.reset(at: time))
                    events.append((max(time + way, sentAt), response))
                case .response(let number, let isAccepted, let reset):
                    queue.recordResponse(to: number, at: time, isAccepted: isAccepted)
                    if isAccepted {
                        done += 1
                    } else {
                        unsent += 1
                        queue.throttle(at: time, for: reset * 1.05, limit: statesLimit ? limit.requests : nil)
                    }
                }
            }
            let earliest = queue.earliestAdmission(at: now, share: 1)
            if unsent > 0, earliest <= now {
                unsent -= 1
                let number = queue.recordAdmission(at: now)
                let way = Duration.milliseconds(Int.random(in: latency, using: &generator))
                events.append((now + way, .arrival(number: number, sentAt: now)))
                continue
            }
            let times = events.map(\.time) + (unsent > 0 ? [min(earliest, now + .milliseconds(10))] : [])
            now = max(now, times.min() ?? now)
        }
        return (platform.rejections, now)
    }

    /// Calls arrive closer together than they were sent.
    @Test(arguments: [0...0, 0...50, 20...220, 0...200], 1...2 as ClosedRange<UInt64>)
    func aDocumentedLimitIsNotExceededOnAnUnsteadyNetwork(latency: ClosedRange<Int>, seed: UInt64) {
        for limit in [FeishuRateLimit.perSecond(20), .perSecond(5), .perMinute(100)] {
            let result = Self.simulate(calls: 300, documented: [limit], limit: limit, latency: latency, seed: seed)
            #expect(result.rejections == 0, "at \(limit)")
        }
    }

    @Test(arguments: [(0...0, 0.97), (20...40, 0.93), (20...220, 0.8)])
    func mostOfADocumentedLimitIsUsed(latency: ClosedRange<Int>, share: Double) {
        let result = Self.simulate(
            calls: 1000, documented: [.perSecond(20)], limit: .perSecond(20), latency: latency)
        // The first window is sent at once.
        #expect(Double(980) / (result.duration / .seconds(1)) / 20 > share)
    }

    @Test func anEndpointThatIsBothFastAndSlowKeepsMostOfItsRate() {
        var generator = Generator(state: 7)
        var queue = EndpointQueue([.perSecond(10)], arrivalDelay: .seconds(1))
        var now = Duration.seconds(100)
        var waiting: [(time: Duration, number: Int)] = []
        let count = 500
        for _ in 0..<count {
            while queue.earliestAdmission(at: now, share: 1) > now {
                now += .milliseconds(1)
                for response in waiting where response.time <= now {
                    queue.recordResponse(to: response.number, at: response.time, isAccepted: true)
                }
                waiting.removeAll { $0.time <= now }
            }
            let roundTrip = Int.random(in: 50...3000, using: &generator)
            waiting.append((now + .milliseconds(roundTrip), queue.recordAdmission(at: now)))
        }
        #expect(Double(count) / ((now - .seconds(100)) / .seconds(1)) > 7.5)
    }

    /// The limit is not documented, so all calls are sent at once at first.
    @Test(arguments: [true, false])
    func aLimitThatIsNotDocumentedIsLearned(statesLimit: Bool) {
        let result = Self.simulate(
            calls: 200, documented: [], limit: .perSecond(20), latency: 5...15, statesLimit: statesLimit)
        // All but the first 20 of the burst, and few later ones.
        #expect(result.rejections >= 180 && result.rejections < 220)
        #expect(result.duration < .seconds(statesLimit ? 12 : 15))
    }

    @Test func aLimitPerMinuteIsLearnedFromItsReset() {
        let result = Self.simulate(calls: 150, documented: [], limit: .perMinute(100), latency: 5...15)
        #expect(result.rejections < 60)
    }

    @Test func aLearnedLimitIsForgotten() {
        var queue = EndpointQueue([], arrivalDelay: .zero)
        _ = queue.recordAdmission(at: .zero)
        queue.throttle(at: .zero, for: .seconds(1), limit: 1)
        _ = queue.recordAdmission(at: .seconds(2))
        #expect(queue.earliestAdmission(at: .seconds(2), share: 1) > .seconds(3))
        _ = queue.recordAdmission(at: .seconds(700))
        #expect(queue.earliestAdmission(at: .seconds(701), share: 1) <= .seconds(701))
    }

    @Test(arguments: [Int.max, 0, -1]) func anyNumberIsALimit(requests: Int) {
        var queue = EndpointQueue([.init(requests: requests, window: .seconds(1))], arrivalDelay: .zero)
        _ = queue.recordAdmission(at: .zero)
        queue.throttle(at: .zero, for: .seconds(1), limit: requests)
        _ = queue.earliestAdmission(at: .seconds(2), share: 1)
    }
}
