import FeishuRuntime

/// Compares the descriptor of an endpoint with the documented facts.
enum DescriptorCheck<Call: FeishuEndpoint> {
    static func failures(_ facts: DocumentedFacts) -> [FeishuConformanceFailure] {
        let descriptor = Call.descriptor
        var failures: [FeishuConformanceFailure] = []
        func expect<Value: Equatable>(_ fact: String, _ found: Value, _ expected: Value) {
            if found == expected { return }
            failures.append(
                .init(endpoint: descriptor.id, problem: "the \(fact) is \(found), but the document has \(expected)"))
        }
        expect("ID", descriptor.id, facts.id)
        expect("method", descriptor.method.rawValue, facts.method)
        expect("host", descriptor.host ?? "none", facts.host ?? "none")
        expect("path", descriptor.path, facts.path)
        expect("fixed query", descriptor.fixedQuery, facts.fixedQuery ?? [:])
        let limits = (facts.rateLimits ?? []).map {
            FeishuRateLimit(requests: $0.requests, window: .seconds($0.seconds))
        }
        expect("list of rate limits", descriptor.rateLimits, limits)
        expect("list of app types", descriptor.appTypes.map(\.rawValue), facts.appTypes ?? [])
        expect("list of access tokens", descriptor.accessTokens.map(\.rawValue), facts.accessTokens ?? [])
        expect("list of scopes", descriptor.scopes.map(\.name), facts.scopes ?? [])
        expect("list of field scopes", descriptor.fieldScopes.map(\.name), facts.fieldScopes ?? [])
        expect("envelope", "\(descriptor.envelope)", facts.envelope)
        expect("form of the body", "\(descriptor.bodyEncoding)", facts.bodyEncoding)
        expect("idempotency", descriptor.isIdempotent, facts.idempotent)
        return failures
    }
}
