import EndpointSpec
import Foundation
import Generated
import Testing

/// The documents' own samples go through the generated types, and come out as they went in.
@Suite struct SampleTests {
    @Test(arguments: SpecifiedEndpoint.all)
    func requestSamplesSurvive(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.request?.samples ?? [] {
            try Self.expectToSurvive(try sample.value(), as: endpoint.type)
        }
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func responseSamplesSurvive(endpoint: SpecifiedEndpoint) throws {
        let samples = endpoint.spec.response.samples ?? []
        #expect(!samples.isEmpty)
        for sample in samples { try Self.expectResponseToSurvive(try sample.value(), of: endpoint.type) }
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func noMissingOrNullFieldFailsAResponse(endpoint: SpecifiedEndpoint) throws {
        for sample in endpoint.spec.response.samples ?? [] {
            let gaps = try sample.value().withGaps.filter { $0["code"] == .integer(0) }
            #expect(!gaps.isEmpty)
            for gap in gaps {
                let answer = FeishuHTTPResponse(status: 200, body: try JSONEncoder().encode(gap))
                #expect(throws: Never.self, "\(gap)") { try Self.payload(of: answer, endpoint.type) }
            }
        }
    }

    private static func expectToSurvive<Call: FeishuEndpoint>(_ sample: FeishuJSONValue, as _: Call.Type) throws {
        let type = try #require(Call.Body.self as? any Codable.Type)
        #expect(try decoded(sample, as: type).value() == sample)
    }

    private static func decoded<Value: Codable>(_ sample: FeishuJSONValue, as _: Value.Type) throws -> any Encodable {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(sample))
    }

    private static func expectResponseToSurvive<Call: FeishuEndpoint>(_ sample: FeishuJSONValue, of _: Call.Type) throws
    {
        let answer = FeishuHTTPResponse(status: 200, body: try JSONEncoder().encode(sample))
        let payload: FeishuJSONValue? =
            switch Call.descriptor.envelope {
            case .data: sample["data"]
            case .flat: sample.omitting("code", "msg", "message")
            case .none: sample
            }
        #expect(try Call.response(from: answer).value() == payload ?? Call.Response.absent.value())
    }

    private static func payload<Call: FeishuEndpoint>(of answer: FeishuHTTPResponse, _: Call.Type) throws -> Any {
        try Call.response(from: answer)
    }
}
