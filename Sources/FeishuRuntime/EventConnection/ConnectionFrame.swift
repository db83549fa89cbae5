import Foundation

/// A message of the long connection, which is encoded with Protocol Buffers.
package struct ConnectionFrame: Hashable, Sendable {
    package struct Header: Hashable, Sendable {
        package var key: String
        package var value: String

        package init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// The values of `method`.
    package static let control: UInt64 = 0
    package static let data: UInt64 = 1

    package var sequenceID: UInt64 = 0
    package var logID: UInt64 = 0
    package var service: UInt64 = 0
    package var method: UInt64
    package var headers: [Header]
    package var payloadEncoding: String?
    package var payloadType: String?
    package var payload: Data?
    package var newLogID: String?

    package init(service: UInt64, method: UInt64, headers: [Header], payload: Data? = nil) {
        self.service = service
        self.method = method
        self.headers = headers
        self.payload = payload
    }

    /// The value of the first header with a key.
    package subscript(key: String) -> String? { headers.first { $0.key == key }?.value }

    /// Returns the message that keeps a connection of a service alive.
    static func ping(service: UInt64) -> ConnectionFrame {
        ConnectionFrame(service: service, method: control, headers: [Header("type", "ping")])
    }
}

extension ConnectionFrame {
    /// Decodes a message. Unknown fields are ignored.
    ///
    /// - Throws: `ProtobufError`.
    package init(_ message: Data) throws(ProtobufError) {
        self.init(service: 0, method: 0, headers: [])
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch (field.number, field.value) {
            case (1, .varint(let value)): sequenceID = value
            case (2, .varint(let value)): logID = value
            case (3, .varint(let value)): service = value
            case (4, .varint(let value)): method = value
            case (5, .bytes(let bytes)): headers.append(try Header(bytes))
            case (6, .bytes(let bytes)): payloadEncoding = try bytes.text()
            case (7, .bytes(let bytes)): payloadType = try bytes.text()
            case (8, .bytes(let bytes)): payload = bytes
            case (9, .bytes(let bytes)): newLogID = try bytes.text()
            case (1...9, _): throw ProtobufError("field \(field.number) has another type")
            default: break
            }
        }
    }

    package var encoded: Data {
        var writer = ProtobufWriter()
        writer.append(1, sequenceID)
        writer.append(2, logID)
        writer.append(3, service)
        writer.append(4, method)
        for header in headers { writer.append(5, header.encoded) }
        if let payloadEncoding { writer.append(6, Data(payloadEncoding.utf8)) }
        if let payloadType { writer.append(7, Data(payloadType.utf8)) }
        if let payload { writer.append(8, payload) }
        if let newLogID { writer.append(9, Data(newLogID.utf8)) }
        return writer.data
    }
}

extension ConnectionFrame.Header {
    fileprivate init(_ bytes: Data) throws(ProtobufError) {
        self.init("", "")
        var reader = ProtobufReader(bytes)
        while let field = try reader.next() {
            switch (field.number, field.value) {
            case (1, .bytes(let bytes)): key = try bytes.text()
            case (2, .bytes(let bytes)): value = try bytes.text()
            case (1...2, _): throw ProtobufError("field \(field.number) of a header has another type")
            default: break
            }
        }
    }

    fileprivate var encoded: Data {
        var writer = ProtobufWriter()
        writer.append(1, Data(key.utf8))
        writer.append(2, Data(value.utf8))
        return writer.data
    }
}
