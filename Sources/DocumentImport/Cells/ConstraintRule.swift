import EndpointSpec
import SourceText

/// A line in a description that specifies a constraint, such as `- 长度范围：\`1\` ～ \`50\` 字符`.
enum ConstraintRule {
    enum Kind {
        case lengthRange, maximumLength, minimumLength, valueRange, maximum, minimum, pattern
    }

    /// Returns whether the line begins with a rule label.
    static func isRule(_ line: Substring) -> Bool { parts(of: line) != nil }

    /// Parses a rule. Returns `nil` if the line is not a rule, is malformed or has invalid bounds.
    static func constraints(in line: Substring, isArray: Bool) -> EndpointSpec.Constraints? {
        guard let (kind, rest) = parts(of: line) else { return nil }
        var constraints = EndpointSpec.Constraints()
        if kind == .pattern {
            guard rest.utf8.contains(UInt8(ascii: "`")) else { return nil }
            constraints.pattern = String(rest.drop { $0 != "`" }.dropFirst().prefix { $0 != "`" })
            return constraints
        }
        let operands = operands(in: rest)
        switch (kind, operands.count) {
        case (.lengthRange, 2): return length(minimum: operands[0], maximum: operands[1], isArray: isArray)
        case (.maximumLength, 1): return length(maximum: operands[0], isArray: isArray)
        case (.minimumLength, 1): return length(minimum: operands[0], isArray: isArray)
        case (.valueRange, 2): (constraints.minimum, constraints.maximum) = (operands[0], operands[1])
        case (.maximum, 1): constraints.maximum = operands[0]
        case (.minimum, 1): constraints.minimum = operands[0]
        default: return nil
        }
        let bounds = [constraints.minimum, constraints.maximum].compactMap { $0 }
        guard bounds.allSatisfy({ JSON(number: $0) != nil }) else { return nil }
        return areInOrder(bounds.compactMap(Double.init)) ? constraints : nil
    }

    private static func areInOrder<T: Comparable>(_ bounds: [T]) -> Bool {
        bounds.count < 2 || bounds[0] <= bounds[1]
    }

    /// Parses a rule outside the list of rules, such as `**最大值**：200`. Returns `nil` if it says more than the
    /// bounds, or gives a number for a value that is not one.
    static func constraints(inText line: Substring, type: DocumentType) -> EndpointSpec.Constraints? {
        guard let (kind, rest) = parts(of: line), kind != .pattern, saysOnlyBounds(rest),
            let constraints = constraints(in: line, isArray: type.dimensions > 0)
        else { return nil }
        let isNumber = type.dimensions == 0 && [.int, .number].contains(type.base)
        return (constraints.minimum ?? constraints.maximum) == nil || isNumber ? constraints : nil
    }

    /// Splits a line such as `- 取值范围：\`1\` ～ \`100\`` into the kind of the rule and the text after the label.
    private static func parts(of line: Substring) -> (kind: Kind, rest: Substring)? {
        let item = line.hasPrefix("- ") || line.hasPrefix("* ") ? line.dropFirst(2) : line
        let label = item.drop { $0 == "*" }
        let name = label.prefix { $0 != "：" && $0 != ":" && $0 != "*" }
        // Most lines are prose, whose first clause is longer than any label.
        guard name.utf8.count < 20, let kind = Vocabulary.rules[name] else { return nil }
        let rest = label[name.endIndex...].drop { $0 == "*" }
        guard let colon = rest.first, colon == "：" || colon == ":" else { return nil }
        return (kind, rest.dropFirst().drop { $0 == "*" })
    }

    private static func saysOnlyBounds(_ text: Substring) -> Bool {
        withoutUnits(text).allSatisfy {
            $0.isASCII && $0.isNumber || "-.,[]` ".contains($0) || separators.contains($0)
        }
    }

    /// Removes the units that say how a value is counted. A unit such as `天` can differ from the unit of the field.
    private static func withoutUnits(_ text: Substring) -> String {
        String(text.replacing(/个?(字符|字节|元素|条|次|项|位|人|页)|\b(characters?|bytes?|elements?|items?|times)\b/, with: ""))
    }

    /// Returns the operands of a rule, without thousands separators.
    ///
    /// The operands are in backticks. If there are no backticks, the units are removed from the text, such as `1 ～ 1,000 字符` or
    /// `[1, 16] 条`, and the rest is split into operands. If there are two strings in backticks without a range separator between them, the result
    /// is empty.
    private static func operands(in text: Substring) -> [String] {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        let quoted = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        if quoted.count == 2, !parts[2].contains(where: { separators.contains($0) || $0 == "-" }) { return [] }
        let texts = quoted.isEmpty ? [withoutUnits(text)[...]] : quoted
        return texts.flatMap { text in
            if let range = text.trimmed.wholeMatch(of: /\[?([0-9,]+)\s*-\s*([0-9,]+)\]?/) { return [range.1, range.2] }
            if let range = text.trimmed.wholeMatch(of: /\[(-?[0-9.]+)\s*,\s*(-?[0-9.]+)\]/) {
                return [range.1, range.2]
            }
            return text.split { separators.contains($0) }.map(\.trimmed)
        }.map { withoutGrouping(String($0)) }
    }

    /// The characters that separate the bounds of a range.
    private static let separators = "～~–至"

    /// Returns the number without thousands separators, for example `1000` for `1,000`.
    private static func withoutGrouping(_ number: String) -> String {
        guard number.utf8.contains(UInt8(ascii: ",")), number.wholeMatch(of: /-?[0-9]{1,3}(,[0-9]{3})+/) != nil else {
            return number
        }
        return number.replacing(",", with: "")
    }

    /// Returns constraints on the length or item count, or `nil` if an operand is invalid or the minimum exceeds the maximum.
    private static func length(
        minimum: String? = nil, maximum: String? = nil, isArray: Bool
    ) -> EndpointSpec.Constraints? {
        let numbers = [minimum, maximum].map { $0.map { Int($0) } }
        let known = numbers.compactMap { $0 ?? nil }
        if numbers.contains(.some(nil)) || known.contains(where: { $0 < 0 }) || !areInOrder(known) { return nil }
        var constraints = EndpointSpec.Constraints()
        if isArray {
            (constraints.minItems, constraints.maxItems) = (numbers[0] ?? nil, numbers[1] ?? nil)
        } else {
            (constraints.minLength, constraints.maxLength) = (numbers[0] ?? nil, numbers[1] ?? nil)
        }
        return constraints
    }
}

extension EndpointSpec.Constraints {
    /// Returns these constraints combined with `others`. If both specify the same constraint, the one in
    /// `others` takes precedence.
    func merging(_ others: EndpointSpec.Constraints) -> EndpointSpec.Constraints {
        var merged = self
        merged.minLength = others.minLength ?? minLength
        merged.maxLength = others.maxLength ?? maxLength
        merged.minItems = others.minItems ?? minItems
        merged.maxItems = others.maxItems ?? maxItems
        merged.minimum = others.minimum ?? minimum
        merged.maximum = others.maximum ?? maximum
        merged.pattern = others.pattern ?? pattern
        return merged
    }
}
