/// How much speaks against a place in the tree, or for it. Only their relations count, and those hardly.
struct NestingWeights {
    /// The parent's sample has no such key.
    var missing = 2.0
    var missingRequired = 3.0
    var missingOptional = 1.5
    /// The name of the row's type goes on from that of its parent: `app.field.property.rating` in `property`.
    var typePath = 1.0
    /// The parent is further out, and the samples show nothing more of what is left.
    var ascentFromComplete = 0.1
    /// A sibling has the row's name as one of its values, as `type` has `image` beside `image`.
    var choice = 2.5
    /// The siblings write their words in another way: `leaderID` beside `leader_id`.
    var otherStyle = 0.6
    /// No sample shows the parent.
    var unknown = 0.8
    /// The samples show the parent as a text, a number or a boolean.
    var insideScalar = 3.0
    /// The samples show the parent as an empty object or array.
    var insideEmpty = 1.0
    /// The row has the type of one that is open around it.
    var recursion = 2.0
    /// A sibling has a name like it.
    var likeness = 0.6
    var furtherLikeness = 0.3
    /// A name of paging stands in `data`, or elsewhere.
    var paging = 2.0
    /// An earlier row of the parent's type has this child next, another one, or no more.
    var expected = 1.5
    var expectedElsewhere = 0.5
    var unexpected = 2.0
    var beyondExpected = 2.5
    /// An earlier row of the type has more children, each.
    var unfinished = 0.8
    /// How much of that a row of another document's type says.
    var elsewhere = 0.6
    /// The row before may have children, and its type does not say that it has.
    var descent = 0.3
    /// The parent is further out than the last one, and for each level more.
    var ascent = 0.5
    var furtherAscent = 0.2
    /// A row with a named type has no children; or the samples show it without; or with members.
    var childless = 3.0
    var childlessAsShown = 0.3
    var childlessObject = 4.0
    /// The parent's sample has keys that no row has, each and at most.
    var unused = 0.7
    var mostUnused = 3.0

    static let standard = NestingWeights()
}
