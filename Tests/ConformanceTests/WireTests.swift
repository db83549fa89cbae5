import EndpointSpec
import FeishuTesting
import Foundation
import Generated
import LoopbackPlatform
import Testing

@testable import FeishuRuntime

/// What calls send over HTTP, and what becomes of the documented responses and errors.
@Suite struct WireTests {
    /// A call with the document's examples, and with its first sample as the body.
    @Test(arguments: SpecifiedEndpoint.sendable)
    func aCallIsSentAsItsSpecSays(endpoint: SpecifiedEndpoint) async throws {
        let server = try LoopbackServer { _ in .init(endpoint.reply) }
        defer { server.stop() }
        let token = "t-\(endpoint.spec.id)"
        let body = try endpoint.body
        try await Self.send(endpoint.type, body, to: server, token: token, endpoint.tokenKind)
        let request = try #require(server.requests.last)
        let expected = ExpectedRequest(spec: endpoint.spec, body: body)
        #expect(expected.differences(from: request, token: token) == [])
    }

    /// Each documented code arrives as its constant with its advice.
    @Test(arguments: SpecifiedEndpoint.sendable)
    func aDocumentedErrorIsThrown(endpoint: SpecifiedEndpoint) async throws {
        let errors = (endpoint.spec.errors ?? []).filter { $0.code != 0 }
        if errors.isEmpty { return }
        let server = try LoopbackServer { request in
            let index = request.headers["x-error"].flatMap { Int($0) } ?? 0
            return .init(status: errors[index].status ?? 400, #"{"code":\#(errors[index].code),"msg":"wrong"}"#)
        }
        defer { server.stop() }
        let body = try endpoint.body
        for (index, documented) in errors.enumerated() {
            let error = await #expect(throws: FeishuError.self) {
                let header = ("X-Error", String(index))
                try await Self.send(endpoint.type, body, to: server, token: "t", endpoint.tokenKind, header: header)
            }
            guard let error, case .api(let code, _) = error.reason else {
                Issue.record("\(documented.code) became \(error.map { "\($0)" } ?? "nothing")")
                continue
            }
            #expect(code == FeishuErrorCode(rawValue: documented.code))
            // Documents list some codes several times.
            let meanings = errors.filter { $0.code == documented.code }
            #expect(meanings.contains { $0.message == error.documented?.message && $0.advice == error.advice })
        }
    }

    /// A file arrives with its name and its type.
    @Test(arguments: SpecifiedEndpoint.sendable.filter { $0.spec.response.type.base == .file })
    func aFileIsDownloaded(endpoint: SpecifiedEndpoint) async throws {
        let server = try LoopbackServer { _ in
            .init(
                headers: ["Content-Type": "text/csv", "Content-Disposition": "attachment; filename=\"a.csv\""], "1,2")
        }
        defer { server.stop() }
        let body = try endpoint.body
        let result = try await Self.send(endpoint.type, body, to: server, token: "t", endpoint.tokenKind)
        let download = try #require(result as? FeishuDownload)
        #expect(download.data == Data("1,2".utf8) && download.name == "a.csv" && download.contentType == "text/csv")
    }

    @discardableResult
    private static func send<Call: FeishuExampleEndpoint>(
        _: Call.Type, _ body: FeishuJSONValue?, to server: LoopbackServer, token: String,
        _ kind: FeishuAccessTokenKind, header: (name: String, value: String)? = nil
    ) async throws -> Any {
        let client = FeishuClient(
            tokens: FeishuFixedTokenProvider(token, kind: kind), host: try .url(server.url),
            configuration: .init(
                transport: ExtraHeader(header: header), rateLimits: .off, retries: .none))
        return try await client.send(Call.example(body: try Self.body(Call.Body.self, body)))
    }

    /// A value of the type of a body, with the fields of a sample.
    private static func body<Body>(_: Body.Type, _ sample: FeishuJSONValue?) throws -> Body {
        if let none = FeishuNoBody() as? Body { return none }
        let sample = sample ?? .object([:])
        if let type = Body.self as? any FeishuModel.Type {
            return try #require(try BodyFiller.model(type, sample) as? Body)
        }
        return try #require(sample as? Body)
    }
}

/// Sends requests with a further header, by which the server finds its reply.
private struct ExtraHeader: FeishuTransport {
    let header: (name: String, value: String)?

    func send(_ request: FeishuHTTPRequest) async throws -> FeishuHTTPResponse {
        var request = request
        if let header { request.headers[header.name] = header.value }
        return try await FeishuURLSessionTransport().send(request)
    }
}

/// Sets the fields of a body. A form cannot be decoded, because files are not JSON.
private struct BodyFiller: FeishuFieldVisitor {
    let members: [String: FeishuJSONValue]

    static func model<Body: FeishuModel>(_: Body.Type, _ sample: FeishuJSONValue) throws -> Body {
        var body = Body(unset: FeishuUnset())
        var filler = BodyFiller(members: sample.object ?? [:])
        try body.visitFields(&filler)
        return body
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, _ value: inout Value?) throws {
        if let sample = members[name] { value = try Self.value(sample) }
    }

    mutating func visit<Value: FeishuFieldValue>(_ name: String, required value: inout Value) throws {
        value = try Self.value(try #require(members[name], "the body needs the field \(name)"))
    }

    private static func value<Value: FeishuFieldValue>(_ sample: FeishuJSONValue) throws -> Value {
        let file = FeishuFileUpload.data(Data("content".utf8), named: "a.txt")
        if let value = (file as? Value) ?? ([file] as? Value) { return value }
        return try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(sample))
    }
}

extension SpecifiedEndpoint {
    /// The endpoints that can be called: on Linux, GET requests with a body are refused before they are sent.
    static let sendable = all.filter { $0.spec.method != .get || $0.spec.request == nil }

    /// The kind of token that calls of the endpoint have to have.
    fileprivate var tokenKind: FeishuAccessTokenKind {
        spec.accessTokens?.first.flatMap { FeishuAccessTokenKind(rawValue: $0.rawValue) } ?? .tenant
    }

    /// A response without an error.
    fileprivate var reply: String {
        spec.response.type.base == .file ? "file" : #"{"code":0,"msg":"success","data":{}}"#
    }

    /// The first sample of the body, or else a body of what the fields' examples and types say.
    fileprivate var body: FeishuJSONValue? {
        get throws {
            guard let request = spec.request else { return nil }
            let samples = try (request.samples ?? []).map { try $0.value() }
            if let sample = samples.first(where: { $0.hasAll(request.fields) }) { return sample }
            if request.fields?.isEmpty ?? true { return nil }
            return .object(Dictionary(uniqueKeysWithValues: request.required.map { ($0.name, $0.anything) }))
        }
    }
}

extension EndpointSpec.Request {
    fileprivate var required: [EndpointSpec.Field] { (fields ?? []).filter { $0.required == true } }
}

extension EndpointSpec.Field {
    /// A value of the type of the field.
    fileprivate var anything: FeishuJSONValue {
        var value: FeishuJSONValue
        switch type.base {
        case .string: value = (try? values?.first?.value.value()) ?? .string("text")
        case .int: value = (try? values?.first?.value.value()) ?? .integer(1)
        case .number: value = .integer(1)
        case .boolean: value = .boolean(true)
        case .map: value = .object(["key": .string("value")])
        case .object:
            let required = (fields ?? []).filter { $0.required == true }
            value = .object(Dictionary(uniqueKeysWithValues: required.map { ($0.name, $0.anything) }))
        case .any: value = .string("text")
        case .file: value = .string("file")
        }
        for _ in 0..<type.dimensions { value = .array([value]) }
        return value
    }
}

extension FeishuJSONValue {
    /// Whether an object has all required fields, at every level, and values of their types.
    fileprivate func hasAll(_ fields: [EndpointSpec.Field]?) -> Bool {
        guard let fields, !fields.isEmpty else { return true }
        guard case .object(let members) = self else { return false }
        let names = Set(fields.map(\.name))
        return members.keys.allSatisfy(names.contains)
            && fields.allSatisfy { field in
                guard let value = members[field.name] else { return field.required != true }
                return value.isOf(field, dimensions: field.type.dimensions)
            }
    }

    private func isOf(_ field: EndpointSpec.Field, dimensions: Int) -> Bool {
        if dimensions > 0 {
            guard case .array(let elements) = self else { return false }
            return elements.allSatisfy { $0.isOf(field, dimensions: dimensions - 1) }
        }
        switch (field.type.base, self) {
        case (.string, .string), (.int, .integer), (.number, .integer), (.number, .number), (.boolean, .boolean),
            (.map, .object), (.any, _), (.file, .string):
            return true
        case (.object, _): return hasAll(field.fields)
        default: return false
        }
    }
}
