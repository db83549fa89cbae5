import Foundation
import Testing

@testable import FeishuRuntime

/// What a call used is released when it ends.
@Suite struct ReleaseTests {
    /// Bytes that report when nothing has them anymore.
    private static func bytes(_ count: Int, onRelease: @escaping @Sendable () -> Void) -> Data {
        let pointer = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 1)
        pointer.initializeMemory(as: UInt8.self, repeating: 0x31, count: count)
        return Data(
            bytesNoCopy: pointer, count: count,
            deallocator: .custom { pointer, _ in
                pointer.deallocate()
                onRelease()
            })
    }

    @Test(arguments: ["success", "failure", "no response"])
    func theRequestOfACall(outcome: String) async throws {
        let released = Recorder<Int>()
        let transport = ClosureTransport { _ in
            if outcome == "no response" { throw URLError(.timedOut) }
            return .json("{\"code\":\(outcome == "success" ? 0 : 7)}")
        }
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: transport, retries: .none,
            middlewares: [
                { request, _, next in
                    var request = request
                    request.body = .data(Self.bytes(100_000) { released.record(1) })
                    return try await next(request)
                }
            ], observer: { _ in })
        for _ in 1...3 { _ = try? await client.send(Write()) }
        #expect(released.recorded.count == 3)
    }
}
