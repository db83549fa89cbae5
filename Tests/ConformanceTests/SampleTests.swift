import EndpointSpec
import Foundation
import Generated
import Testing

/// The documented samples round-trip through the generated types without changes.
@Suite struct SampleTests {
    @Test func thereAreSamples() {
        let samples = SpecifiedEndpoint.all.map(\.spec).flatMap {
            ($0.request?.samples ?? []) + ($0.response.samples ?? [])
        }
        #expect(!samples.isEmpty)
        print("samples: \(samples.count)")
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func requestSamplesRoundTrip(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.request?.samples ?? [] {
            let sample = try sample.value()
            let result = Result { try Self.roundTrip(sample, as: endpoint.type) }
            try Self.expect(result, toBe: sample, unless: endpoint.requestContradictions, endpoint)
        }
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func responseSamplesRoundTrip(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.response.samples ?? [] {
            let sample = try sample.value()
            let result = Result { try Self.roundTrip(ofResponse: sample, of: endpoint.type).withoutNulls }
            // In a response, null is no value like a missing key.
            let expected = try Self.payload(of: sample, endpoint.type).withoutNulls
            try Self.expect(result, toBe: expected, unless: endpoint.responseContradictions, endpoint)
        }
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func aMissingOrNullFieldDoesNotFailAResponse(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.response.samples ?? [] {
            for gap in try sample.value().withGaps.filter({ $0["code"] == .integer(0) }) {
                let response = FeishuHTTPResponse(status: 200, body: try JSONEncoder().encode(gap))
                #expect(throws: Never.self, "\(gap)") { try Self.value(of: response, endpoint.type) }
            }
        }
    }

    /// A sample that contradicts the fields of its own document cannot come back as it is.
    private static func expect(
        _ result: Result<FeishuJSONValue, any Error>, toBe sample: FeishuJSONValue, unless contradictions: [String],
        _ endpoint: SpecifiedEndpoint
    ) throws {
        if case .success(sample) = result { return }
        if contradictions.isEmpty {
            #expect(try result.get() == sample)
        } else {
            print("exception: \(endpoint.spec.id): \(contradictions.joined(separator: "; "))")
        }
    }

    private static func roundTrip<Call: FeishuEndpoint>(
        _ sample: FeishuJSONValue, as _: Call.Type
    ) throws -> FeishuJSONValue {
        let type = try #require(Call.Body.self as? any Codable.Type)
        return try decoded(sample, as: type).value()
    }

    private static func roundTrip<Call: FeishuEndpoint>(
        ofResponse sample: FeishuJSONValue, of _: Call.Type
    ) throws -> FeishuJSONValue {
        try Call.response(from: FeishuHTTPResponse(status: 200, body: try JSONEncoder().encode(sample))).value()
    }

    private static func payload<Call: FeishuEndpoint>(of sample: FeishuJSONValue, _: Call.Type) throws
        -> FeishuJSONValue
    {
        switch Call.descriptor.envelope {
        case .data: try sample["data"] ?? Call.Response.absent.value()
        case .flat: sample.omitting("code", "msg", "message")
        case .none: sample
        }
    }

    private static func decoded<Value: Codable>(_ sample: FeishuJSONValue, as _: Value.Type) throws -> any Encodable {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(sample))
    }

    private static func value<Call: FeishuEndpoint>(of response: FeishuHTTPResponse, _: Call.Type) throws -> Any {
        try Call.response(from: response)
    }
}
