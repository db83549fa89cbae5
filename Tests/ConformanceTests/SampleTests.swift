import EndpointSpec
import Foundation
import Generated
import Testing

/// The documented samples round-trip through the generated types without changes.
@Suite struct SampleTests {
    @Test func thereAreSamples() {
        #expect(SpecifiedEndpoint.all.contains { $0.spec.response.samples?.isEmpty == false })
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func requestSamplesRoundTrip(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.request?.samples ?? [] {
            try Self.expectRoundTrip(try sample.value(), as: endpoint.type)
        }
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func responseSamplesRoundTrip(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.response.samples ?? [] {
            try Self.expectResponseRoundTrip(try sample.value(), of: endpoint.type)
        }
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func aMissingOrNullFieldDoesNotFailAResponse(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.response.samples ?? [] {
            let gaps = try sample.value().withGaps.filter { $0["code"] == .integer(0) }
            #expect(!gaps.isEmpty)
            for gap in gaps {
                let response = FeishuHTTPResponse(status: 200, body: try JSONEncoder().encode(gap))
                #expect(throws: Never.self, "\(gap)") { try Self.payload(of: response, endpoint.type) }
            }
        }
    }

    private static func expectRoundTrip<Call: FeishuEndpoint>(_ sample: FeishuJSONValue, as _: Call.Type) throws {
        let type = try #require(Call.Body.self as? any Codable.Type)
        #expect(try decoded(sample, as: type).value() == sample)
    }

    private static func decoded<Value: Codable>(_ sample: FeishuJSONValue, as _: Value.Type) throws -> any Encodable {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(sample))
    }

    private static func expectResponseRoundTrip<Call: FeishuEndpoint>(_ sample: FeishuJSONValue, of _: Call.Type) throws
    {
        let response = FeishuHTTPResponse(status: 200, body: try JSONEncoder().encode(sample))
        let payload: FeishuJSONValue? =
            switch Call.descriptor.envelope {
            case .data: sample["data"]
            case .flat: sample.omitting("code", "msg", "message")
            case .none: sample
            }
        #expect(try Call.response(from: response).value() == payload ?? Call.Response.absent.value())
    }

    private static func payload<Call: FeishuEndpoint>(of response: FeishuHTTPResponse, _: Call.Type) throws -> Any {
        try Call.response(from: response)
    }
}
