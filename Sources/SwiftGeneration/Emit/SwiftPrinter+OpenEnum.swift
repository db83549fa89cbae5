extension SwiftPrinter {
    /// Prints an open enum with a constant for each documented value.
    mutating func openEnum(_ plan: OpenEnumPlan) {
        documentation(plan.documentation)
        type(plan.name, "FeishuOpenEnum") { printer in
            for member in plan.members {
                printer.documentation(member.documentation)
                // Computed, because a stored constant takes the compiler four functions instead of one.
                printer.getter(
                    member.name.spelling, "Self", "Self(rawValue: \(member.literal))",
                    modifiers: "public static")
            }
            printer.array(
                "public static let known: KeyValuePairs =",
                plan.members.map { "\(StringLiteral.of($0.name.text)): \($0.name.spelling)" })
            printer.line("public let rawValue: \(plan.rawValue.rawValue)")
            printer.line("public init(rawValue: \(plan.rawValue.rawValue)) { self.rawValue = rawValue }")
        }
    }
}
