/// How much each piece of evidence counts for or against a place in the tree.
///
/// The values were set by hand on 584 documents whose trees are known. Then each was halved and doubled: at best one more
/// tree was right, at worst five fewer, so the order of magnitude matters and the digits do not. `.ci/weights DOCUMENTS
/// TRUTH` repeats that measurement and prints the difference that each weight makes.
package struct NestingWeights: Sendable {
    // MARK: Samples

    /// The sample of the parent does not have the row's name as a key.
    package var missing = 2.0
    package var missingRequired = 3.0
    package var missingOptional = 1.5
    /// No sample shows the parent.
    package var unknown = 0.8
    /// The samples show the parent as a scalar.
    package var insideScalar = 3.0
    /// The samples show the parent as an empty object or array.
    package var insideEmpty = 1.0
    /// A parent is closed while its sample has keys without a row: for each key, and at most.
    package var unused = 0.7
    package var maximumUnused = 3.0

    // MARK: Names

    /// A sibling has a similar name; further siblings count less.
    package var likeness = 0.6
    package var furtherLikeness = 0.3
    /// The siblings use another style of names: `leaderID` next to `leader_id`.
    package var otherStyle = 0.6
    /// A sibling has the row's name as one of its values, as `type` has `image` next to `image`.
    package var choice = 2.5
    /// A paging field is in `data`, or somewhere else.
    package var paging = 2.0

    // MARK: Types

    /// The row's type extends the name of its parent's type: `app.field.property.rating` in `property`.
    package var typePath = 1.0
    /// The row has the type of a parent that is open around it.
    package var recursion = 2.0
    /// An earlier row of the parent's type has this child next, elsewhere, not at all, or has no more children.
    package var expected = 1.5
    package var expectedElsewhere = 0.5
    package var unexpected = 2.0
    package var beyondExpected = 2.5
    /// A parent is closed before it has all the children of an earlier row of its type: for each child.
    package var unfinished = 0.8
    /// The factor for types that are known from other documents.
    package var elsewhere = 0.6
    /// A row with a named type has no children; the same where the samples show it without members, or with members.
    package var childless = 3.0
    package var childlessAsShown = 0.3
    package var childlessObject = 4.0

    // MARK: Distance

    /// The row is below the row before, whose type does not say that it has children.
    package var descent = 0.3
    /// The row is further out than the row before; the same where the parents in between are complete; each further level.
    package var ascent = 0.5
    package var ascentFromComplete = 0.1
    package var furtherAscent = 0.2

    // MARK: The existing spec

    /// The row is where the existing spec has it.
    package var asBefore = 1.25

    package static let standard = NestingWeights()

    package init() {}
}
