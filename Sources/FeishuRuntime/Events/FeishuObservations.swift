/// The differences between the platform and its documentation that clients meet: dropped and converted values, values that
/// are not in their field's list, and error codes that the endpoint's document does not list.
///
/// The collection is in memory and bounded. It contains types, addresses, codes, and values of listed fields, but no other
/// values, IDs, or tokens.
public final class FeishuObservations: Sendable {
    private struct Key: Hashable, Sendable {
        let endpoint: String
        let kind: FeishuObservation.Kind
        let path: String
        let expected: String
        let found: FeishuJSONValue
    }

    private struct Entry: Sendable {
        let status: Int?
        var count: Int
    }

    private struct State: Sendable {
        var entries: [Key: Entry] = [:]
        var omittedCount = 0
    }

    private let limit: Int
    private let next: FeishuObserver?
    private let state = Locked(State())

    /// Creates an empty collection.
    ///
    /// - Parameters:
    ///   - limit: The maximum number of distinct observations. Others are only counted; see `omittedCount`.
    ///   - next: Another observer, which also receives every event.
    public init(limit: Int = 1000, forwardingTo next: FeishuObserver? = nil) {
        self.limit = limit
        self.next = next
    }

    /// The observer to set in the configuration of a client. Several clients can share it.
    public var observer: FeishuObserver {
        { event in
            self.record(event)
            self.next?(event)
        }
    }

    /// The distinct observations, by endpoint, kind, and path.
    public var all: [FeishuObservation] {
        let entries = state.withLock(\.entries)
        return
            entries
            .map { key, entry in
                FeishuObservation(
                    endpoint: key.endpoint, kind: key.kind, path: key.path, expected: key.expected, found: key.found,
                    status: entry.status, count: entry.count)
            }
            .map { (observation: $0, text: $0.jsonLine) }
            .sorted { left, right in
                let (first, second) = (left.observation, right.observation)
                return (first.endpoint, first.kind.rawValue, first.path, left.text)
                    < (second.endpoint, second.kind.rawValue, second.path, right.text)
            }
            .map(\.observation)
    }

    /// The number of differences that were not recorded because the limit of distinct observations was reached.
    public var omittedCount: Int { state.withLock(\.omittedCount) }

    /// The observations as JSON, one object with sorted keys per line, in the order of `all`.
    public var jsonLines: String { all.map { $0.jsonLine + "\n" }.joined() }

    private func record(_ event: FeishuClientEvent) {
        switch event {
        case .fieldDropped(let attempt, let failure): failure.deviation.map { record($0, attempt) }
        case .fieldDeviated(let attempt, let deviation): record(deviation, attempt)
        case .retrying(_, let error, _), .tokenRejected(_, let error): record(error)
        case .finished(_, let summary): (summary.error as? FeishuError).map(record)
        default: break
        }
    }

    private func record(_ deviation: FeishuFieldDeviation, _ attempt: FeishuCallAttempt) {
        let kind: FeishuObservation.Kind =
            switch deviation.kind {
            case .dropped: .dropped
            case .converted: .converted
            case .unknownValue: .unknownValue
            }
        count(
            Key(
                endpoint: attempt.call.endpoint.id, kind: kind, path: deviation.path, expected: deviation.expected,
                found: deviation.found))
    }

    /// Records the code of a response. A failure to get a token has the code of another endpoint.
    private func record(_ error: FeishuError) {
        guard case .api(let code, _) = error.reason, error.documented == nil, !PlatformCodes.common.contains(code),
            !error.endpoint.isUntyped
        else { return }
        let key = Key(
            endpoint: error.endpoint.id, kind: .undocumentedCode, path: "errors", expected: "int",
            found: .integer(code.rawValue))
        count(key, status: error.status)
    }

    private func count(_ key: Key, status: Int? = nil) {
        state.withLock { state in
            if state.entries[key] != nil {
                state.entries[key]?.count += 1
            } else if state.entries.count < limit {
                state.entries[key] = Entry(status: status, count: 1)
            } else {
                state.omittedCount += 1
            }
        }
    }
}

extension FeishuObservations: CustomStringConvertible, CustomReflectable {
    public var description: String {
        let (recorded, omitted) = state.withLock { ($0.entries.count, $0.omittedCount) }
        return "\(recorded) distinct observations" + (omitted == 0 ? "" : ", \(omitted) others omitted")
    }

    public var customMirror: Mirror { Mirror(self, children: ["all": all]) }
}
