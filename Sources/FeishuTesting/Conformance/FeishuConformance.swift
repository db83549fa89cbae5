import FeishuRuntime

/// Checks of generated code against the documents that it was generated from.
public enum FeishuConformance {
    /// Checks endpoints against their documented samples and facts.
    ///
    /// - Every sample decodes, and encodes to the same JSON. In a response, a lossless conversion, such as from `"12"` to
    ///   12, is not a difference.
    /// - Every body and response has the documented fields, in their order and with their types.
    /// - Every listed value of a field is known by its name, and an unlisted value survives decoding and encoding.
    /// - A response without any of its fields, or with null for them, decodes.
    /// - Every documented error is thrown with its code, status, message, advice, and reaction.
    /// - The descriptor has the documented facts, and a call with the example parameters sends them.
    ///
    /// Which property of a type has which wire name is not checked; `feishu-codegen check` finds every edit of generated code.
    ///
    /// The check needs the generated samples target as a dependency of the test target:
    ///
    /// ```swift
    /// @Test func theGeneratedCodeMatchesTheDocuments() {
    ///     #expect(FeishuConformance.failures(of: Feishu.endpoints) == [])
    /// }
    /// ```
    ///
    /// - Parameter endpoints: The endpoints to check. `Feishu.endpoints` contains all generated endpoints.
    /// - Returns: All differences, in the order of the endpoints. If there is no endpoint, or no endpoint has samples, one
    ///   failure that explains why nothing was checked.
    public static func failures(of endpoints: [any FeishuEndpoint.Type]) -> [FeishuConformanceFailure] {
        guard let first = endpoints.first else {
            return [FeishuConformanceFailure(endpoint: "", problem: "no endpoints to check")]
        }
        if !endpoints.contains(where: { $0 is any FeishuExampleEndpoint.Type }) {
            let problem =
                "no samples to check: add \(SamplesTarget.name(for: first)) to the dependencies of the test target; if "
                + "there is none, set \"samples\" in .feishu-codegen.json and run feishu-codegen generate"
            return [FeishuConformanceFailure(endpoint: "", problem: problem)]
        }
        return endpoints.flatMap { endpoint in
            guard let sampled = endpoint as? any FeishuExampleEndpoint.Type else {
                let problem =
                    "no samples; run feishu-codegen generate, and add \(SamplesTarget.name(for: endpoint)) to the test target"
                return [FeishuConformanceFailure(endpoint: endpoint.descriptor.id, problem: problem)]
            }
            return failures(of: sampled)
        }
    }

    /// Checks events against their documented samples: the payload of every sample decodes, and encodes to the same JSON, but for
    /// lossless conversions.
    ///
    /// - Parameter events: The events to check. `Feishu.events` contains all generated events.
    /// - Returns: All differences, in the order of the events. An event without samples has none.
    public static func failures(ofEvents events: [any FeishuEvent.Type]) -> [FeishuConformanceFailure] {
        if events.isEmpty { return [FeishuConformanceFailure(endpoint: "", problem: "no events to check")] }
        return events.flatMap { event in
            guard let sampled = event as? any FeishuExampleEvent.Type else {
                let problem =
                    "no samples; run feishu-codegen generate, and add \(SamplesTarget.name(for: event)) to the test target"
                return [FeishuConformanceFailure(endpoint: event.descriptor.id, problem: problem)]
            }
            return EventCheck.failures(of: sampled)
        }
    }

    private static func failures<Call: FeishuExampleEndpoint>(of _: Call.Type) -> [FeishuConformanceFailure] {
        var failures = SampleCheck<Call>.failures
        do {
            let facts = try DocumentedFacts(json: Call.samples.facts)
            failures += DescriptorCheck<Call>.failures(facts) + RequestCheck<Call>.failures(facts)
            failures += FieldCheck<Call>.failures(facts) + ErrorCheck<Call>.failures(facts)
        } catch {
            failures.append(.init(endpoint: Call.descriptor.id, problem: "no valid facts in the samples: \(error)"))
        }
        return failures
    }
}
