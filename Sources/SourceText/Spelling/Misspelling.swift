extension String {
    /// Returns the candidate that this string most likely misspells, or `nil` if no candidate is similar enough.
    package func nearest(in candidates: [String]) -> String? {
        let nearest = candidates.map { (candidate: $0, distance: editDistance(to: $0)) }
            .min { $0.distance < $1.distance }
        guard let nearest, nearest.distance <= Swift.max(1, nearest.candidate.count / 3) else { return nil }
        return nearest.candidate
    }

    /// Returns the minimum number of edits that turn this string into the other string, ignoring case. An edit
    /// inserts, deletes or replaces a character, or swaps two adjacent characters.
    ///
    /// If this string is more than twice as long as the other string, returns `Int.max`.
    private func editDistance(to other: String) -> Int {
        let (a, b) = (Array(lowercased()), Array(other.lowercased()))
        // Bound the cost, because a key in a malicious file can be megabytes long.
        if abs(a.count - b.count) > b.count { return .max }
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var distance = Swift.min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    distance = Swift.min(distance, rows[i - 1][j - 1] + 1)
                }
                row.append(distance)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
