import EndpointSpec

/// What a description says about a Unix timestamp.
struct TimestampText {
    /// Whether the description calls the value a timestamp.
    let isTimestamp: Bool
    /// The unit that the description states, or `nil` if it states none or several.
    let unit: EndpointSpec.Format?
    /// The units of the timestamps that the description has as examples.
    let shown: Set<EndpointSpec.Format>

    init(_ description: String) {
        let text = description.lowercased()
        isTimestamp = ["时间戳", "timestamp", "time stamp", "unix"].contains(where: text.contains)
        var rest = text
        for word in Self.milliseconds { rest = rest.replacing(word, with: "") }
        let isMilliseconds = rest.count < text.count || text.contains(#/(^|[^a-z])ms($|[^a-z])/#)
        let isSeconds =
            !["微秒", "纳秒", "microsecond", "nanosecond"].contains(where: rest.contains)
            && (rest.contains("秒") || rest.contains(#/(^|[^a-z])sec(ond)?s?($|[^a-z])/#))
        unit =
            switch (isMilliseconds, isSeconds) {
            case (true, false): .unixMilliseconds
            case (false, true): .unixSeconds
            default: nil
            }
        shown = Set(text.matches(of: #/[0-9]+/#).compactMap { Self.unit(ofDigits: $0.output) })
    }

    private static let milliseconds = ["毫秒", "milliseconds", "millisecond", "millis"]

    /// Returns the unit in which a number of this many digits is a time between 2001 and 2286, or `nil` for another number.
    static func unit(ofDigits digits: some StringProtocol) -> EndpointSpec.Format? {
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !digits.hasPrefix("0") else { return nil }
        return switch digits.utf8.count {
        case 10: .unixSeconds
        case 13: .unixMilliseconds
        default: nil
        }
    }
}
