/// The rows of a table and its samples, with names replaced by integer IDs for fast comparison.
struct NestingTable {
    struct Row {
        /// The name ID. Equal names have equal IDs.
        let name: Int
        /// The type ID, or `nil` if the type has no name.
        let type: Int?
        /// The IDs of the last two words in the type name: `rating` and `property` in `app.field.property.rating`.
        let typeWords: (last: Int?, secondToLast: Int?)
        let canHaveChildren: Bool
        let isRequired: Bool?
        let isPaging: Bool
        /// The name IDs of the listed values that are also row names. Empty if the row has only one listed value.
        let choices: Set<Int>
    }

    struct Name {
        /// The ID of the first word, or `nil` if the name is not in snake case.
        let firstWord: Int?
        /// The ID of the last word, or `nil` if the name is not in snake case or the word is generic, such as `id`.
        let lastWord: Int?
        let isCamelCase: Bool
        let isPaging: Bool

        var isSnakeCase: Bool { firstWord != nil }

        /// Returns whether both names belong to paging fields, begin with the same word, or end with the same non-generic word.
        func isSimilar(to other: Name) -> Bool {
            if isPaging && other.isPaging { return true }
            if let firstWord, firstWord == other.firstWord { return true }
            guard let lastWord else { return false }
            return lastWord == other.lastWord
        }
    }

    struct Shape {
        /// The IDs of the member shapes, keyed by name ID. Contains only members whose key is a row name.
        var members: [Int: Int] = [:]
        /// The number of keys, including those that are not row names.
        let keyCount: Int
        let isScalar: Bool
        let isObject: Bool
    }

    private(set) var rows: [Row] = []
    private(set) var names: [Name] = []
    private(set) var shapes: [Shape] = []
    /// The ID of the shape of the samples, or `nil` if there are none.
    private(set) var root: Int?
    /// The index of the first row inside `data`, or `nil` if the table has no envelope or no row follows the envelope.
    ///
    /// All later rows are inside `data` as well.
    let startOfPayload: Int?

    /// The ID of the sample shape of each type, keyed by type ID.
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

    /// Returns the children of each library type that occurs in the table, keyed by type ID.
    ///
    /// A child is represented by its name ID, or by `nil` if its name is not a row name.
    func interned(_ library: TypeLibrary.Service) -> [Int: [Int?]] {
        var types: [Int: [Int?]] = [:]
        for (type, children) in library {
            if let id = idByText[type] { types[id] = children.map { nameIDByText[$0] } }
        }
        return types
    }

    /// Returns the ID of a row's shape: `shown` if this shape has keys or is a scalar, or else the shape of the row's type.
    ///
    /// If the type has no shape, returns `shown`.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - shown: The ID of the row's shape in the samples, or `nil` if they do not contain the row.
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
