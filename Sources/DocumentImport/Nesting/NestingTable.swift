/// The rows of a table and its samples, with interned names for fast comparison.
struct NestingTable {
    struct Row {
        /// The ID of the name. Equal names have equal IDs.
        let name: Int
        /// The ID of the type name, or `nil` if the type is unnamed.
        let type: Int?
        /// The IDs of the last two words of the type name: `rating` and `property` for `app.field.property.rating`.
        let typeWords: (last: Int?, secondToLast: Int?)
        let canHaveChildren: Bool
        let isRequired: Bool?
        let isPaging: Bool
        /// The names of rows that are listed values of this row.
        let choices: Set<Int>
    }

    struct Name {
        let firstWord: Int?
        let lastWord: Int?
        let isCamelCase: Bool
        let isPaging: Bool

        var isSnakeCase: Bool { firstWord != nil }

        /// Returns whether both are names of paging fields, or share their first or a distinctive last word.
        func isSimilar(to other: Name) -> Bool {
            if isPaging && other.isPaging { return true }
            if let firstWord, firstWord == other.firstWord { return true }
            guard let lastWord else { return false }
            return lastWord == other.lastWord
        }
    }

    struct Shape {
        /// The shapes of the members that have a row, keyed by name ID.
        var members: [Int: Int] = [:]
        /// The number of keys, including those without a row.
        let keyCount: Int
        let isScalar: Bool
        let isObject: Bool
    }

    private(set) var rows: [Row] = []
    private(set) var names: [Name] = []
    private(set) var shapes: [Shape] = []
    /// The shape of the samples, or `nil` if there are none.
    private(set) var root: Int?
    /// The first row inside `data`, followed only by rows inside `data`. `nil` without an envelope.
    let startOfPayload: Int?

    /// The shapes of types, keyed by type ID.
    private var shapeOfType: [Int: Int] = [:]
    private var idByText: [String: Int] = [:]
    private var nameIDByText: [String: Int] = [:]
    private var shapeIDByIdentity: [ObjectIdentifier: Int] = [:]

    init(_ rows: [NestingRow], _ shape: SampleShape?, _ types: SampledTypes) {
        startOfPayload = rows.startOfPayload
        for row in rows where nameIDByText[row.name] == nil {
            nameIDByText[row.name] = names.count
            names.append(name(of: row))
        }
        self.rows = rows.map { intern($0) }
        root = shape.map { intern($0) }
        for (type, shape) in types.shapes { shapeOfType[intern(type)] = intern(shape) }
    }

    /// Returns the library's types that occur in the table, with the name IDs of their children. A child without a row is `nil`.
    func interned(_ library: TypeLibrary.Service) -> [Int: [Int?]] {
        var types: [Int: [Int?]] = [:]
        for (type, children) in library {
            if let id = idByText[type] { types[id] = children.map { nameIDByText[$0] } }
        }
        return types
    }

    /// Returns the shape of a row: the shape `shown` in its own sample, or that of its type if the sample has no keys.
    func shape(of row: Row, shownAs shown: Int?) -> Int? {
        guard let type = row.type, let shape = shapeOfType[type] else { return shown }
        guard let shown else { return shape }
        return shapes[shown].keyCount == 0 && !shapes[shown].isScalar ? shape : shown
    }

    private mutating func intern(_ text: some StringProtocol) -> Int {
        let text = String(text)
        if let id = idByText[text] { return id }
        idByText[text] = idByText.count
        return idByText.count - 1
    }

    private mutating func name(of row: NestingRow) -> Name {
        let words = row.name.split(separator: "_")
        let isSnakeCase = words.count > 1
        let isGeneric = ["id", "name", "list"].contains(words.last)
        return Name(
            firstWord: isSnakeCase ? intern(words[0]) : nil,
            lastWord: isSnakeCase && !isGeneric ? words.last.map { intern($0) } : nil,
            isCamelCase: !isSnakeCase && row.name.first?.isLowercase == true && row.name.contains(where: \.isUppercase),
            isPaging: row.isPaging)
    }

    private mutating func intern(_ row: NestingRow) -> Row {
        let typeWords = row.type.name?.split(separator: ".") ?? []
        return Row(
            name: nameIDByText[row.name, default: 0], type: row.type.name.map { intern($0) },
            typeWords: (
                last: typeWords.last.map { intern($0) },
                secondToLast: typeWords.count > 1 ? intern(typeWords[typeWords.count - 2]) : nil
            ),
            canHaveChildren: row.canHaveChildren, isRequired: row.isRequired, isPaging: row.isPaging,
            choices: row.values.count > 1 ? Set(row.values.compactMap { nameIDByText[$0] }) : [])
    }

    private mutating func intern(_ shape: SampleShape) -> Int {
        if let known = shapeIDByIdentity[ObjectIdentifier(shape)] { return known }
        let id = shapes.count
        shapeIDByIdentity[ObjectIdentifier(shape)] = id
        shapes.append(Shape(keyCount: shape.members.count, isScalar: shape.isScalar, isObject: shape.isObject))
        for (key, member) in shape.members {
            if let name = nameIDByText[key] { shapes[id].members[name] = intern(member) }
        }
        return id
    }
}
