import SourceText

/// A selection of endpoints, as patterns that match endpoint IDs. `*` matches any number of characters.
package struct Selection: Sendable, Hashable {
    /// The patterns of the endpoints to include. If empty, all endpoints are included.
    package var only: [String]
    /// The patterns of the endpoints to exclude.
    package var except: [String]

    package init(only: [String] = [], except: [String] = []) {
        self.only = only
        self.except = except
    }

    package static let all = Selection()

    package func contains(_ id: String) -> Bool {
        (only.isEmpty || only.contains { Self.matches($0, id) }) && !except.contains { Self.matches($0, id) }
    }

    /// Returns the patterns that match none of the given IDs.
    package func unmatched(in ids: [String]) -> [String] {
        (only + except).filter { glob in !ids.contains { Self.matches(glob, $0) } }
    }

    /// The command-line options that specify this selection, such as `--only 'hire.v1.*'`.
    package var options: String {
        ShellCommand.text(of: only.flatMap { ["--only", $0] } + except.flatMap { ["--except", $0] })
    }

    /// Returns whether an ID matches a pattern. The running time is at most proportional to the product of their lengths.
    private static func matches(_ glob: String, _ id: String) -> Bool {
        let (glob, id) = (Array(glob.utf8), Array(id.utf8))
        var (position, next) = (0, 0)
        var star: (glob: Int, id: Int)?
        while next < id.count {
            if position < glob.count, glob[position] == UInt8(ascii: "*") {
                star = (position, next)
                position += 1
            } else if position < glob.count, glob[position] == id[next] {
                position += 1
                next += 1
            } else if let last = star {
                // Try again, with the match of the last `*` extended by one byte.
                star = (last.glob, last.id + 1)
                (position, next) = (last.glob + 1, last.id + 1)
            } else {
                return false
            }
        }
        return glob[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
