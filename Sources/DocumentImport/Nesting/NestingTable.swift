/// The rows of a table and the samples beside it, with numbers in place of names: the search asks for them all the time.
struct NestingTable {
    struct Row {
        /// Equal names have equal numbers.
        let name: Int
        /// Of the type's name; nil where it has none.
        let type: Int?
        /// Of the last word of the type's name, and of the one before it: `rating` and `property` of
        /// `app.field.property.rating`.
        let typeWords: (last: Int?, lastButOne: Int?)
        let mayHaveChildren: Bool
        let isRequired: Bool?
        let isPaging: Bool
        /// The names of rows that are among the values of the row.
        let choices: Set<Int>
    }

    struct Name {
        let firstWord: Int?
        let lastWord: Int?
        let isCamelCase: Bool
        let isPaging: Bool

        var isSnakeCase: Bool { firstWord != nil }

        /// Whether two names share their first word, or their last ones where those say more than `id`, or both are of
        /// paging.
        func isLike(_ other: Name) -> Bool {
            if isPaging && other.isPaging { return true }
            if let firstWord, firstWord == other.firstWord { return true }
            guard let lastWord else { return false }
            return lastWord == other.lastWord
        }
    }

    struct Shape {
        /// By the numbers of the names of rows, what the samples show below.
        var members: [Int: Int] = [:]
        /// With the keys that no row has.
        let keyCount: Int
        let isScalar: Bool
        let isObject: Bool
    }

    private(set) var rows: [Row] = []
    private(set) var names: [Name] = []
    private(set) var shapes: [Shape] = []
    private(set) var root: Int?
    /// What the samples show of a type, by the number of its name.
    private(set) var shapeOfType: [Int: Int] = [:]
    /// After `code, msg, data` nothing returns to the top.
    let firstBelowData: Int

    private var numberByText: [String: Int] = [:]
    private var nameByText: [String: Int] = [:]
    private var shapeByIdentity: [ObjectIdentifier: Int] = [:]

    init(_ rows: [NestingRow], _ shape: SampleShape?, _ types: SampledTypes) {
        firstBelowData = rows.startOfPayload ?? .max
        for row in rows where nameByText[row.name] == nil {
            nameByText[row.name] = names.count
            names.append(name(row))
        }
        self.rows = rows.map { number($0) }
        root = shape.map { number($0) }
        for (type, shape) in types.shapes { shapeOfType[number(type)] = number(shape) }
    }

    /// The numbers of names; those that no row has stand for children that never come.
    func numbers(of names: [String]) -> [Int] { names.map { nameByText[$0] ?? -1 } }

    /// The types of a library that rows have.
    func numbered(_ library: TypeLibrary.Service) -> [Int: [Int]] {
        var types: [Int: [Int]] = [:]
        for (type, children) in library {
            if let number = numberByText[type] { types[number] = numbers(of: children) }
        }
        return types
    }

    /// What the samples show of a row that stands where they show `shown`.
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
            name: nameByText[row.name] ?? -1, type: row.type.name.map { number($0) },
            typeWords: (
                last: typeWords.last.map { number($0) },
                lastButOne: typeWords.count > 1 ? number(typeWords[typeWords.count - 2]) : nil
            ),
            mayHaveChildren: row.mayHaveChildren, isRequired: row.isRequired, isPaging: row.isPaging,
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

extension [NestingRow] {
    /// The row after `data`, where the rows begin with `code`, `msg` and `data`.
    var startOfPayload: Int? {
        guard count > 3, self[0].name == "code", ["msg", "message"].contains(self[1].name), self[2].name == "data",
            self[2].mayHaveChildren
        else { return nil }
        return 3
    }
}
