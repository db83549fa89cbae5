import EndpointSpec

/// The types that several endpoints of a service version have with the same name and the same structure. They are emitted
/// once, and each of the endpoints has a type alias for them.
///
/// Of several structures with the same name only one is shared, the one that most endpoints have: a second one would need
/// a name that depends on the first. A type is shared only if the types of its properties are.
struct SharedTypes {
    /// By number, in the order in which the endpoints mention them.
    private var kinds: [Kind] = []
    private var numbers: [Structure: Int] = [:]
    /// The numbers of the types of each endpoint, by name.
    private var numbersByEndpoint: [OperationID: [String: Int]] = [:]
    /// The numbers of the shared types, by name.
    private var shared: [String: Int] = [:]

    /// What makes types the same.
    private struct Structure: Hashable {
        let withoutTexts: TypePlan
        /// The numbers of the types of the properties.
        let nested: [Int]
    }

    /// A structure with a name.
    private struct Kind {
        let name: String
        let nested: [Int]
        /// How many levels of types are below it.
        let depth: Int
        /// The types, one for each endpoint that has it.
        var types: [TypePlan] = []
    }

    /// - Parameter endpoints: The endpoints of a service version.
    init(of endpoints: [EndpointPlan]) {
        for endpoint in endpoints { count(endpoint) }
        // Nested types come first, because at least as many endpoints have them.
        let order = kinds.indices.filter { kinds[$0].types.count > 1 }.sorted { first, second in
            let (one, other) = (kinds[first], kinds[second])
            return (-one.types.count, one.depth, first) < (-other.types.count, other.depth, second)
        }
        for number in order {
            let kind = kinds[number]
            let isWhole = kind.nested.allSatisfy { shared[kinds[$0].name] == $0 }
            if isWhole, shared[kind.name] == nil { shared[kind.name] = number }
        }
    }

    /// The shared types with the texts that most of the endpoints have, sorted by name.
    var types: [TypePlan] {
        shared.sorted { $0.key < $1.key }.map { TypePlan.withMostFrequentTexts(of: kinds[$0.value].types) }
    }

    /// The endpoint with aliases in place of its shared types.
    func applied(to endpoint: EndpointPlan) -> EndpointPlan {
        let numbers = numbersByEndpoint[endpoint.spec.id] ?? [:]
        var endpoint = endpoint
        endpoint.aliases = endpoint.types.map(\.name).filter { shared[$0] != nil && shared[$0] == numbers[$0] }
        let aliases = Set(endpoint.aliases)
        endpoint.types.removeAll { aliases.contains($0.name) }
        return endpoint
    }

    private mutating func count(_ endpoint: EndpointPlan) {
        let types = Dictionary(uniqueKeysWithValues: endpoint.types.map { ($0.name, $0) })
        var counted: [String: Int] = [:]
        for type in endpoint.types where !type.isRoot {
            kinds[number(of: type, in: types, &counted)].types.append(type)
        }
        numbersByEndpoint[endpoint.spec.id] = counted
    }

    private mutating func number(
        of type: TypePlan, in types: [String: TypePlan], _ counted: inout [String: Int]
    ) -> Int {
        if let number = counted[type.name] { return number }
        var nested: [Int] = []
        for name in type.nestedTypes {
            if let type = types[name] { nested.append(number(of: type, in: types, &counted)) }
        }
        let structure = Structure(withoutTexts: type.withoutTexts, nested: nested)
        let number = numbers[structure] ?? kinds.count
        if number == kinds.count {
            numbers[structure] = number
            kinds.append(
                Kind(name: type.name, nested: nested, depth: (nested.map { kinds[$0].depth }.max() ?? -1) + 1))
        }
        counted[type.name] = number
        return number
    }
}
