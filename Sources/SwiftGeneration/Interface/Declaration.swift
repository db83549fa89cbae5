/// A public declaration in the generated module.
struct Declaration: Hashable {
    enum Kind: Hashable {
        case type
        /// A property with the given type, such as `[Item]?`, or a type alias for the given type.
        case property(String)
        /// A constant of an open enum.
        case member
        /// A constant for an error code.
        case errorCode
        /// A function or an initializer.
        case function([Argument])
        /// A type shared with other endpoints.
        case shared
    }

    struct Argument: Hashable {
        let label: String
        let type: String
        let isOptional: Bool
        /// The wire name of the field, or `nil` for an entire body.
        let wireName: String?

        var spelling: String { "\(label): \(type)\(isOptional ? "?" : "")" }
    }

    /// The name within the resource namespace, such as `List.Response.items`. For an error code, an expression such as
    /// `.hire.taskNotFound`.
    let name: String
    let kind: Kind
    /// The wire name of the field that a property holds, or `nil` if there is no such field.
    var wireName: String?

    /// The last component of the name: `Response` in `List.Response`.
    var lastName: Substring { name.split(separator: ".").last ?? "" }

    /// The name without its last component: `List.Response` in `List.Response.items`.
    var owner: String { name.split(separator: ".").dropLast().joined(separator: ".") }

    /// Returns whether all calls to a function still compile with its new arguments. The old arguments must remain, in the same
    /// order. Optional arguments must remain optional, and additional arguments must be optional.
    static func accepts(_ new: [Argument], callsTo old: [Argument]) -> Bool {
        var rest = old[...]
        for argument in new {
            if let next = rest.first, next.label == argument.label, next.type == argument.type,
                argument.isOptional || !next.isOptional
            {
                rest.removeFirst()
            } else if !argument.isOptional {
                return false
            }
        }
        return rest.isEmpty
    }
}

extension EndpointPlan {
    /// Returns the endpoint's public declarations, which are compared between versions of its spec.
    ///
    /// - Parameter shared: The names of the types that the endpoint shares with other endpoints.
    func declarations(shared: Set<String>) -> [Declaration] {
        let type = names.type
        if isEvent {
            return types.flatMap { $0.declarations(in: type, isEvent: $0.name == type) }
                + shared.sorted().map { Declaration(name: "\(type).\($0)", kind: .shared) }
        }
        let arguments = arguments.map {
            Declaration.Argument(
                label: $0.name.text, type: $0.type.spelling(outside: type), isOptional: $0.isOptional,
                wireName: $0.wireName)
        }
        let functions = [names.function, names.pollingFunction, names.pagesFunction, names.itemsFunction]
        return functions.compactMap { $0 }.map { Declaration(name: $0.text, kind: .function(arguments)) }
            + types.flatMap { $0.declarations(in: type) }
            + arguments.map {
                Declaration(
                    name: "\(type).\($0.label)", kind: .property($0.type + ($0.isOptional ? "?" : "")),
                    wireName: $0.wireName)
            }
            + (responseType.map { [Declaration(name: "\(type).Response", kind: .property($0))] } ?? [])
            + names.errors.map { Declaration(name: $0.reference, kind: .errorCode) }
            + shared.sorted().map { Declaration(name: "\(type).\($0)", kind: .shared) }
    }
}

extension EndpointPlan {
    /// The response type as spelled in Swift, or `nil` if it is a nested struct.
    private var responseType: String? {
        switch response {
        case .none: "FeishuNoContent"
        case .structure: nil
        case .alias(let type): type.spelling()
        case .file: "FeishuDownload"
        }
    }
}

extension TypePlan {
    /// - Parameters:
    ///   - endpoint: The type of the endpoint or event.
    ///   - isEvent: Whether this is the type of the event itself.
    fileprivate func declarations(in endpoint: String, isEvent: Bool = false) -> [Declaration] {
        let name = isEvent ? endpoint : "\(endpoint).\(name)"
        let type = Declaration(name: name, kind: .type)
        switch self {
        case .structure(let plan):
            let properties =
                plan.properties.map {
                    Declaration(
                        name: "\(name).\($0.name.text)", kind: .property($0.typeSpelling), wireName: $0.wireName)
                }
                + (plan.canSendNull ? [Declaration(name: "\(name).nulls", kind: .property("FeishuNulls"))] : [])
            if !plan.hasMemberwiseInitializer { return [type] + properties }
            let arguments = plan.initializerProperties.map {
                Declaration.Argument(
                    label: $0.name.text, type: $0.type.spelling(), isOptional: !$0.isRequired, wireName: $0.wireName)
            }
            return [type] + properties + [Declaration(name: "\(name).init", kind: .function(arguments))]
        case .openEnum(let plan):
            let rawValue = Declaration(name: "\(name).rawValue", kind: .property(plan.rawValue.rawValue))
            return [type, rawValue] + plan.members.map { Declaration(name: "\(name).\($0.name.text)", kind: .member) }
        }
    }
}
