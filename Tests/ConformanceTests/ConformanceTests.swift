import FeishuTesting
import Generated
import GeneratedSamples
import Testing

/// The check that every consumer can run, on the endpoints of this repository.
@Suite struct ConformanceTests {
    @Test func thereAreSamples() {
        let samples = SpecifiedEndpoint.all.map(\.spec).flatMap {
            ($0.request?.samples ?? []) + ($0.response.samples ?? [])
        }
        #expect(!samples.isEmpty)
        print("samples: \(samples.count)")
    }

    @Test func anEventMatchesItsSamples() {
        #expect(FeishuConformance.failures(ofEvents: Feishu.events) == [])
        // The events of this repository can be replaced with others, so none is named.
        let examples = Feishu.events.compactMap { $0 as? any FeishuExampleEvent.Type }
        #expect(examples.contains { !$0.samples.isEmpty })
    }

    @Test(arguments: SpecifiedEndpoint.all)
    func anEndpointMatchesItsDocument(endpoint: SpecifiedEndpoint) {
        let failures = FeishuConformance.failures(of: [endpoint.type])
        for failure in failures { print("conformance: \(failure)") }
        #expect(failures == [])
    }
}
