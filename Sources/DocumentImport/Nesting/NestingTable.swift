/// The rows of a table and its samples with numbers in place of names, because the search compares them very often.
struct NestingTable {
    struct Row {
        /// The number of the name. Equal names have equal numbers.
        let name: Int
        /// The number of the type's name; nil where the type has none.
        let type: Int?
        /// The numbers of the last word of the type's name and of the word before it: `rating` and `property` of
        /// `app.field.property.rating`.
        let typeWords: (last: Int?, lastButOne: Int?)
        let canHaveChildren: Bool
        let isRequired: Bool?
        let isPaging: Bool
        /// The names of rows that are among the values of this row.
        let choices: Set<Int>
    }

    struct Name {
        let firstWord: Int?
        let lastWord: Int?
        let isCamelCase: Bool
        let isPaging: Bool

        var isSnakeCase: Bool { firstWord != nil }

        /// Whether both names are of paging, or share the first word, or a last word that says more than `id`.
        func isLike(_ other: Name) -> Bool {
            if isPaging && other.isPaging { return true }
            if let firstWord, firstWord == other.firstWord { return true }
            guard let lastWord else { return false }
            return lastWord == other.lastWord
        }
    }

    struct Shape {
        /// The shapes of the members that have a row, by the number of the name.
        var members: [Int: Int] = [:]
        /// The number of keys, including those without a row.
        let keyCount: Int
        let isScalar: Bool
        let isObject: Bool
    }

    private(set) var rows: [Row] = []
    private(set) var names: [Name] = []
    private(set) var shapes: [Shape] = []
    /// The shape of the samples; nil without samples.
    private(set) var root: Int?
    /// The row after `data`. It and all later rows are below `data`. Nil without an envelope.
    let startOfPayload: Int?

    /// The shapes of types, by the number of the type's name.
    private var shapeOfType: [Int: Int] = [:]
    private var numberByText: [String: Int] = [:]
    private var nameByText: [String: Int] = [:]
    private var shapeByIdentity: [ObjectIdentifier: Int] = [:]

    init(_ rows: [NestingRow], _ shape: SampleShape?, _ types: SampledTypes) {
        startOfPayload = rows.startOfPayload
        for row in rows where nameByText[row.name] == nil {
            nameByText[row.name] = names.count
            names.append(name(row))
        }
        self.rows = rows.map { number($0) }
        root = shape.map { number($0) }
        for (type, shape) in types.shapes { shapeOfType[number(type)] = number(shape) }
    }

    /// The types of a library that rows have, with the names of their children. A child that no row has is nil.
    func numbered(_ library: TypeLibrary.Service) -> [Int: [Int?]] {
        var types: [Int: [Int?]] = [:]
        for (type, children) in library {
            if let number = numberByText[type] { types[number] = children.map { nameByText[$0] } }
        }
        return types
    }

    /// The shape of a row at a place where the samples show `shown`.
    func shape(of row: Row, shownAs shown: Int?) -> Int? {
        guard let type = row.type, let shape = shapeOfType[type] else { return shown }
        guard let shown else { return shape }
        return shapes[shown].keyCount == 0 && !shapes[shown].isScalar ? shape : shown
    }

    private mutating func number(_ text: some StringProtocol) -> Int {
        let text = String(text)
        if let number = numberByText[text] { return number }
        numberByText[text] = numberByText.count
        return numberByText.count - 1
    }

    private mutating func name(_ row: NestingRow) -> Name {
        let words = row.name.split(separator: "_")
        let isSnakeCase = words.count > 1
        let saysLittle = ["id", "name", "list"].contains(words.last)
        return Name(
            firstWord: isSnakeCase ? number(words[0]) : nil,
            lastWord: isSnakeCase && !saysLittle ? words.last.map { number($0) } : nil,
            isCamelCase: !isSnakeCase && row.name.first?.isLowercase == true && row.name.contains(where: \.isUppercase),
            isPaging: row.isPaging)
    }

    private mutating func number(_ row: NestingRow) -> Row {
        let typeWords = row.type.name?.split(separator: ".") ?? []
        return Row(
            name: nameByText[row.name, default: 0], type: row.type.name.map { number($0) },
            typeWords: (
                last: typeWords.last.map { number($0) },
                lastButOne: typeWords.count > 1 ? number(typeWords[typeWords.count - 2]) : nil
            ),
            canHaveChildren: row.canHaveChildren, isRequired: row.isRequired, isPaging: row.isPaging,
            choices: row.values.count > 1 ? Set(row.values.compactMap { nameByText[$0] }) : [])
    }

    private mutating func number(_ shape: SampleShape) -> Int {
        if let known = shapeByIdentity[ObjectIdentifier(shape)] { return known }
        let number = shapes.count
        shapeByIdentity[ObjectIdentifier(shape)] = number
        shapes.append(Shape(keyCount: shape.members.count, isScalar: shape.isScalar, isObject: shape.isObject))
        for (key, member) in shape.members {
            if let name = nameByText[key] { shapes[number].members[name] = self.number(member) }
        }
        return number
    }
}
