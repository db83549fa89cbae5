import EndpointSpec

/// The ids and file paths that endpoints have. No two endpoints get the same.
struct IDReservations {
    private let folder: String
    private var pathByEndpoint: [EndpointIdentity: String] = [:]
    private var endpointByID: [String: EndpointIdentity] = [:]
    private var endpointByPath: [String: EndpointIdentity] = [:]

    /// - Parameter folder: The folder that new specs are written to.
    init(existing: ExistingSpecs, folder: String) {
        self.folder = folder
        for (endpoint, file) in existing.byEndpoint.sorted(by: { $0.key < $1.key }) {
            let (spec, path) = (file.spec, file.source.path)
            if endpoint == spec.identity || !OperationName.isDerived(spec) {
                reserve(spec.id, at: path, for: endpoint)
            } else if !path.hasSuffix(Self.defaultPath(of: spec.id)) {
                reserve(nil, at: path, for: endpoint)
            }
        }
    }

    /// Finds a free id for a spec: the one that it has, or else a longer one.
    ///
    /// - Returns: The id and the path of the file; nil where another endpoint has the file.
    mutating func reserveID(for spec: EndpointSpec) -> (id: OperationID, path: String)? {
        let endpoint = spec.identity
        for id in OperationName.candidates(for: spec) {
            let path =
                pathByEndpoint[endpoint] ?? "\(folder)/\(Self.defaultPath(of: id))"
            guard isFree(id, at: path, for: endpoint) else { continue }
            reserve(id, at: path, for: endpoint)
            return (id, path)
        }
        return nil
    }

    private func isFree(_ id: OperationID, at path: String, for endpoint: EndpointIdentity) -> Bool {
        let owners = [endpointByID[Self.key(id.description)], endpointByPath[Self.key(path)]]
        return owners.allSatisfy { $0 == nil || $0 == endpoint }
    }

    private static func defaultPath(of id: OperationID) -> String {
        "\(id.service)/\(id.version)/\(id.resource).\(id.operation).json"
    }

    /// Reserves what no other endpoint has.
    private mutating func reserve(_ id: OperationID?, at path: String, for endpoint: EndpointIdentity) {
        if let id, endpointByID[Self.key(id.description)] == nil {
            endpointByID[Self.key(id.description)] = endpoint
        }
        if endpointByPath[Self.key(path)] == nil { endpointByPath[Self.key(path)] = endpoint }
        if pathByEndpoint[endpoint] == nil { pathByEndpoint[endpoint] = path }
    }

    /// Some file systems do not distinguish case.
    private static func key(_ text: String) -> String { text.lowercased() }
}
