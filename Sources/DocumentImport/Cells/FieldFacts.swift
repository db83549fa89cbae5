import EndpointSpec
import SourceText

/// The facts that a description cell states, and its text without them.
struct FieldFacts: Equatable {
    var description: String?
    var example: JSON?
    var defaultValue: JSON?
    var values: [EndpointSpec.EnumeratedValue] = []
    var constraints = EndpointSpec.Constraints()
    /// The rules that are not understood. They are also in the description.
    var unreadRules: [String] = []
    /// The sentence that says not to use the field anymore.
    var deprecated: String?
    /// The scopes without which the platform leaves the field out.
    var scopes: [EndpointSpec.Scope] = []
}
