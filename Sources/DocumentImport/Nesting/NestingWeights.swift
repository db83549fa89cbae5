/// The weights of the evidence for and against a placement.
///
/// The values were tuned by hand on 584 documents with known trees. Halving or doubling a single weight yields at most one more
/// correct tree and at most five fewer, so only the order of magnitude matters. Run `.ci/weights DOCUMENTS TRUTH` to measure
/// the effect of each weight.
package struct NestingWeights: Sendable {
    // MARK: Samples

    /// The row's name is not a key of the parent's sample.
    package var missing = 2.0
    package var missingRequired = 3.0
    package var missingOptional = 1.5
    /// No sample contains the parent.
    package var unknown = 0.8
    /// The parent is a scalar in the samples.
    package var insideScalar = 3.0
    /// The parent is an empty object or array in the samples.
    package var insideEmpty = 1.0
    /// A closed parent has sample keys without rows: the cost per key and the maximum.
    package var unused = 0.7
    package var maximumUnused = 3.0

    // MARK: Names

    /// Siblings have similar names: the bonus for the first one and for each further one.
    package var similarity = 0.6
    package var furtherSimilarity = 0.3
    /// The siblings use another naming style: `leaderID` next to `leader_id`.
    package var otherStyle = 0.6
    /// The row's name is a listed value of a sibling: `type` with the value `image` next to `image`.
    package var choice = 2.5
    /// A paging field is in `data` (a bonus) or elsewhere (a cost of half the weight).
    package var paging = 2.0

    // MARK: Types

    /// The row's type name extends that of its parent: `app.field.property.rating` in `property`.
    package var typePath = 1.0
    /// The row has the type of an enclosing row.
    package var recursion = 2.0
    /// An earlier row of the parent's type has this child next, has it in another position, has another child next, or has no
    /// more children.
    package var expected = 1.5
    package var expectedElsewhere = 0.5
    package var unexpected = 2.0
    package var beyondExpected = 2.5
    /// A closed parent lacks children of an earlier row of its type: the cost per child, at most `maximumUnused`.
    package var unfinished = 0.8
    /// The factor for expectations from other documents.
    package var otherDocument = 0.6
    /// A row with a named type has no children: by default, if it has no members in the samples, and if it has members there.
    package var childless = 3.0
    package var childlessShownEmpty = 0.3
    package var childlessShownWithMembers = 4.0

    // MARK: Distance

    /// The row is a child of the previous row, which has no named type.
    package var descent = 0.3
    /// The row is outside the previous row's parent: by default, if all skipped parents are complete, and for each further level.
    package var ascent = 0.5
    package var ascentFromComplete = 0.1
    package var furtherAscent = 0.2

    // MARK: The existing spec

    /// The placement is the same as in the existing spec.
    package var sameAsExisting = 1.25

    package static let standard = NestingWeights()

    package init() {}
}
