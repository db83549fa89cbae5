import EndpointSpec

/// The types that have the same name and structure in several endpoints of a service version. Each shared type is generated
/// once, and each endpoint that uses it declares a type alias.
///
/// A type is shared only if all nested types of its properties are shared. If several types that could be shared have the same
/// name but different structures, only the most frequent one is shared, because sharing another one would require a second name,
/// and the two names could swap whenever the frequencies change.
struct SharedTypes {
    /// The distinct types. Each type follows the nested types of its properties.
    private var candidates: [Candidate] = []
    private var candidateIndices: [Structure: Int] = [:]
    /// The candidate indices of the types in each endpoint, keyed by endpoint ID and type name.
    private var indicesByEndpoint: [OperationID: [String: Int]] = [:]
    /// The candidate indices of the shared types, keyed by type name.
    private var shared: [String: Int] = [:]

    /// The structure of a type, including its name. Types with equal structures are the same candidate.
    private struct Structure: Hashable {
        let typeWithoutComments: TypePlan
        /// The candidate indices of the properties' nested types.
        let nested: [Int]
    }

    /// A distinct type that may become a shared type.
    private struct Candidate {
        let name: String
        /// The candidate indices of the properties' nested types.
        let nested: [Int]
        /// The number of levels of nested types below this type.
        let depth: Int
        /// The occurrences of the type, one for each endpoint that has it.
        var types: [TypePlan] = []
    }

    /// - Parameter endpoints: The endpoints of a service version.
    init(of endpoints: [EndpointPlan]) {
        for endpoint in endpoints { addTypes(of: endpoint) }
        // In this order, nested types precede the types that use them, because they occur at least as often and have a smaller
        // depth.
        let order = candidates.indices.filter { candidates[$0].types.count > 1 }.sorted { lhs, rhs in
            let (first, second) = (candidates[lhs], candidates[rhs])
            return (-first.types.count, first.depth, lhs) < (-second.types.count, second.depth, rhs)
        }
        for index in order {
            let candidate = candidates[index]
            let sharesNestedTypes = candidate.nested.allSatisfy { shared[candidates[$0].name] == $0 }
            if sharesNestedTypes, shared[candidate.name] == nil { shared[candidate.name] = index }
        }
    }

    /// The shared types with their most frequent comments, sorted by name.
    var types: [TypePlan] {
        shared.sorted { $0.key < $1.key }.map { TypePlan.withMostFrequentComments(of: candidates[$0.value].types) }
    }

    /// Returns the endpoint with its shared types replaced with aliases.
    func applied(to endpoint: EndpointPlan) -> EndpointPlan {
        let indices = indicesByEndpoint[endpoint.spec.id] ?? [:]
        var endpoint = endpoint
        endpoint.aliases = endpoint.types.map(\.name).filter { shared[$0] != nil && shared[$0] == indices[$0] }
        let aliases = Set(endpoint.aliases)
        endpoint.types.removeAll { aliases.contains($0.name) }
        return endpoint
    }

    private mutating func addTypes(of endpoint: EndpointPlan) {
        let types = Dictionary(uniqueKeysWithValues: endpoint.types.map { ($0.name, $0) })
        var indices: [String: Int] = [:]
        for type in endpoint.types where !type.isRoot(of: endpoint) {
            candidates[candidateIndex(of: type, in: types, &indices)].types.append(type)
        }
        indicesByEndpoint[endpoint.spec.id] = indices
    }

    /// Returns the candidate index of a type, adding the type and its nested types if necessary.
    ///
    /// - Parameters:
    ///   - type: A type of the endpoint.
    ///   - types: All types of the endpoint, keyed by name.
    ///   - indices: The candidate indices of the endpoint's types, keyed by type name. The function adds missing indices.
    private mutating func candidateIndex(
        of type: TypePlan, in types: [String: TypePlan], _ indices: inout [String: Int]
    ) -> Int {
        if let index = indices[type.name] { return index }
        var nested: [Int] = []
        for name in type.nestedTypes {
            if let type = types[name] { nested.append(candidateIndex(of: type, in: types, &indices)) }
        }
        let structure = Structure(typeWithoutComments: type.withoutComments, nested: nested)
        let index = candidateIndices[structure] ?? candidates.count
        if index == candidates.count {
            candidateIndices[structure] = index
            let depth = (nested.map { candidates[$0].depth }.max() ?? -1) + 1
            candidates.append(Candidate(name: type.name, nested: nested, depth: depth))
        }
        indices[type.name] = index
        return index
    }
}
