extension SwiftPrinter {
    /// Adds a constant for every error code that the documents of a service list.
    mutating func errorCodes(_ service: ServicePlan) {
        let name = service.name
        block("extension FeishuErrorCode") { printer in
            printer.documentation("The error codes that the documents of `\(service.id)` list.")
            printer.getter(name.member, "\(name.type).Type", "\(name.type).self", modifiers: "public static")
            printer.blankLine()
            printer.documentation("The error codes that the documents of `\(service.id)` list.")
            printer.block("public enum \(name.type)") { printer in
                for code in service.errorCodes {
                    printer.documentation(code.documentation)
                    let constant = "public static let \(SwiftName.escaped(code.name))"
                    printer.line("\(constant) = FeishuErrorCode(rawValue: \(code.code))")
                }
            }
        }
    }
}
