import Foundation

/// A body of type `multipart/form-data` (RFC 7578).
struct MultipartForm: Sendable {
    struct Part: Sendable {
        let name: String
        let value: Value

        enum Value: Sendable {
            case text(String)
            case file(FeishuFileUpload)
        }
    }

    let parts: [Part]
    /// Random, so that it is in no part.
    let boundary: String

    private static var randomBoundary: String { "feishu-\(UUID().uuidString)" }

    /// Creates a form with a part for every field that is set. The elements of a list are parts with the same name.
    ///
    /// - Throws: What encoding a field throws that is not plain text.
    init(of body: some FeishuModel, boundary: String = Self.randomBoundary) throws {
        var visitor = PartVisitor()
        var copy = body
        try copy.visitFields(&visitor)
        self.init(parts: visitor.parts, boundary: boundary)
    }

    private init(parts: [Part], boundary: String) {
        self.parts = parts
        self.boundary = boundary
    }

    /// Creates a form of a model, or of a JSON object where the document lists no fields.
    init(ofAny body: any Encodable) throws {
        if let model = body as? any FeishuModel {
            try self.init(of: model)
            return
        }
        guard let members = (body as? FeishuJSONValue)?.object else {
            throw InvalidParameter(reason: "expected an object as the body of a form")
        }
        let parts = try members.sorted { $0.key < $1.key }.flatMap { name, value in
            try PartVisitor.texts(of: value).map { Part(name: name, value: .text($0)) }
        }
        self.init(parts: parts, boundary: Self.randomBoundary)
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// Whether a part is a file on disk.
    var readsFiles: Bool { parts.contains { $0.file != nil } }

    /// The whole body.
    ///
    /// - Throws: An error for a file that cannot be read.
    func data() throws -> Data {
        var data = Data()
        try write { data.append($0) }
        return data
    }

    /// Writes the whole body to a new file, which no other user can read.
    ///
    /// - Parameter checkCancellation: A closure that is called before each part of the body.
    /// - Throws: An error for a file that cannot be read, or if the disk is full. The new file is then removed.
    func write(to url: URL, _ checkCancellation: () throws -> Void = {}) throws {
        guard
            FileManager.default.createFile(
                atPath: url.path, contents: nil, attributes: [.posixPermissions: NSNumber(value: 0o600)])
        else { throw FeishuFileError(url, "is not a file that can be created") }
        do {
            let handle = try FileHandle(forWritingTo: url)
            defer { try? handle.close() }
            try write { part in
                try checkCancellation()
                try handle.write(contentsOf: part)
            }
        } catch {
            try? FileManager.default.removeItem(at: url)
            throw error
        }
    }

    private func write(_ write: (Data) throws -> Void) throws {
        for part in parts {
            var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(part.name.escapedForForm)\""
            switch part.value {
            case .text(let text):
                try write(Data((head + "\r\n\r\n" + text + "\r\n").utf8))
            case .file(let file):
                head += "; filename=\"\(file.name.escapedForForm)\"\r\nContent-Type: \(file.contentType)\r\n\r\n"
                try write(Data(head.utf8))
                switch file.content {
                case .data(let data): try write(data)
                case .file(let url): try Self.copy(url, to: write)
                }
                try write(Data("\r\n".utf8))
            }
        }
        try write(Data("--\(boundary)--\r\n".utf8))
    }

    private static func copy(_ url: URL, to write: (Data) throws -> Void) throws {
        try FeishuHTTPBody.file(url).check()
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { try write(chunk) }
    }

    /// Checks what becomes part of a header.
    ///
    /// - Throws: `InvalidParameter`.
    func check() throws(InvalidParameter) {
        for case .file(let file) in parts.map(\.value) {
            if file.name.isEmpty { throw InvalidParameter(reason: "the name of a file is empty") }
            try FeishuHTTPHeaders.check([("Content-Type", file.contentType)])
        }
    }
}

extension MultipartForm.Part {
    /// The URL of a file on disk.
    fileprivate var file: URL? {
        if case .file(let upload) = value, case .file(let url) = upload.content { url } else { nil }
    }
}

extension String {
    /// The string between the quotation marks of a part's header (RFC 9110, section 5.6.4). Line breaks, which a header
    /// cannot contain, are percent-encoded as browsers do it.
    fileprivate var escapedForForm: String {
        replacingScalars { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\r": "%0D"
            case "\n": "%0A"
            default: nil
            }
        }
    }
}

/// Collects the parts of a form.
private struct PartVisitor: FeishuFieldVisitor {
    var parts: [MultipartForm.Part] = []

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws {
        if var value { try visit(name, required: &value) }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws {
        switch value {
        case let file as FeishuFileUpload: parts.append(.init(name: name, value: .file(file)))
        case let files as [FeishuFileUpload] where Value.self == [FeishuFileUpload].self:
            parts += files.map { .init(name: name, value: .file($0)) }
        default: parts += try Self.texts(of: value).map { .init(name: name, value: .text($0)) }
        }
    }

    /// The text of a value: plain values as they are, others as JSON.
    static func texts(of value: some FeishuFieldValue) throws -> [String] {
        switch value {
        case FeishuJSONValue.string(let text) as FeishuJSONValue: [text]
        case let value as any FeishuParameterValue: [value.parameterText]
        case let values as [any FeishuParameterValue]: values.map(\.parameterText)
        default: [String(decoding: try JSONEncoder.sorted.encode(value), as: UTF8.self)]
        }
    }
}
