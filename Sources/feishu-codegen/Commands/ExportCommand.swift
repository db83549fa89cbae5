import OpenAPIExport
import SourceText

/// `export`: exports specs as an OpenAPI document.
enum ExportCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        guard options.arguments == ["openapi"] else {
            throw UsageError("export takes one argument, openapi", of: .export)
        }
        console.showProgress("Exporting")
        defer { console.showProgress("") }
        let specs = try project.selectedSpecs()
        let document = OpenAPIDocument(of: specs)
        console.report(document.warnings)
        guard let path = options.output else {
            console.print(document.json)
            return .done
        }
        try FileReplacement.write(
            document.json.indented + "\n", to: path, over: "\"openapi\":", using: project.fileWriter)
        console.print("Wrote \(document.countText) to \(path).")
        return .done
    }
}
