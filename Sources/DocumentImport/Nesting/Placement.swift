/// The place of a row in the tree, and what decided it.
struct Placement: Equatable {
    /// The row that it is below; nil for the top level.
    let parent: Int?
    let rule: PlacementRule
    /// The other rows that it could be below, and nil for the top level, where no rule proves the place.
    var alternatives: [Int?] = []
    /// The candidates whose samples show the row, where no rule proves the place.
    var shownBelow: [Int?] = []

    var isProved: Bool { rule.isProof }

    /// The place in a table that is written by hand: apart from a person who confirmed it, nothing proves it.
    var withoutProof: Placement {
        isProved && rule != .confirmed ? Placement(parent: parent, rule: .writtenByHand) : self
    }
}

/// What decided the place of a row.
package enum PlacementRule: String, Sendable, CaseIterable {
    /// The table states or draws the depth.
    case statedDepth
    /// The table draws the depth with blanks, whose width is not reliable. This proves nothing.
    case depthDrawnWithBlanks
    /// A person typed the table. This proves nothing, whatever the table states.
    case writtenByHand
    /// A person checked the place in the spec.
    case confirmed
    /// Only one open parent can have the row.
    case onlyCandidate
    /// The row before has a named type and no child yet.
    case firstChildOfNamedType
    /// The samples show the row below exactly one open parent.
    case shownOnce
    /// The samples show the row below several open parents, and each of the others gets a row of its own later.
    case eachKeyHasItsRow
    /// Paging fields are in `data`, where they are together.
    case pagingInData
    /// An earlier row of the parent's type has this child next.
    case nextChildOfKnownType
    /// All other open parents have all the children of their types.
    case othersAreComplete
    /// The search found the place most likely; no rule proves it.
    case assumed

    /// Whether the rule proves the place.
    package var isProof: Bool { ![.assumed, .depthDrawnWithBlanks, .writtenByHand].contains(self) }
}
