/// The parent of a row and the rule that decided it.
struct Placement: Equatable {
    /// The parent row, or `nil` for the top level.
    var parent: Int?
    let rule: PlacementRule
    /// The other possible parents of a row whose placement is assumed. The element `nil` is the top level.
    var alternatives: [Int?] = []
    /// The possible parents that contain the row in the samples, for a row whose placement is assumed.
    var shownBelow: [Int?] = []

    var isProved: Bool { rule.isProof }

    /// The placement to use if the table was written by hand and therefore proves nothing.
    ///
    /// A rule that is a proof is replaced with `handWritten`, except for `confirmed`.
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
    /// The placement is certain in the existing spec: a person confirmed it, or an earlier version of the document proved it.
    case confirmed
    /// The row has only one possible parent.
    case onlyCandidate
    /// The parent is the previous row, and the type of the previous row has a name.
    case firstChildOfNamedType
    /// The parent is the only possible parent that contains the row in the samples.
    case shownOnce
    /// Several possible parents contain the row in the samples. The parent is the innermost of them, and each of the other ones
    /// has a later row with this name.
    case othersHaveLaterRows
    /// The row is a paging field in `data` that the samples do not show, and all earlier paging fields are in `data` as well.
    case pagingInData
    /// An earlier row of the parent's type has a child with this name at the same position.
    case nextChildOfKnownType
    /// Each of the other possible parents already has all children that its type has in an earlier row.
    case othersAreComplete
    /// The search found this placement to be the most likely one. Not a proof.
    case assumed

    /// Whether the rule proves the placement.
    package var isProof: Bool { ![.assumed, .unreliableDepth, .handWritten].contains(self) }
}
