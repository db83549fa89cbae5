import FeishuRuntime
import Foundation

/// Checks that the documented samples decode, and encode to the same JSON.
enum SampleCheck<Call: FeishuExampleEndpoint> {
    static var failures: [FeishuConformanceFailure] {
        // Files are sent as parts of a form, which is not JSON.
        let requests = Call.descriptor.bodyEncoding == .multipart ? [] : Call.samples.requests
        let responses = Call.Response.self == FeishuDownload.self ? [] : Call.samples.responses
        return failures(in: requests, "request", requestDifferences)
            + failures(in: responses, "response", responseDifferences)
    }

    private static func failures(
        in samples: [String], _ part: String, _ differences: (FeishuJSONValue) throws -> [SampleDifference]
    ) -> [FeishuConformanceFailure] {
        samples.enumerated().flatMap { index, text -> [FeishuConformanceFailure] in
            let found: [SampleDifference]
            do {
                found = try differences(JSONDecoder().decode(FeishuJSONValue.self, from: Data(text.utf8)))
            } catch {
                found = [SampleDifference(decoding: error)]
            }
            return found.map { difference in
                .init(
                    endpoint: Call.descriptor.id, sample: "\(part) sample \(index + 1)", path: part + difference.path,
                    problem: difference.problem)
            }
        }
    }

    private static func requestDifferences(_ sample: FeishuJSONValue) throws -> [SampleDifference] {
        guard let type = Call.Body.self as? any Codable.Type else {
            return [SampleDifference(path: "", problem: "the endpoint takes no body, but the document shows one")]
        }
        let found = try type.decoded(from: sample).json
        // Only the fields of the body of a PATCH request can be sent as null.
        if Call.Body.self is any FeishuPatchModel.Type {
            return SampleDifference.between(found.withoutNestedNulls, and: sample.withoutNestedNulls)
        }
        return SampleDifference.between(found.withoutNulls, and: sample.withoutNulls)
    }

    private static func responseDifferences(_ sample: FeishuJSONValue) throws -> [SampleDifference] {
        let dropped = Locked<[FeishuDecodingFailure]>([])
        let response = try FeishuHTTPResponse(status: 200, json: sample)
        let value: Call.Response
        do {
            value = try Call.response(from: response) { failure in dropped.withLock { $0.append(failure) } }
        } catch let error as FeishuError {
            // A document can show a failure.
            if error.code != nil { return [] }
            throw error
        }
        let reported = dropped.withLock { $0 }.map { failure in
            SampleDifference(
                path: failure.path.isEmpty ? "" : ".\(failure.path.withoutEnvelope)",
                problem: "lost: \(failure.explanation)")
        }
        let found = SampleDifference.between(
            try value.json.withoutNulls, and: try payload(of: sample).withoutNulls, isLenient: true)
        // A dropped field is missing in the encoded value, and a dropped element makes its array shorter.
        return reported
            + found.filter { difference in
                !reported.contains { $0.path == difference.path || $0.path.hasPrefix(difference.path + "[") }
            }
    }

    /// The part of a response that is decoded.
    private static func payload(of sample: FeishuJSONValue) throws -> FeishuJSONValue {
        let isUntyped = Call.Response.self == FeishuJSONValue.self
        switch Call.descriptor.envelope {
        case .data:
            let data = sample["data"]
            if isUntyped { return data ?? .null }
            // Services send an empty result as `null`, `""`, or `[]`.
            if let data, ![.null, "", []].contains(data) { return data }
            let others = sample.withoutOutcome(except: ["data"])
            let isEmpty = data != nil || others.object?.isEmpty != false || Call.Response.self == FeishuNoContent.self
            return isEmpty ? try Call.Response.absent.json : others
        case .flat:
            if isUntyped { return sample }
            let fields = (Call.Response.self as? any FeishuModel.Type).map { ModelProperty.names(of: $0) } ?? []
            return sample.withoutOutcome(except: fields)
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

extension FeishuJSONValue {
    /// The value without null members, at every level.
    var withoutNulls: FeishuJSONValue {
        switch self {
        case .object(let members): .object(members.filter { !$0.value.isNull }.mapValues(\.withoutNulls))
        case .array(let elements): .array(elements.map(\.withoutNulls))
        default: self
        }
    }

    /// The value without null members, except those of the outermost object.
    fileprivate var withoutNestedNulls: FeishuJSONValue { object.map { .object($0.mapValues(\.withoutNulls)) } ?? self }

    /// Returns a response body without the members that report the outcome of the call.
    fileprivate func withoutOutcome(except kept: Set<String>) -> FeishuJSONValue {
        guard var members = object else { return self }
        for key in ["code", "msg", "message"] where !kept.contains(key) { members[key] = nil }
        return .object(members)
    }
}
