import EndpointSpec
import SourceText

/// The facts in a description cell, and the remaining text.
struct FieldFacts: Equatable {
    var description: String?
    var example: JSON?
    var defaultValue: JSON?
    var values: [EndpointSpec.EnumeratedValue] = []
    var constraints = EndpointSpec.Constraints()
    /// The rules that could not be parsed. They are also part of the description.
    var unrecognizedRules: [String] = []
    /// The deprecation notice.
    var deprecated: String?
    /// The scopes that are required to receive the field.
    var scopes: [EndpointSpec.Scope] = []
}
