import EndpointSpec

/// The names of an endpoint, its namespaces, and its files, such as `Feishu.Hire.V1.EHRImportTask.Patch` and
/// `client.hire.v1.ehrImportTask.patch`. They depend only on the spec of the endpoint.
struct EndpointNames {
    let id: OperationID
    /// The namespaces of the service, the version, and the resource, in this order.
    let namespaces: [Namespace]
    /// The name of the endpoint type, such as `Patch`.
    let type: String
    /// The name of the function that calls the endpoint, such as `patch`.
    let function: Identifier
    /// The name of the function that polls the endpoint, or `nil` if the spec does not specify polling.
    let pollingFunction: Identifier?
    /// The name of the function that returns all pages, or `nil` if the endpoint is not paged.
    let pagesFunction: Identifier?
    /// The name of the function that returns the elements of all pages, or `nil` if the endpoint is not paged or the field with
    /// the elements cannot be determined.
    let itemsFunction: Identifier?
    let errors: [ErrorPlan]
    /// Whether the names are those of an event, which has no function.
    let isEvent: Bool

    struct Namespace: Hashable {
        let type: String
        let member: Identifier

        init(_ name: String) {
            type = SwiftName.namespaceType(name)
            member = SwiftName.namespaceMember(name)
        }
    }

    /// The name of the type of the header members that not every event has.
    static let eventHeader = "Header"

    /// - Parameters:
    ///   - spec: The spec.
    ///   - suffix: The end of the name of an event's type, if an endpoint has the name without it.
    init(of spec: EndpointSpec, suffix: String = "") {
        isEvent = spec.event != nil
        id = spec.id
        namespaces = [id.service, id.version, id.resource].map(Namespace.init)
        type = SwiftName.namespaceType(id.operation) + suffix
        function = SwiftName.namespaceMember(id.operation)
        pollingFunction = spec.polling == nil ? nil : SwiftName.pollingMember(of: function)
        let paging = PagedFields(of: spec)
        pagesFunction = paging.map { [function] _ in SwiftName.pagingMembers(of: function).pages }
        itemsFunction = paging?.items.map { [function] _ in SwiftName.pagingMembers(of: function).items }
        let service = namespaces[0].member
        errors = (spec.errors ?? []).map { error in
            let name = ErrorCodeName.of(error)
            return ErrorPlan(error: error, name: name, reference: ".\(service.text).\(name.text)")
        }
    }

    /// The qualified name of the resource namespace, such as `Hire.V1.EHRImportTask`.
    var qualifiedNamespace: String { namespaces.map(\.type).joined(separator: ".") }

    /// The qualified name of the endpoint type, such as `Hire.V1.EHRImportTask.Patch`.
    var qualifiedType: String { "\(qualifiedNamespace).\(type)" }

    /// The name of the endpoint type relative to the service namespace, such as `V1.EHRImportTask.Patch`.
    ///
    /// Code inside the service namespace uses this name, because in such code the qualified name would refer to the wrong type if
    /// a version had the same name as the service.
    var typeInService: String { (namespaces.dropFirst().map(\.type) + [type]).joined(separator: ".") }

    /// The folder of the endpoint's files, such as `Hire/V1`.
    var folder: String { "\(namespaces[0].type)/\(namespaces[1].type)" }

    var file: String { qualifiedType + ".swift" }
    var samplesFile: String { qualifiedType + "+Samples.swift" }
}

/// A documented error code and its constant.
struct ErrorPlan {
    let error: EndpointSpec.DocumentedError
    /// The name of the constant, such as `taskNotFound`.
    let name: Identifier
    /// The expression that refers to the constant, such as `.hire.taskNotFound`.
    let reference: String
}

extension EndpointNames {
    /// A name that an endpoint adds to a scope.
    struct Declaration {
        enum Kind {
            case type, member, file
        }

        let kind: Kind
        /// The qualified name of the enclosing type, or `nil` for a top-level name or a file name.
        let scope: String?
        let name: String
        /// The owner of the name as it appears in messages, such as `"hire.v1"`.
        let owner: String
    }

    /// All names that the endpoint and its namespaces declare outside the endpoint type, outermost first, followed by the names
    /// of their files.
    var declarations: [Declaration] {
        var declarations: [Declaration] = []
        var scope: String?
        for (level, namespace) in namespaces.enumerated() {
            let owner = "\"\(id.words.prefix(level + 1).joined(separator: "."))\""
            declarations.append(.init(kind: .type, scope: scope, name: namespace.type, owner: owner))
            declarations.append(.init(kind: .member, scope: scope, name: namespace.member.text, owner: owner))
            scope = (scope.map { $0 + "." } ?? "") + namespace.type
        }
        let owner = "\"\(id)\""
        declarations.append(.init(kind: .type, scope: scope, name: type, owner: owner))
        if !isEvent { declarations.append(.init(kind: .member, scope: scope, name: function.text, owner: owner)) }
        if let pollingFunction {
            declarations.append(
                .init(kind: .member, scope: scope, name: pollingFunction.text, owner: "the polling of \(owner)"))
        }
        for name in [pagesFunction, itemsFunction].compactMap({ $0 }) {
            declarations.append(.init(kind: .member, scope: scope, name: name.text, owner: "the paging of \(owner)"))
        }
        let serviceFiles = [ServicePlan.namespaceFile(of: namespaces[0]), ServicePlan.errorCodeFile(of: namespaces[0])]
        declarations += serviceFiles.map { .init(kind: .file, scope: nil, name: $0, owner: "\"\(id.service)\"") }
        return declarations + [file, samplesFile].map { .init(kind: .file, scope: nil, name: $0, owner: owner) }
    }
}
