import EndpointSpec
import SourceText
import SpecReport
import SwiftGeneration

/// `list`: lists the endpoints.
enum ListCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let console = project.console
        let endpoints = try project.selectedSpecs().map(EndpointSummary.init)
        if project.options.format == "json" {
            console.print(JSON.array(endpoints.map(\.json)))
            return .done
        }
        let widths = (0..<EndpointSummary.columnCount).map { column in
            endpoints.map { $0.columns[column].count }.max() ?? 0
        }
        for endpoint in endpoints {
            let columns = zip(endpoint.columns.dropLast(), widths).map { $0.padded(to: $1) }
            let first = (columns + endpoint.columns.suffix(1)).joined(separator: "  ")
            let lines = [first, "    \(endpoint.call ?? "cannot be generated")"]
            for line in lines { console.print(line.truncated(to: console.width)) }
        }
        console.print(endpoints.map(\.spec).countText + ".")
        return .done
    }
}

/// The information that `list` prints about an endpoint.
private struct EndpointSummary {
    let spec: EndpointSpec
    let call: String?
    private let assumedCount: Int

    init(_ file: SpecFile) {
        spec = file.spec
        call = SwiftGenerator.call(of: file)
        assumedCount = file.spec.assumedPlacementCount
    }

    /// The special features of the endpoint, such as paging.
    private var features: [String] {
        [
            PagedFields(of: spec) == nil ? nil : "pages",
            spec.request?.contentType?.hasPrefix("multipart/") == true ? "uploads" : nil,
            spec.response.type.base == .file ? "downloads" : nil, spec.polling == nil ? nil : "polls",
            spec.deprecated == nil ? nil : "deprecated",
        ].compactMap { $0 }
    }

    private var sampleCount: Int {
        (spec.request?.samples ?? []).count + (spec.response.samples ?? []).count + (spec.event?.samples ?? []).count
    }

    static let columnCount = 5

    var columns: [String] {
        let assumed = assumedCount == 0 ? [] : ["\(assumedCount) assumed"]
        let samples = sampleCount == 0 ? [] : [pluralized(sampleCount, "sample")]
        return [
            spec.id.description, (spec.accessTokens ?? []).map(\.rawValue).joined(separator: ","),
            (spec.rateLimits ?? []).map(\.description).joined(separator: " and "),
            spec.event == nil ? spec.method.rawValue : "EVENT",
            ([spec.event?.type ?? spec.path.text] + features + samples + assumed).joined(separator: " "),
        ]
    }

    var json: JSON {
        let call = call.map(JSON.string) ?? .null
        let identity: [JSON.Member] =
            spec.event.map { [.init("eventType", .string($0.type)), .init("type", call)] } ?? [
                .init("method", .string(spec.method.rawValue)), .init("path", .string(spec.path.text)),
                .init("call", call),
            ]
        return .object(
            [
                .init("id", .string(spec.id.description)), .init("title", .string(spec.title)),
            ] + identity + [
                .init("accessTokens", .array((spec.accessTokens ?? []).map { .string($0.rawValue) })),
                .init(
                    "rateLimits",
                    .array(
                        (spec.rateLimits ?? []).map { limit in
                            .object([
                                .init("requests", .number(String(limit.requests))),
                                .init("seconds", .number(String(limit.seconds))),
                            ])
                        })),
                .init("features", .array(features.map(JSON.string))),
                .init("samples", .number(String(sampleCount))), .init("assumedPlaces", .number(String(assumedCount))),
                .init("updated", spec.document.updated.map(JSON.string) ?? .null),
                .init("document", spec.document.url.map(JSON.string) ?? .null),
            ])
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    /// Returns the string, truncated to the given width. If the width is `nil`, returns the whole string.
    fileprivate func truncated(to width: Int?) -> String {
        guard let width, count > width, width > 1 else { return self }
        return prefix(width - 1) + "…"
    }
}
