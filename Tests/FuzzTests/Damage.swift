extension [UInt8] {
    /// Replaces, removes, repeats, or inserts bytes at a random position, or truncates the array there.
    ///
    /// - Parameter marks: The characters to insert.
    mutating func damage(
        with marks: String = "{}[],:\"\\-0e.", words: [String] = [], using random: inout some RandomNumberGenerator
    ) {
        guard let index = indices.randomElement(using: &random) else { return }
        let end = Swift.min(count, index + Int.random(in: 1...40, using: &random))
        switch Int.random(in: 0..<(words.isEmpty ? 6 : 7), using: &random) {
        case 0: self[index] = UInt8.random(in: 0...255, using: &random)
        case 1: removeSubrange(index..<end)
        case 2: insert(contentsOf: self[index..<end], at: index)
        case 3: insert(contentsOf: Array(marks.utf8).shuffled(using: &random).prefix(2), at: index)
        case 4: removeSubrange(index...)
        case 5: surroundMarks(marks, from: index, using: &random)
        default: insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: index)
        }
    }

    /// Puts neighbors around a few of the next marks, which become other characters by them.
    private mutating func surroundMarks(
        _ marks: String, from start: Int, using random: inout some RandomNumberGenerator
    ) {
        let marks = Set(marks.utf8.filter { $0 < 0x80 })
        let found = self[start...].indices.filter { marks.contains(self[$0]) }.prefix(4)
        for index in found.reversed() {
            let neighbor = Array((HostileText.neighbors.randomElement(using: &random) ?? "").utf8)
            insert(contentsOf: neighbor, at: index + 1)
            if Bool.random(using: &random) { insert(contentsOf: neighbor, at: index) }
        }
    }
}
