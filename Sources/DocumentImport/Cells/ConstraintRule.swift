import EndpointSpec
import SourceText

/// A line below the marker of constraints: `- 长度范围：\`1\` ～ \`50\` 字符`.
enum ConstraintRule {
    /// The constraints that a line states; nil where it has another form.
    static func constraints(in line: Substring, isArray: Bool) -> EndpointSpec.Constraints? {
        guard line.hasPrefix("- ") else { return nil }
        let rule = line.dropFirst(2)
        let operands = rule.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        var constraints = EndpointSpec.Constraints()
        switch (rule.prefix { $0 != "：" && $0 != ":" }, operands.count) {
        case ("长度范围", 2): return length(minimum: operands[0], maximum: operands[1], isArray: isArray)
        case ("最大长度", 1): return length(maximum: operands[0], isArray: isArray)
        case ("最小长度", 1): return length(minimum: operands[0], isArray: isArray)
        case ("取值范围", 2): (constraints.minimum, constraints.maximum) = (operands[0], operands[1])
        case ("最大值", 1): constraints.maximum = operands[0]
        case ("最小值", 1): constraints.minimum = operands[0]
        case ("正则校验", 1...): constraints.pattern = String(rule.drop { $0 != "`" }.dropFirst().prefix { $0 != "`" })
        default: return nil
        }
        let areNumbers = [constraints.minimum, constraints.maximum].compactMap { $0 }.allSatisfy {
            JSON(number: $0) != nil
        }
        return areNumbers ? constraints : nil
    }

    /// Nil where an operand is not a number.
    private static func length(
        minimum: String? = nil, maximum: String? = nil, isArray: Bool
    ) -> EndpointSpec.Constraints? {
        let numbers = [minimum, maximum].map { $0.map { Int($0) } }
        if numbers.contains(.some(nil)) { return nil }
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
    /// These constraints with those that others state as well.
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
