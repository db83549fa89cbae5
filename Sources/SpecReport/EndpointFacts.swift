import EndpointSpec
import SourceText

/// The documented facts about an endpoint as a whole, for display.
package enum EndpointFacts {
    /// Returns the facts, each with a label, and the corrections of the endpoint, its request and its response.
    package static func of(_ spec: EndpointSpec) -> [(label: String, text: String)] {
        withoutCorrections(of: spec) + spec.correctionTexts
    }

    /// Returns the facts, each with a label.
    static func withoutCorrections(of spec: EndpointSpec) -> [(label: String, text: String)] {
        let facts = [
            ("deprecated", spec.deprecated ?? ""), ("updated", spec.document.updated ?? ""),
            ("tokens", (spec.accessTokens ?? []).map(\.rawValue).joined(separator: ", ")),
            ("apps", (spec.appTypes ?? []).map(\.rawValue).joined(separator: ", ")),
            ("limits", spec.rateLimitText ?? ""),
            ("any scope of", scopes(spec.scopes)), ("scopes for more fields", scopes(spec.fieldScopes)),
        ]
        return facts.filter { !$0.1.isEmpty }
    }

    private static func scopes(_ scopes: [EndpointSpec.Scope]?) -> String {
        (scopes ?? []).map { [$0.name, $0.description.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ") }
            .joined(separator: ", ")
    }
}
