import EndpointSpec
import SourceText

extension CorrectionEditor {
    /// What to change. A change is made to the facts of the current document, so it has two steps: `withoutCorrection` gives the spec
    /// for which the document is imported again, and `corrected` changes the result.
    package enum Change: Sendable, Equatable {
        case method(EndpointSpec.Method)
        case path(PathTemplate)
        case envelope(EndpointSpec.Envelope)
        /// The type of the payload of the response.
        case payload(EndpointSpec.FieldType)
        /// The status of an error code, which is added if the document lacks it.
        case error(Int, status: Int?)
        case field(String, FieldChange)
        /// A field that the document lacks.
        case added(String, FieldChange)
    }

    /// The facts of a field to change. A property is `nil` or empty if the fact does not change.
    package struct FieldChange: Sendable, Equatable {
        package var type: EndpointSpec.FieldType?
        /// The type of the values, if the new type is a map.
        package var valueType: EndpointSpec.FieldType?
        /// The unit of a timestamp.
        package var unit: Unit?
        package var isRequired: Bool?
        /// The listed values to add or to name.
        package var values: [ListedName] = []

        package init(type: EndpointSpec.FieldType? = nil) { self.type = type }

        /// The type as the command line spells it, such as `map of int`, or `nil` if it does not change.
        var typeSpelling: String? { type.map { type in valueType.map { "map of \($0.spelling)" } ?? type.spelling } }

        package var isEmpty: Bool { self == FieldChange() }
    }

    /// The unit of a Unix timestamp.
    package enum Unit: String, Sendable, CaseIterable {
        case seconds, milliseconds
        /// The field is no timestamp.
        case none

        var format: EndpointSpec.Format? {
            switch self {
            case .seconds: .unixSeconds
            case .milliseconds: .unixMilliseconds
            case .none: nil
            }
        }
    }

    /// A listed value as text, with its Swift name.
    package struct ListedName: Sendable, Equatable {
        package let text: String
        package let name: String?

        package init(text: String, name: String?) {
            self.text = text
            self.name = name
        }

        /// Parses `VALUE` or `VALUE=NAME`. A value can contain `=`, and a name cannot. After the last `=`, the name can be absent.
        package init(argument: String) {
            guard let separator = argument.unicodeScalars.lastIndex(of: "=") else {
                self.init(text: argument, name: nil)
                return
            }
            let name = String(argument.unicodeScalars[separator...].dropFirst())
            self.init(text: String(argument.unicodeScalars[..<separator]), name: name.isEmpty ? nil : name)
        }

        /// The text from which `init(argument:)` parses the value and its name.
        package var argument: String {
            if name == nil, !text.isEmpty, !text.unicodeScalars.contains("=") { return text }
            return "\(text)=\(name ?? "")"
        }
    }

    /// The part of a spec whose corrections are undone.
    package enum Part: Sendable, Equatable {
        /// The method, the path, the request and the response, without their fields.
        case endpoint
        case error(Int)
        case field(String)
    }
}
