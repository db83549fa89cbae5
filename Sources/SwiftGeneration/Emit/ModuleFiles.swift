import SourceText

/// Prints the source files of a planned module and of its samples target.
enum ModuleFiles {
    static func of(_ plan: ModulePlan) -> [OutputFile] {
        plan.endpoints.concurrentMap { file(of: $0) } + plan.services.flatMap(files) + [endpointListFile(of: plan)]
    }

    /// Prints the files of the samples target.
    ///
    /// - Parameters:
    ///   - plan: The plan of the module.
    ///   - module: The name of the module that the samples import.
    static func samples(of plan: ModulePlan, in module: String) -> [OutputFile] {
        plan.endpoints.concurrentMap { samplesFile(of: $0, in: module) }
            + [file(ModulePlan.exportsFile, imports: ["@_exported import FeishuTesting"]) { _ in }]
    }

    private static func file(of endpoint: EndpointPlan) -> OutputFile {
        let updated = endpoint.spec.document.updated.map { ", documentation updated \($0)" } ?? ""
        return file(
            "\(endpoint.names.folder)/\(endpoint.names.file)", from: " from \(endpoint.spec.id)\(updated)",
            imports: imports(of: endpoint), call: endpoint.call
        ) { printer in
            printer.extension(of: "Feishu.\(endpoint.names.qualifiedNamespace)") { printer in
                if endpoint.isEvent { return printer.event(endpoint) }
                printer.client(endpoint)
                printer.blankLine()
                printer.endpoint(endpoint)
            }
        }
    }

    private static func imports(of endpoint: EndpointPlan) -> [String] {
        let isUpload = endpoint.spec.request?.isForm == true
        return [isUpload ? "@_spi(Generated) import FeishuRuntime" : "import FeishuRuntime"]
            + (endpoint.spec.response.type == .init(.file) ? ["import Foundation"] : [])
    }

    private static func samplesFile(of endpoint: EndpointPlan, in module: String) -> OutputFile {
        file(
            "\(endpoint.names.folder)/\(endpoint.names.samplesFile)", from: " from \(endpoint.spec.id)",
            imports: ["FeishuTesting", module].sorted().map { "import \($0)" }
        ) { $0.samples(endpoint) }
    }

    private static func files(of service: ServicePlan) -> [OutputFile] {
        let type = service.name.type
        let namespaces = file("\(type)/\(ServicePlan.namespaceFile(of: service.name))") { $0.namespaces(service) }
        let errorCodes =
            service.errorCodes.isEmpty
            ? [] : [file("\(type)/\(ServicePlan.errorCodeFile(of: service.name))") { $0.errorCodes(service) }]
        return [namespaces] + errorCodes + service.versions.compactMap { typesFile(of: $0, in: service) }
    }

    private static func typesFile(of version: VersionPlan, in service: ServicePlan) -> OutputFile? {
        if version.types.isEmpty { return nil }
        let (service, name) = (service.name.type, version.name.type)
        return file("\(service)/\(name)/\(service).\(name).\(VersionPlan.typeNamespace).swift") {
            $0.sharedTypes(of: version, in: service)
        }
    }

    private static func endpointListFile(of plan: ModulePlan) -> OutputFile {
        // The module exports the runtime, so that apps need only one import.
        file(ModulePlan.endpointListFile, imports: ["@_exported import FeishuRuntime"]) {
            $0.endpointList(plan.services)
        }
    }

    private static func file(
        _ path: String, from origin: String = "", imports: [String] = ["import FeishuRuntime"], call: String? = nil,
        _ body: (inout SwiftPrinter) -> Void
    ) -> OutputFile {
        var printer = SwiftPrinter()
        printer.comment("\(OutputFile.mark)\(origin). Do not edit.")
        for line in imports { printer.line(line) }
        printer.blankLine()
        body(&printer)
        printer.removeBlankLine()
        return OutputFile(path: path, text: printer.text, call: call)
    }
}
