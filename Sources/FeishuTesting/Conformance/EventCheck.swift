import FeishuRuntime
import Foundation

/// Checks that the payloads of documented pushes decode, and encode to the same JSON.
enum EventCheck {
    static func failures<Event: FeishuExampleEvent>(of _: Event.Type) -> [FeishuConformanceFailure] {
        Event.samples.enumerated().flatMap { index, text -> [FeishuConformanceFailure] in
            let found: [SampleDifference]
            do {
                found = try differences(in: text, of: Event.self)
            } catch {
                found = [SampleDifference(decoding: error)]
            }
            return found.map { difference in
                .init(
                    endpoint: Event.descriptor.id, sample: "sample \(index + 1)", path: "event" + difference.path,
                    problem: difference.problem)
            }
        }
    }

    private static func differences<Event: FeishuExampleEvent>(
        in text: String, of _: Event.Type
    ) throws -> [SampleDifference] {
        let dropped = Locked<[FeishuDecodingFailure]>([])
        let data = Data(text.utf8)
        let event = try Event.payload(of: data) { failure in dropped.withLock { $0.append(failure) } }
        let sample = try JSONDecoder().decode(FeishuJSONValue.self, from: data)["event"] ?? [:]
        let reported = dropped.withLock { $0 }.map { failure in
            SampleDifference(
                path: failure.path.isEmpty ? "" : ".\(failure.path.withoutPayload)",
                problem: "lost: \(failure.explanation)")
        }
        let found = SampleDifference.between(
            try event.json.withoutNulls, and: sample.withoutNulls, isLenient: true)
        return reported
            + found.filter { difference in
                !reported.contains { $0.path == difference.path || $0.path.hasPrefix(difference.path + "[") }
            }
    }
}

extension String {
    /// The path in the payload of a path in a push.
    fileprivate var withoutPayload: String { hasPrefix("event.") ? String(dropFirst("event.".count)) : self }
}
