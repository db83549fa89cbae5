import EndpointSpec

/// Assigns unique IDs and file paths to endpoints.
struct IDReservations {
    private let folder: String
    private var pathByEndpoint: [EndpointIdentity: String] = [:]
    private var endpointByID: [String: EndpointIdentity] = [:]
    private var endpointByPath: [String: EndpointIdentity] = [:]
    /// The reserved spelling of each namespace, keyed by the result of `swiftKey(_:)`.
    ///
    /// Two spellings that differ only in case or punctuation would collide in Swift.
    private var spellings: [String: String] = [:]
    /// The endpoints with additional functions for paging or polling, keyed by the Swift key of each of these functions.
    private var endpointByDerivedID: [String: EndpointIdentity] = [:]

    /// Reserves the IDs and paths of the existing specs.
    ///
    /// If an endpoint moved and its ID was derived from the old method and path, the ID is not reserved. The file path is then
    /// reserved only if it differs from the default path for the ID.
    ///
    /// - Parameters:
    ///   - existing: The existing specs.
    ///   - folder: The folder for new specs.
    init(existing: ExistingSpecs, folder: String) {
        self.folder = folder
        for (endpoint, file) in existing.byEndpoint.sorted(by: { $0.key < $1.key }) {
            let (spec, path) = (file.spec, file.source.path)
            if endpoint == spec.identity || !OperationName.isDerived(spec) {
                reserve(spec.id, at: path, for: endpoint)
                reserveDerivedIDs(spec, spec.id, for: endpoint)
            } else if !path.hasSuffix(Self.defaultPath(of: spec.id, isEvent: spec.event != nil)) {
                reserve(nil, at: path, for: endpoint)
            }
        }
    }

    /// Reserves the most preferred ID that is free, and the path of the spec file.
    ///
    /// The path is the existing path of the endpoint's spec or, for a new spec, depends on the ID.
    ///
    /// - Parameters:
    ///   - spec: The spec, with its preferred ID.
    ///   - endpoint: The endpoint that its document describes.
    /// - Returns: The ID and the path, or `nil` if there is no possible ID that is free and has a free path.
    mutating func reserveID(
        for spec: EndpointSpec, of endpoint: EndpointIdentity
    ) -> (id: OperationID, path: String)? {
        for id in OperationName.candidates(for: spec) {
            let path =
                pathByEndpoint[endpoint] ?? "\(folder)/\(Self.defaultPath(of: id, isEvent: spec.event != nil))"
            guard isFree(id, at: path, for: endpoint), areDerivedIDsFree(of: spec, id, for: endpoint) else { continue }
            reserve(id, at: path, for: endpoint)
            reserveDerivedIDs(spec, id, for: endpoint)
            return (id, path)
        }
        return nil
    }

    private func isFree(_ id: OperationID, at path: String, for endpoint: EndpointIdentity) -> Bool {
        let key = Self.swiftKey(id.words)
        let owners = [
            endpointByID[Self.key(id.description)], endpointByPath[Self.key(path)], endpointByDerivedID[key],
            endpointByID[key],
        ]
        return owners.allSatisfy { $0 == nil || $0 == endpoint }
            && Self.namespaces(of: id).allSatisfy { spellings[$0.key] == nil || spellings[$0.key] == $0.spelling }
    }

    /// Returns the namespaces of the ID: `service`, `service.version` and `service.version.resource`.
    private static func namespaces(of id: OperationID) -> [(key: String, spelling: String)] {
        (1...3).map { count in
            let words = Array(id.words.prefix(count))
            return (swiftKey(words), words.joined(separator: "."))
        }
    }

    /// Returns the lowercased letters and digits of the words, joined with periods.
    ///
    /// IDs that would collide in Swift have equal keys.
    private static func swiftKey(_ words: [String]) -> String {
        words.map { word in word.lowercased().filter { $0.isLetter || $0.isNumber } }.joined(separator: ".")
    }

    /// Returns the Swift keys of the additional functions for pages, items and polling that are generated for the endpoint.
    private static func derivedIDs(of spec: EndpointSpec, _ id: OperationID) -> [String] {
        var names: [String] = []
        if let paging = PagedFields(of: spec) { names += ["pages"] + (paging.items == nil ? [] : ["items"]) }
        let operations = names.map { id.operation + $0 } + (spec.polling == nil ? [] : [id.operation + "untilfinished"])
        return operations.map { swiftKey(Array(id.words.dropLast()) + [$0]) }
    }

    private func areDerivedIDsFree(of spec: EndpointSpec, _ id: OperationID, for endpoint: EndpointIdentity) -> Bool {
        Self.derivedIDs(of: spec, id).allSatisfy { endpointByID[$0] == nil || endpointByID[$0] == endpoint }
    }

    private mutating func reserveDerivedIDs(_ spec: EndpointSpec, _ id: OperationID, for endpoint: EndpointIdentity) {
        for derived in Self.derivedIDs(of: spec, id) where endpointByDerivedID[derived] == nil {
            endpointByDerivedID[derived] = endpoint
        }
    }

    private static func defaultPath(of id: OperationID, isEvent: Bool) -> String {
        let resource = isEvent && id.resource == EventName.oldResource ? "" : id.resource + "."
        return "\(id.service)/\(id.version)/\(isEvent ? "events/" : "")\(resource)\(id.operation).json"
    }

    /// Reserves the path and, unless `id` is `nil`, the ID. Existing reservations take precedence.
    private mutating func reserve(_ id: OperationID?, at path: String, for endpoint: EndpointIdentity) {
        if let id {
            for key in [Self.key(id.description), Self.swiftKey(id.words)] where endpointByID[key] == nil {
                endpointByID[key] = endpoint
            }
            for namespace in Self.namespaces(of: id) where spellings[namespace.key] == nil {
                spellings[namespace.key] = namespace.spelling
            }
        }
        if endpointByPath[Self.key(path)] == nil { endpointByPath[Self.key(path)] = endpoint }
        if pathByEndpoint[endpoint] == nil { pathByEndpoint[endpoint] = path }
    }

    /// Returns the lowercase form of an ID or a path as a key, because some file systems are case-insensitive.
    private static func key(_ text: String) -> String { text.lowercased() }
}
