import Foundation

/// An HTTP method that the platform uses.
public enum FeishuHTTPMethod: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"

    /// Whether HTTP defines the method as idempotent (RFC 9110, section 9.2.2).
    var isIdempotent: Bool {
        switch self {
        case .get, .put, .delete: true
        case .post, .patch: false
        }
    }
}

/// HTTP header fields with case-insensitive names. The description omits the values, because some are secret.
public struct FeishuHTTPHeaders: Sendable, CustomStringConvertible, CustomReflectable {
    public private(set) var fields: [(name: String, value: String)]

    public init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields
    }

    public var description: String { fields.map(\.name).joined(separator: ", ") }

    public var customMirror: Mirror { Mirror(self, children: ["names": fields.map(\.name)]) }

    /// The first value of a header. Setting it replaces all values of the header.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.isSameHeader(as: name) }?.value }
        set {
            fields.removeAll { $0.name.isSameHeader(as: name) }
            if let newValue { fields.append((name, newValue)) }
        }
    }

    /// The log id, by which the platform's support can find the call.
    var logID: String? { self["X-Tt-Logid"] ?? self["X-Request-Id"] }

    /// Checks the syntax of header names and values. A line break in either could inject another header.
    ///
    /// - Throws: `InvalidParameter` for the first invalid header.
    static func check(_ fields: [(name: String, value: String)]) throws(InvalidParameter) {
        for field in fields {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(\.isTokenCharacter) else {
                throw InvalidParameter(reason: "invalid header name \(field.name.debugDescription)")
            }
            if field.value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
                throw InvalidParameter(reason: "the value of header \"\(field.name)\" contains a control character")
            }
        }
    }
}

extension String {
    /// Whether two names of headers are equal, which are ASCII and not case-sensitive.
    fileprivate func isSameHeader(as other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { left, right in
                left == right
                    || left | 0x20 == right | 0x20 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(left | 0x20)
            }
    }
}

extension UInt8 {
    /// Whether the character is valid in a header name (RFC 9110, section 5.6.2).
    fileprivate var isTokenCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}

/// A request that a transport sends. The description omits the headers and the body, because they can contain secrets.
public struct FeishuHTTPRequest: Sendable, CustomStringConvertible, CustomReflectable {
    public var method: FeishuHTTPMethod
    public var url: URL
    public var headers: FeishuHTTPHeaders
    public var body: FeishuHTTPBody?
    /// The file for the body of a response with a status of success, which replaces an existing file. If nil, and for
    /// other responses, the body is kept in memory.
    public var destination: URL?
    /// A closure that a transport calls with its progress, on any thread.
    public var onProgress: (@Sendable (FeishuTransferProgress) -> Void)?

    public init(
        method: FeishuHTTPMethod, url: URL, headers: FeishuHTTPHeaders = FeishuHTTPHeaders(),
        body: FeishuHTTPBody? = nil, destination: URL? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.destination = destination
    }

    /// Whether the body of the request or of its response is a file, of any size.
    var transfersFile: Bool {
        if case .file = body { return true }
        return destination != nil
    }

    public var description: String { "\(method.rawValue) \(url.path)" }

    public var customMirror: Mirror { Mirror(self, children: ["method": method, "path": url.path]) }
}

/// A response that a transport received, with any status. The description omits the headers and the body.
public struct FeishuHTTPResponse: Sendable, CustomStringConvertible, CustomReflectable {
    public var status: Int
    public var headers: FeishuHTTPHeaders
    /// The body, or empty if the body is in a file.
    public var body: Data
    /// The file with the body, if that is the destination of the request.
    public var file: URL?

    public init(status: Int, headers: FeishuHTTPHeaders = FeishuHTTPHeaders(), body: Data = Data(), file: URL? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.file = file
    }

    public var description: String { "HTTP status \(status), \(body.count) bytes" }

    public var customMirror: Mirror { Mirror(self, children: ["status": status, "bytes": body.count]) }

    /// Returns the response without secrets, or nil if it contains none.
    func hiding(_ secrets: [Secret]) -> FeishuHTTPResponse? {
        let body = body.hiding(secrets)
        if body == nil, !headers.fields.contains(where: { $0.value.contains(anyOf: secrets) }) { return nil }
        return FeishuHTTPResponse(
            status: status, headers: FeishuHTTPHeaders(headers.fields.map { ($0.name, $0.value.hiding(secrets)) }),
            body: body ?? self.body, file: file)
    }

    /// The size of the body in bytes, wherever it is.
    var bodySize: Int { file.flatMap { FeishuHTTPBody.file($0).size } ?? body.count }

    /// The log id, by which the platform's support can find the call.
    public var logID: String? { headers.logID }

    /// The wait that the platform requests before the next call, in its own header or in the one of HTTP (RFC 9110,
    /// section 10.2.3), which also has the form of a date.
    public var rateLimitReset: Duration? {
        let seconds =
            headers["x-ogw-ratelimit-reset"].flatMap(Double.init)
            ?? headers["Retry-After"].flatMap { text in
                Double(text) ?? Self.date(text).map { $0.timeIntervalSince(sentAt ?? Date()).rounded(.up) }
            }
        return seconds.flatMap { (0...86_400).contains($0) ? .seconds($0) : nil }
    }

    /// The date according to the clock of the server.
    private var sentAt: Date? { headers["Date"].flatMap(Self.date) }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
