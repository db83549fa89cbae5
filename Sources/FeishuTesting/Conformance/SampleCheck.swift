import FeishuRuntime
import Foundation

/// Checks that the documented samples decode, and encode to the same JSON.
enum SampleCheck<Call: FeishuExampleEndpoint> {
    static var failures: [FeishuConformanceFailure] {
        // Files are sent as parts of a form, which is not JSON.
        let requests = Call.descriptor.bodyEncoding == .multipart ? [] : Call.samples.requests
        return failures(in: requests, "request") { try requestDifferences($0) }
            + failures(in: Call.Response.self == FeishuDownload.self ? [] : Call.samples.responses, "response") {
                try responseDifferences($0)
            }
    }

    private static func failures(
        in samples: [String], _ part: String, _ differences: (FeishuJSONValue) throws -> [SampleDifference]
    ) -> [FeishuConformanceFailure] {
        samples.enumerated().flatMap { index, text -> [FeishuConformanceFailure] in
            let sample = "\(part) sample \(index + 1)"
            do {
                let json = try JSONDecoder().decode(FeishuJSONValue.self, from: Data(text.utf8))
                return try differences(json).map { difference in
                    .init(
                        endpoint: Call.descriptor.id, sample: sample, path: part + difference.path,
                        problem: difference.problem)
                }
            } catch {
                let failure = SampleDifference(decoding: error)
                return [
                    .init(
                        endpoint: Call.descriptor.id, sample: sample, path: part + failure.path,
                        problem: failure.problem)
                ]
            }
        }
    }

    private static func requestDifferences(_ sample: FeishuJSONValue) throws -> [SampleDifference] {
        guard let type = Call.Body.self as? any Codable.Type else {
            return [SampleDifference(path: "", problem: "the endpoint takes no body, but the document shows one")]
        }
        return SampleDifference.between(try type.decoded(from: sample).json, and: sample)
    }

    private static func responseDifferences(_ sample: FeishuJSONValue) throws -> [SampleDifference] {
        let dropped = Locked<[FeishuDecodingFailure]>([])
        let response = FeishuHTTPResponse(status: 200, body: try JSONEncoder().encode(sample))
        let value: Call.Response
        do {
            value = try Call.response(from: response) { failure in dropped.withLock { $0.append(failure) } }
        } catch let error as FeishuError {
            // A document can show a failure.
            if let code = error.code, sample["code"] == .integer(code.rawValue) { return [] }
            throw error
        }
        let reported = dropped.withLock { $0 }.map {
            SampleDifference(
                path: $0.path.isEmpty ? "" : ".\($0.path.withoutEnvelope)", problem: "lost: \($0.explanation)")
        }
        // A field that was dropped is missing in the encoded value, too.
        let paths = Set(reported.map(\.path))
        let missing = SampleDifference.between(try value.json.withoutNulls, and: try payload(of: sample).withoutNulls)
        return reported + missing.filter { !paths.contains($0.path) }
    }

    /// The part of a response that is decoded.
    private static func payload(of sample: FeishuJSONValue) throws -> FeishuJSONValue {
        switch Call.descriptor.envelope {
        case .data:
            let data = sample["data"] ?? .null
            // Services send an empty result as `null`, `""`, or `[]`.
            return [.null, "", []].contains(data) ? try Call.Response.absent.json : data
        case .flat:
            var members = sample.object ?? [:]
            for key in ["code", "msg", "message"] { members[key] = nil }
            return .object(members)
        case .none: return sample
        }
    }
}

extension String {
    /// The path in the payload of a path in a response body.
    fileprivate var withoutEnvelope: String { hasPrefix("data.") ? String(dropFirst("data.".count)) : self }
}

extension Decodable {
    fileprivate static func decoded(from sample: FeishuJSONValue) throws -> Self {
        try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(sample))
    }
}

extension Encodable {
    fileprivate var json: FeishuJSONValue {
        get throws { try JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(self)) }
    }
}

extension FeishuJSONValue {
    /// The value without null members, at every level.
    fileprivate var withoutNulls: FeishuJSONValue {
        switch self {
        case .object(let members): .object(members.filter { !$0.value.isNull }.mapValues(\.withoutNulls))
        case .array(let elements): .array(elements.map(\.withoutNulls))
        default: self
        }
    }
}
