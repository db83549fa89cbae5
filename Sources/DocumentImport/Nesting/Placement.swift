/// The placement of a row in the tree, and the rule that decided it.
struct Placement: Equatable {
    /// The parent row, or `nil` for the top level.
    let parent: Int?
    let rule: PlacementRule
    /// The other possible parents if the placement is not proved. `nil` is the top level.
    var alternatives: [Int?] = []
    /// The possible parents whose samples contain the row, if the placement is not proved.
    var shownBelow: [Int?] = []

    var isProved: Bool { rule.isProof }

    /// The placement in a handwritten table, in which only confirmed placements are proved.
    var withoutProof: Placement {
        isProved && rule != .confirmed ? Placement(parent: parent, rule: .handWritten) : self
    }
}

/// A rule that decides the placement of a row.
package enum PlacementRule: String, Sendable, CaseIterable {
    /// The table specifies the depth.
    case statedDepth
    /// The table indents the name with `&nbsp;`, which is unreliable. Not a proof.
    case unreliableDepth
    /// The table was written by hand and may be wrong. Not a proof.
    case handWritten
    /// A person confirmed the placement in the spec.
    case confirmed
    /// Only one open parent can have the row as a child.
    case onlyCandidate
    /// The previous row has a named type and no child yet.
    case firstChildOfNamedType
    /// Exactly one open parent contains the row in the samples.
    case shownOnce
    /// Several open parents contain the row in the samples, and each of the others gets a row with this name later.
    case othersHaveLaterRows
    /// The row is a paging field in `data`, like all earlier paging fields.
    case pagingInData
    /// An earlier row of the parent's type has this child next.
    case nextChildOfKnownType
    /// All other open parents already have all children of their types.
    case othersAreComplete
    /// The search found this placement to be the most likely one. Not a proof.
    case assumed

    /// Whether the rule proves the placement.
    package var isProof: Bool { ![.assumed, .unreliableDepth, .handWritten].contains(self) }
}
