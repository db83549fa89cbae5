/// The weights of the evidence for and against a placement.
///
/// A cost makes a placement less likely, and a bonus makes it more likely.
///
/// The values were tuned by hand on 584 documents with known trees. Halving or doubling a single weight yields at most one more
/// correct tree and at most five fewer, so only the order of magnitude matters. Run `.ci/weights DOCUMENTS TRUTH` to measure
/// the effect of each weight.
package struct NestingWeights: Sendable {
    // MARK: Samples

    /// The cost if the parent's sample keys do not include the row's name, and the document does not specify whether the field is
    /// required.
    package var missing = 2.0
    /// The cost if the parent's sample keys do not include the name of a required field.
    package var missingRequired = 3.0
    /// The cost if the parent's sample keys do not include the name of an optional field.
    package var missingOptional = 1.5
    /// The cost if the document has samples, but they contain neither the parent nor keys of its type.
    package var unknown = 0.8
    /// The cost if the parent has no keys in the samples and is a scalar or an array of scalars in any of them.
    package var insideScalar = 3.0
    /// The cost if the samples contain the parent only as an empty object, an empty array or `null`.
    package var insideEmpty = 1.0
    /// The cost per sample key for which a closed parent has no child, unless the parent has no children at all.
    ///
    /// The total for one parent is at most `maximumUnused`.
    package var unused = 0.7
    /// The maximum total of the `unused` costs of one parent. The same maximum applies to its `unfinished` costs.
    package var maximumUnused = 3.0

    // MARK: Names

    /// The bonus for one sibling with a similar name.
    package var similarity = 0.6
    /// The bonus for each further sibling with a similar name.
    package var furtherSimilarity = 0.3
    /// The cost if the row's name is in camel case, and names of earlier siblings are in snake case but none in camel case, or
    /// vice versa.
    package var otherStyle = 0.6
    /// The bonus if the row and an earlier sibling are objects that can be selected by name, as `type: image` selects `image`.
    package var choice = 2.5
    /// The bonus if a paging field of an enveloped response is in `data`, but the samples do not show it in `data`.
    ///
    /// If the field is in another parent and the samples do not show it in that parent, the cost is half of this weight.
    package var paging = 2.0

    // MARK: Types

    /// The bonus if the second-to-last word of the row's type name is the last word of the parent's type name, such as
    /// `app.field.property.rating` in `app.field.property`.
    package var typePath = 1.0
    /// The cost if the parent or one of its ancestors has the row's type.
    package var recursion = 2.0
    /// The bonus if another row of the parent's type has a child with the row's name at the same position.
    package var expected = 1.5
    /// The bonus if another row of the parent's type has a child with the row's name at another position.
    package var expectedElsewhere = 0.5
    /// The cost if another row of the parent's type has a child at the row's position, but no child with the row's name.
    package var unexpected = 2.0
    /// The cost if another row of the parent's type has no child at the row's position and no child with the row's name.
    package var beyondExpected = 2.5
    /// The cost per missing child if a closed parent has fewer children than another row of its type.
    ///
    /// The total for one parent is at most `maximumUnused`.
    package var unfinished = 0.8
    /// The factor for the costs `unexpected`, `beyondExpected` and `unfinished` if the other row is in another document.
    package var otherDocument = 0.6
    /// The cost if a row with a named type has no children, and the samples either do not contain the row or contain it only as
    /// `null` or an empty array.
    package var childless = 3.0
    /// The cost if a row has no children, and the samples contain it only with keys that are not row names or, for a named type,
    /// as a scalar or an empty object.
    package var childlessShownEmpty = 0.3
    /// The cost if a row has no children, but the samples contain it with a key that is a row name.
    package var childlessShownWithMembers = 4.0

    // MARK: Distance

    /// The cost if the row is a child of the previous row and the type of the previous row has no name.
    package var descent = 0.3
    /// The cost if the row is outside the previous row's parent, unless `ascentFromComplete` applies.
    package var ascent = 0.5
    /// The cost if the row is outside the previous row's parent, and every parent that is closed before the row has sample keys
    /// and a child for each of them.
    package var ascentFromComplete = 0.1
    /// The additional cost per further level if the row's parent is more than one level outside the previous row's parent.
    package var furtherAscent = 0.2

    // MARK: The existing spec

    /// The bonus if the row has the same parent as in the existing spec and this parent is not certain.
    package var sameAsExisting = 1.25

    package static let standard = NestingWeights()

    package init() {}
}
