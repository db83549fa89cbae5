extension SwiftPrinter {
    /// Prints a constant for each documented error code of a service.
    mutating func errorCodes(_ service: ServicePlan) {
        let name = service.name
        block("extension FeishuErrorCode") { printer in
            printer.documentation("The documented error codes of `\(service.id)`.")
            printer.getter(name.member.spelling, "\(name.type).Type", "\(name.type).self", modifiers: "public static")
            printer.blankLine()
            printer.documentation("The documented error codes of `\(service.id)`.")
            printer.block("public enum \(name.type)") { printer in
                for code in service.errorCodes {
                    printer.documentation(code.documentation)
                    printer.getter(
                        code.name.spelling, "FeishuErrorCode", "FeishuErrorCode(rawValue: \(code.code))",
                        modifiers: "public static")
                }
            }
        }
    }
}
