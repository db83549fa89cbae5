import Foundation

/// An HTTP/1.1 server on the loopback interface for tests. It uses plain sockets and one thread per connection.
public final class LoopbackServer: @unchecked Sendable {
    /// A received request.
    public struct Request: Sendable {
        /// The request line, such as `PATCH /path?query HTTP/1.1`.
        public let line: String
        /// The headers by lowercase name.
        public let headers: [String: String]
        public let body: Data

        /// The method and the target, such as `PATCH /path?query`.
        public var target: String { line.split(separator: " ").prefix(2).joined(separator: " ") }
    }

    public struct Reply: Sendable {
        public var status: Int
        public var headers: [String: String]
        public var body: String
        /// A closure that is called when half of the body has been sent.
        public var pause: (@Sendable () -> Void)?
        /// Whether the connection is kept alive although the client asked to close it.
        public var ignoresClose: Bool
        /// The whole response with its head, after which the connection is closed.
        public var raw: [UInt8]?
        /// The number of bytes to send after those of `raw`.
        public var streamedCount = 0

        public init(
            status: Int = 200, headers: [String: String] = [:], _ body: String, ignoresClose: Bool = false,
            pause: (@Sendable () -> Void)? = nil
        ) {
            self.ignoresClose = ignoresClose
            self.status = status
            self.headers = headers
            self.body = body
            self.pause = pause
        }

        /// Creates a reply that is sent as it is.
        public init(raw: some Sequence<UInt8>) {
            self.init("")
            self.raw = Array(raw)
        }

        /// Creates a reply with a body of this size, which is not made at once.
        public init(streaming count: Int) {
            self.init(
                raw: "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: \(count)\r\n\r\n"
                    .utf8)
            streamedCount = count
        }
    }

    /// The URL of the server: `http://127.0.0.1:<port>`.
    public let url: URL

    private let listener: Int32
    private let respond: @Sendable (Request) -> Reply?
    private let keepsRequests: Bool
    private let lock = NSLock()
    private var received: [Request] = []
    private var isStopping = false
    private let closed = DispatchSemaphore(value: 0)

    struct SocketError: Error {
        let call: String
        let code = errno
    }

    /// Starts a server on a free port.
    ///
    /// - Parameters:
    ///   - keepsRequests: Whether received requests are added to `requests`.
    ///   - respond: A closure that returns the reply to a request, or nil to drop the connection. It is called on the
    ///     thread of the connection.
    /// - Throws: An error if the socket cannot be opened.
    public init(keepsRequests: Bool = true, respond: @escaping @Sendable (Request) -> Reply?) throws {
        let listener = Self.makeSocket()
        guard listener >= 0 else { throw SocketError(call: "socket") }
        let bound = withSocketAddress(port: 0) { bind(listener, $0, $1) }
        guard bound == 0, listen(listener, 128) == 0 else { throw SocketError(call: "bind") }
        var port: UInt16 = 0
        _ = withSocketAddress(port: 0) { address, length in
            var length = length
            let result = getsockname(listener, address, &length)
            port = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
            return result
        }
        self.listener = listener
        self.respond = respond
        self.keepsRequests = keepsRequests
        url = URL(string: "http://127.0.0.1:\(port)")!
        Thread.detachNewThread { [self] in acceptAll() }
    }

    /// The requests received so far.
    public var requests: [Request] { lock.withLock { received } }

    /// Stops listening, and returns when the port is free. Open connections remain until their clients close them.
    public func stop() {
        let isFirst = lock.withLock {
            defer { isStopping = true }
            return !isStopping
        }
        guard isFirst else { return }
        // Wakes the accepting thread, which then closes the socket. If the socket were closed here, that thread could
        // accept connections on another socket that reuses its descriptor.
        shutdown(listener, Int32(SHUT_RDWR))
        let waker = Self.makeSocket()
        _ = withSocketAddress(port: UInt16(url.port ?? 0)) { connect(waker, $0, $1) }
        close(waker)
        closed.wait()
    }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0 { break }
            #if canImport(Darwin)
                // Sending to a connection that the client has closed must fail instead of ending the process.
                var isOn: Int32 = 1
                setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
            #endif
            if lock.withLock({ isStopping }) {
                close(connection)
                break
            }
            Thread.detachNewThread { [self] in serve(connection) }
        }
        close(listener)
        closed.signal()
    }

    private static func makeSocket() -> Int32 {
        #if canImport(Darwin)
            socket(AF_INET, SOCK_STREAM, 0)
        #else
            socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var buffer = Data()
        while let request = Self.readRequest(from: connection, buffer: &buffer) {
            if keepsRequests { lock.withLock { received.append(request) } }
            guard let reply = respond(request) else { return }
            if let raw = reply.raw {
                _ = Self.send(raw[...], to: connection)
                let part = [UInt8](repeating: 0x78, count: 1 << 20)
                var rest = reply.streamedCount
                while rest > 0, Self.send(part[..<min(rest, part.count)], to: connection) {
                    rest -= min(rest, part.count)
                }
                return
            }
            var head = "HTTP/1.1 \(reply.status) Status\r\nContent-Length: \(reply.body.utf8.count)\r\n"
            let isLast = request.headers["connection"]?.lowercased() == "close" && !reply.ignoresClose
            if isLast { head += "Connection: close\r\n" }
            for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
            let bytes = Array((head + "\r\n" + reply.body).utf8)
            let half = bytes.count - reply.body.utf8.count / 2
            if let pause = reply.pause {
                guard Self.send(bytes[..<half], to: connection) else { return }
                pause()
                guard Self.send(bytes[half...], to: connection) else { return }
            } else {
                // At once, because the second of two small parts would wait for the acknowledgment of the first.
                guard Self.send(bytes[...], to: connection) else { return }
            }
            if isLast { return }
        }
    }

    /// - Returns: Whether all bytes were sent.
    private static func send(_ bytes: ArraySlice<UInt8>, to connection: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.send(connection, $0.baseAddress, $0.count, sendFlags) }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    #if canImport(Darwin)
        private static let sendFlags: Int32 = 0
    #else
        private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    /// Reads one request, or returns nil if the client has closed the connection.
    private static func readRequest(from connection: Int32, buffer: inout Data) -> Request? {
        let separator = Data("\r\n\r\n".utf8)
        while true {
            if let end = buffer.range(of: separator) {
                let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                    headers[parts[0].lowercased()] = parts.count > 1 ? parts[1] : ""
                }
                let length = Int(headers["content-length"] ?? "") ?? 0
                if buffer.endIndex - end.upperBound >= length {
                    let body = Data(buffer[end.upperBound..<end.upperBound + length])
                    buffer = Data(buffer[(end.upperBound + length)...])
                    return Request(line: lines[0], headers: headers, body: body)
                }
            }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = recv(connection, &chunk, chunk.count, 0)
            if count <= 0 { return nil }
            buffer.append(contentsOf: chunk[..<count])
        }
    }
}

/// Calls a closure with the socket address of a port on the loopback interface.
private func withSocketAddress(
    port: UInt16, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
}
