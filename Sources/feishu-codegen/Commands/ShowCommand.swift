import EndpointSpec
import SourceText
import SpecReport
import SwiftGeneration

/// `show`: describes endpoints.
enum ShowCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let (options, console) = (project.options, project.console)
        if options.arguments.isEmpty { throw UsageError("show takes an endpoint ID", of: .show) }
        let specs = try SpecFiles.select(
            Selection(only: options.arguments), from: project.specs())
        for (index, file) in specs.enumerated() {
            if index > 0 { console.print("") }
            for line in EndpointDescription(file).lines { console.print(line) }
        }
        return .done
    }
}

/// A human-readable description of a spec.
private struct EndpointDescription {
    private let file: SpecFile
    private var spec: EndpointSpec { file.spec }

    init(_ file: SpecFile) {
        self.file = file
    }

    var lines: [String] {
        let host = spec.host.map { "https://\($0)" } ?? ""
        let body = spec.request.map { "body (\($0.contentType ?? "application/json"))" }
        let call =
            spec.event.map { "event \($0.type), envelope \($0.envelope.rawValue)" }
            ?? "\(spec.method.rawValue) \(host)\(spec.path)"
        return ["\(spec.id)  \(spec.title)", call] + facts
            + section("headers", fields(.header)) + section("path parameters", fields(.path))
            + section("query parameters", fields(.query)) + section(body ?? "", fields(.request))
            + section("response (\(spec.response.type.spelling))", fields(.response))
            + section("event", fields(.event)) + section("header", fields(.eventHeader))
            + section("errors", (spec.errors ?? []).flatMap(error)) + section("Swift", self.call)
    }

    private var facts: [String] {
        (spec.document.url.map { ["document: \($0)"] } ?? [])
            + EndpointFacts.of(spec).map { "\($0.label): \($0.text.onOneLine)" }
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
    }

    private func fields(_ list: EndpointSpec.FieldList) -> [String] {
        spec.fields(in: list).flatMap { placed -> [String] in
            let field = placed.field
            let marks = [
                field.required == true ? "required" : nil, field.placement == .assumed ? "placement assumed?" : nil,
                field.deprecated == nil ? nil : "deprecated",
                field.availableWhen.map { "only if \($0.field) is \($0.equals.compact)" },
                field.default.map { "default \($0.compact)" }, field.format?.unitText,
                field.idempotencyKey == true ? "idempotency key" : nil,
            ].compactMap { $0 }
            let type = ([field.type.spelling] + marks + (field.constraints?.texts ?? [])).joined(separator: ", ")
            let text = [field.description, field.deprecated].compactMap { $0?.onOneLine }.joined(separator: " ")
            let values = (field.values ?? []).map { value in
                "  = \(value.value.compact) \(value.description?.onOneLine ?? "")"
            }
            let correction = field.corrected.map { ["  corrected: \($0.text.onOneLine)"] } ?? []
            let indentation = String(repeating: "  ", count: placed.depth)
            return (["\(placed.address) (\(type)) \(text)"] + correction + values).map {
                (indentation + $0).trimmingTrailingSpaces
            }
        }
    }

    private func error(_ error: EndpointSpec.DocumentedError) -> [String] {
        let facts = [error.status.map { "HTTP \($0)" }, error.reaction?.rawValue].compactMap { $0 }
        let status = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
        return ["\(error.code)\(status) \(error.message.onOneLine)"]
            + (error.advice.map { ["  " + $0.onOneLine] } ?? [])
            + (error.corrected.map { ["  corrected: \($0.text.onOneLine)"] } ?? [])
    }

    private var call: [String] { SwiftGenerator.exampleCall(of: file).map { [$0] } ?? [] }
}

extension EndpointSpec.Constraints {
    /// The constraints in words, such as `range 1 to 50`.
    fileprivate var texts: [String] {
        [
            Self.range("length", minLength.map(String.init), maxLength.map(String.init)),
            Self.range("elements", minItems.map(String.init), maxItems.map(String.init)),
            Self.range("range", minimum, maximum), pattern.map { "pattern \($0.onOneLine)" },
        ].compactMap { $0 }
    }

    private static func range(_ label: String, _ minimum: String?, _ maximum: String?) -> String? {
        switch (minimum, maximum) {
        case (let minimum?, let maximum?): "\(label) \(minimum) to \(maximum)"
        case (let minimum?, nil): "\(label) at least \(minimum)"
        case (nil, let maximum?): "\(label) at most \(maximum)"
        case (nil, nil): nil
        }
    }
}

extension String {
    /// The nonempty lines of the string, separated by spaces.
    fileprivate var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }

    /// The string without trailing spaces.
    fileprivate var trimmingTrailingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
