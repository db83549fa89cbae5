extension SwiftPrinter {
    /// Adds an open enum: its raw value and a constant for each value that the document lists.
    mutating func openEnum(_ plan: OpenEnumPlan) {
        documentation(plan.documentation)
        block("public struct \(plan.name): OpenEnum") { printer in
            for member in plan.members {
                printer.documentation(member.documentation)
                printer.call(
                    "public static let \(SwiftName.escaped(member.name)) = \(plan.name)",
                    ["rawValue: \(member.literal)"])
            }
            printer.array(
                "public static let allKnownValues: [\(plan.name)] =", plan.members.map { SwiftName.escaped($0.name) })
            printer.line("public let rawValue: \(plan.rawValue.rawValue)")
            printer.line("public init(rawValue: \(plan.rawValue.rawValue)) { self.rawValue = rawValue }")
        }
    }
}
