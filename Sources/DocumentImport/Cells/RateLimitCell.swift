import EndpointSpec

/// Parses the rate limits of an endpoint, such as `1,000 次/分钟、50 次/秒` or `5 QPS`.
struct RateLimitCell {
    let limits: [EndpointSpec.RateLimit]
    /// The text that specifies something else, such as `特殊频控`, a range or an unknown unit, or `nil` if there is none.
    let note: String?
    /// Whether the note contains a number outside link targets, which is then not among the limits.
    let hasUnreadNumber: Bool

    init(_ cell: String) {
        let text = Self.normalized(cell)
        // All repetitions are limited, so that the search takes linear time.
        let limit =
            /(?<lower>[0-9]\s?[~～〜—–-]\s?)?(?<number>[0-9][0-9,.]{0,15})\s{0,2}(?<factor>万|千)?\s?(?:次|个请求|请求|requests?)\s?(?:\/|每|per\s)\s?(?<multiple>[0-9]{1,4})?\s?个?(?<unit>秒钟?|分钟?|小时|天|日|seconds?|sec|s|minutes?|min|m|hours?|h|days?|d)(?![a-z])/
            .ignoresCase()
        var limits: [EndpointSpec.RateLimit] = []
        let rest = text.replacing(limit) { match -> String in
            guard match.lower == nil, text[..<match.range.lowerBound].last?.isNumber != true,
                let number = Self.number(match.number),
                let seconds = Self.seconds(of: match.unit),
                let count = Int(match.multiple ?? "1"), count > 0
            else { return String(match.0) }
            let factor = match.factor == "万" ? 10_000 : match.factor == "千" ? 1000 : 1
            let (requests, isTooLarge) = number.multipliedReportingOverflow(by: factor)
            if isTooLarge { return String(match.0) }
            let limit = EndpointSpec.RateLimit(requests: requests, seconds: seconds * count)
            if !limits.contains(limit) { limits.append(limit) }
            return ""
        }
        self.limits = limits
        hasUnreadNumber = rest.contains { $0.isASCII && $0.isNumber }
        note =
            limits.isEmpty || hasUnreadNumber
            ? String((limits.isEmpty ? cell : rest).trimmed.trimmingSeparators).nonEmpty : nil
    }

    /// Returns the text without link targets, with ASCII characters instead of full-width characters, and with the other
    /// spellings of a limit replaced with `5 次/秒`.
    private static func normalized(_ cell: String) -> String {
        let scalars = cell.withoutLinkTargets.unicodeScalars.map { scalar -> Unicode.Scalar in
            (0xFF01...0xFF5D).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
        var text = String(String.UnicodeScalarView(scalars))
        for (word, unit) in [("QPS", "秒"), ("QPM", "分"), ("QPH", "小时"), ("QPD", "天")] {
            text = text.replacing(word, with: "次/\(unit)").replacing(word.lowercased(), with: "次/\(unit)")
        }
        let english = /([0-9][0-9,.]{0,15})\s{0,2}(?:times?|calls?)?\s?(?:\/|per\s)\s?(second|minute|hour|day)s?/
            .ignoresCase()
        text = text.replacing(english) { match in
            let unit = ["s": "秒", "m": "分", "h": "小时"][match.2.lowercased().prefix(1)] ?? "天"
            return "\(match.1) 次/\(unit)"
        }
        let reversed =
            /每\s?(秒|分|小时|天)钟?\s?(?:最多|不超过|上限|限制)?(?:为|是)?\s{0,2}([0-9][0-9,.]{0,15}\s{0,2}[万千]?)\s?次(?!\s?[\/每][^0-9]{0,3}$)/
        return text.replacing(reversed) { "\($0.2) 次/\($0.1)" }
    }

    /// Parses a positive integer, with or without separators of thousands.
    private static func number(_ text: Substring) -> Int? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        let isGrouped = groups.count > 1 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
        guard groups.count == 1 || isGrouped && (1...3).contains(groups[0].utf8.count),
            let number = Int(groups.joined()),
            number > 0
        else { return nil }
        return number
    }

    private static func seconds(of unit: Substring) -> Int? {
        switch unit.lowercased().first {
        case "秒", "s": 1
        case "分", "m": 60
        case "小", "h": 3600
        case "天", "日", "d": 86_400
        default: nil
        }
    }
}

extension Substring {
    /// The string without separators of a list at its ends.
    fileprivate var trimmingSeparators: Substring {
        let isSeparator = { (scalar: Unicode.Scalar) in "、，,；; ".unicodeScalars.contains(scalar) }
        let start = unicodeScalars.drop(while: isSeparator)
        let length = start.reversed().drop(while: isSeparator).count
        return Substring(start.prefix(length))
    }
}
