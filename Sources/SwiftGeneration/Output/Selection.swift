import SourceText

/// Which endpoints are generated: patterns for their ids, in which `*` matches any characters.
package struct Selection: Sendable, Hashable {
    /// The endpoints to generate; all if there is no glob.
    package var only: [String]
    /// The endpoints to leave out.
    package var except: [String]

    package init(only: [String] = [], except: [String] = []) {
        self.only = only
        self.except = except
    }

    package static let all = Selection()

    package func contains(_ id: String) -> Bool {
        (only.isEmpty || only.contains { Self.matches($0, id) }) && !except.contains { Self.matches($0, id) }
    }

    /// The globs that match no endpoint.
    package func unmatched(in ids: [String]) -> [String] {
        (only + except).filter { glob in !ids.contains { Self.matches(glob, $0) } }
    }

    /// The options that select the same endpoints: `--only 'hire.v1.*'`.
    package var options: String {
        ShellCommand.text(of: only.flatMap { ["--only", $0] } + except.flatMap { ["--except", $0] })
    }

    /// Whether an id matches a glob. Takes time in proportion to the product of the lengths, whatever the glob is.
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
                // Let the last star match one more character.
                star = (last.glob, last.id + 1)
                (position, next) = (last.glob + 1, last.id + 1)
            } else {
                return false
            }
        }
        return glob[position...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
