import EndpointSpec
import Foundation
import Generated
import LoopbackPlatform
import SourceText

/// What has to arrive at the platform when an endpoint is called with the examples of its document, computed from the spec.
struct ExpectedRequest {
    let spec: EndpointSpec
    /// The JSON of the body, or of the parts of a form; nil where there is none.
    let body: FeishuJSONValue?

    /// The differences between a received request and the expected one, in words.
    func differences(from request: LoopbackServer.Request, token: String) -> [String] {
        var differences: [String] = []
        let words = request.line.split(separator: " ").map(String.init)
        let target = (words.dropFirst().first ?? "").split(separator: "?", maxSplits: 1).map(String.init)
        func expect(_ found: String?, _ expected: String?, _ what: String) {
            if found != expected {
                differences.append("\(what): \(found ?? "nothing") instead of \(expected ?? "nothing")")
            }
        }
        expect(words.first, spec.method.rawValue, "method")
        expect(request.headers["authorization"], "Bearer \(token)", "token")
        differences += pathDifferences(target.first ?? "")
        differences += queryDifferences(target.count > 1 ? target[1] : "")
        for header in spec.headers ?? [] {
            guard let texts = header.exampleTexts,
                texts.allSatisfy({ $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
            else { continue }
            expect(request.headers[header.name.lowercased()], texts.first, "header \(header.name)")
        }
        return differences + bodyDifferences(request)
    }

    private func pathDifferences(_ path: String) -> [String] {
        let found = path.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.removingPercentEncoding ?? ""
        }
        let template = spec.path.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if found.count != template.count { return ["path: \(path) instead of \(spec.path.text)"] }
        return zip(found, template).compactMap { found, expected -> String? in
            guard expected.hasPrefix(":") else {
                return found == expected ? nil : "path: \(found) instead of \(expected)"
            }
            let field = spec.pathParameters?.first { $0.name == expected.dropFirst() }
            guard let text = field?.exampleTexts?.first, !["", ".", ".."].contains(text) else {
                return found.isEmpty ? "path: \(expected) is empty" : nil
            }
            return found == text ? nil : "path: \(found) instead of \(text)"
        }
    }

    private func queryDifferences(_ query: String) -> [String] {
        var found = query.split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.removingPercentEncoding ?? "" }
        }
        var differences: [String] = []
        func take(_ name: String, _ value: String?) {
            let index = found.firstIndex { $0[0] == name && (value == nil || $0.last == value) }
            if let index {
                found.remove(at: index)
            } else {
                differences.append("query: no \(name)=\(value ?? "") in \(query)")
            }
        }
        for parameter in spec.fixedQuery ?? [] { take(parameter.name, parameter.value) }
        for field in spec.queryParameters ?? [] {
            if let texts = field.exampleTexts {
                for text in texts { take(field.name, text) }
            } else if field.required == true {
                take(field.name, nil)
            }
        }
        return differences + found.map { "query: \($0.joined(separator: "=")) is not expected" }
    }

    private func bodyDifferences(_ request: LoopbackServer.Request) -> [String] {
        guard let body else { return request.body.isEmpty ? [] : ["a body is not expected"] }
        let contentType = request.headers["content-type"] ?? ""
        if spec.request?.contentType?.hasPrefix("multipart/form-data") == true {
            return formDifferences(request.body, contentType, body)
        }
        if !contentType.hasPrefix("application/json") { return ["content type: \(contentType)"] }
        let found = try? JSONDecoder().decode(FeishuJSONValue.self, from: request.body)
        return found == body ? [] : ["body: \(found.map { "\($0)" } ?? "no JSON") instead of \(body)"]
    }

    /// Every field of a form is a part, every element of a list one with the same name.
    private func formDifferences(_ data: Data, _ contentType: String, _ body: FeishuJSONValue) -> [String] {
        guard let boundary = contentType.components(separatedBy: "boundary=").last, case .object(let members) = body
        else {
            return ["content type: \(contentType)"]
        }
        let parts = String(decoding: data, as: UTF8.self).components(separatedBy: "--\(boundary)")
        guard parts.first == "", parts.last == "--\r\n" else { return ["the form has no boundaries"] }
        let found = parts.dropFirst().dropLast().map { part -> String in
            let halves = part.components(separatedBy: "\r\n\r\n")
            let name = halves[0].components(separatedBy: "name=\"").dropFirst().first?.components(separatedBy: "\"")
                .first
            let isFile = halves[0].contains("filename=\"")
            return "\(name ?? "")=" + (isFile ? "file" : halves.dropFirst().joined(separator: "\r\n\r\n").dropLast())
        }
        let expected = members.flatMap { name, value -> [String] in
            let elements = if case .array(let elements) = value { elements } else { [value] }
            let isFile = spec.request?.fields?.first { $0.name == name }?.type.base == .file
            return elements.map { "\(name)=" + (isFile ? "file" : $0.partText) }
        }
        return found.sorted() == expected.sorted() ? [] : ["form: \(found.sorted()) instead of \(expected.sorted())"]
    }
}

extension FeishuJSONValue {
    /// The value as the content of a part of a form.
    fileprivate var partText: String {
        if let string { return string }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension EndpointSpec.Field {
    /// The texts of the example on the wire, one for each element; nil where it has none of its type.
    fileprivate var exampleTexts: [String]? {
        guard let example else { return nil }
        let elements = if case .array(let elements) = example, type.dimensions > 0 { elements } else { [example] }
        let texts = elements.compactMap { element -> String? in
            if let values, [.string, .int].contains(type.base), type.dimensions < 2,
                !values.contains(where: { $0.value == element })
            {
                return nil
            }
            switch (type.base, element) {
            case (.int, .number(let text)): return Int(text).map { String($0) }
            case (.number, .number(let text)): return Double(text).map { String($0) }
            case (.boolean, .boolean(let value)): return String(value)
            case (.string, .string(let text)), (.map, .string(let text)), (.object, .string(let text)),
                (.any, .string(let text)), (.file, .string(let text)):
                return text
            default: return nil
            }
        }
        return texts.isEmpty || texts.count < elements.count ? nil : texts
    }
}
