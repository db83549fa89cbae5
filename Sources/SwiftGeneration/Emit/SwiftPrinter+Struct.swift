extension SwiftPrinter {
    /// Prints a model struct with its properties, its initializers, and `visitFields`.
    ///
    /// - Parameters:
    ///   - plan: The struct.
    ///   - conformance: The protocol to which it conforms instead of one for all models.
    ///   - first: Prints the first members.
    ///   - last: Prints the last members.
    mutating func structure(
        _ plan: StructPlan, conformingTo conformance: String? = nil, first: (inout SwiftPrinter) -> Void = { _ in },
        last: (inout SwiftPrinter) -> Void = { _ in }
    ) {
        documentation(plan.documentation)
        let isAllOptional = !plan.properties.contains(where: \.isRequired)
        let conformances =
            (isAllOptional ? "FeishuAllOptionalModel" : "FeishuModel") + (plan.canSendNull ? ", FeishuPatchModel" : "")
        type(plan.name, conformance ?? conformances) { printer in
            first(&printer)
            for property in plan.properties { printer.property(property) }
            if plan.canSendNull { printer.line("public var nulls = FeishuNulls()") }
            printer.blankLine()
            if plan.hasMemberwiseInitializer { printer.memberwiseInitializer(plan) }
            if isAllOptional { printer.line("public init() {}") } else { printer.unsetInitializer(plan) }
            printer.block("public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws") {
                printer in
                if plan.canSendNull { printer.line("visitor.visit(&nulls)") }
                for property in plan.properties { printer.visit(property) }
            }
            last(&printer)
        }
    }

    private mutating func property(_ plan: PropertyPlan) {
        documentation(plan.documentation)
        let name = plan.name.spelling
        let type = plan.typeSpelling
        if let message = plan.deprecationMessage {
            // Generate separate storage, because using the deprecated property in `visitFields` would cause a warning.
            deprecation(message)
            block("public var \(name): \(type)") { printer in
                printer.line("get { \(plan.storedName.spelling) }")
                printer.line("set { \(plan.storedName.spelling) = newValue }")
            }
            variable("private var \(plan.storedName.spelling)", type, isIndirect: plan.isIndirect)
        } else {
            variable("public var \(name)", type, isIndirect: plan.isIndirect)
        }
    }

    /// Prints a stored property, on one line if it fits. If its storage is indirect, it has the attribute `@FeishuIndirect`.
    private mutating func variable(_ name: String, _ type: String, isIndirect: Bool) {
        let attribute = "@FeishuIndirect"
        if isIndirect, fits("\(attribute) \(name): \(type)") { return line("\(attribute) \(name): \(type)") }
        if isIndirect { line(attribute) }
        pair(name + ":", type)
    }

    mutating func deprecation(_ message: String) {
        let oneLine = "@available(*, deprecated, message: \(StringLiteral.of(message)))"
        if fits(oneLine) { return line(oneLine) }
        line("@available(")
        indented { printer in
            printer.line("*, deprecated,")
            printer.argument("message", message, closing: "")
        }
        line(")")
    }

    private mutating func memberwiseInitializer(_ plan: StructPlan) {
        let parameters = plan.initializerProperties.map {
            "\($0.name.spelling): \($0.typeSpelling)" + ($0.isRequired ? "" : " = nil")
        }
        if parameters.isEmpty { return }
        function("public init", parameters) { printer in
            for property in plan.properties where property.deprecationMessage == nil {
                printer.assignment(to: property.name)
            }
        }
    }

    private mutating func unsetInitializer(_ plan: StructPlan) {
        let assignments = plan.properties.filter(\.isRequired).map {
            "\($0.name.spelling) = \($0.type.placeholder)"
        }
        let opening = "public init(unset: FeishuUnset)"
        if assignments.count == 1, fits("\(opening) { \(assignments[0]) }") {
            line("\(opening) { \(assignments[0]) }")
        } else {
            block(opening) { printer in
                for assignment in assignments { printer.line(assignment) }
            }
        }
    }

    private mutating func visit(_ property: PropertyPlan) {
        let name = property.storedName.spelling
        call(
            "try visitor.visit",
            [StringLiteral.of(property.wireName), (property.isRequired ? "required: &" : "&") + name])
    }

    /// Prints `self.name = name`.
    mutating func assignment(to name: Identifier) {
        pair("self.\(name.text) =", name.spelling)
    }
}
