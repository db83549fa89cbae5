import Foundation
import Testing

@testable import FeishuRuntime

/// Responses that repeat the token of their request among hostile texts: no description shows it, or more than one line.
@Suite struct ResponseFuzzTests {
    private struct Get: FeishuEndpoint {
        struct Response: FeishuAllOptionalModel {
            var name: String?
            var list: [Int]?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("name", &name)
                try visitor.visit("list", &list)
            }
        }

        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: nil)
    }

    private static let token = "secret-0g1045eM2VxA3kQpWnR7uLbZtYs8dFhJ"

    @Test func aResponseShowsNoTokenAndOneLine() {
        Fuzz.run("responses", outputShare: 0.02) { source in
            var bytes = Array(Self.body(&source).utf8)
            for _ in 0..<source.number(0...3) {
                bytes.damage(words: HostileText.json + HostileText.poisons, using: &source.random)
            }
            let headers = FeishuHTTPHeaders([("X-Tt-Logid", Self.text(&source))])
            let secret = Secret(Self.token)
            let received = FeishuHTTPResponse(
                status: source.pick([200, 400, 500]), headers: headers, body: Data(bytes))
            let shown = received.hiding([secret]) ?? received
            do {
                let dropped = Recorder()
                _ = try Get.response(from: shown) { dropped.record($0.hiding([secret])) }
                return .init(hasOutput: true, failure: dropped.failures.lazy.compactMap(Self.harm).first)
            } catch let error as FeishuError {
                return .init(hasOutput: false, failure: Self.harm(in: error.hiding([secret])))
            }
        }
    }

    private final class Recorder: @unchecked Sendable {
        private(set) var failures: [FeishuDecodingFailure] = []
        func record(_ failure: FeishuDecodingFailure) { failures.append(failure) }
    }

    private static func text(_ source: inout Fuzz.Source) -> String {
        let text = source.pick([token, "a", source.pick(HostileText.poisons)])
        return source.isOneOf(2) ? HostileText.surrounded(text, using: &source) : text
    }

    private static func body(_ source: inout Fuzz.Source) -> String {
        func json(_ depth: Int) -> FeishuJSONValue {
            switch source.number(0...(depth > 0 ? 5 : 3)) {
            case 0: .string(text(&source))
            case 1: .integer(source.number(0...9))
            case 2: .null
            case 3: .boolean(true)
            case 4: .array((0..<source.number(0...3)).map { _ in json(depth - 1) })
            default: .object([text(&source): json(depth - 1), "name": json(depth - 1)])
            }
        }
        let body: FeishuJSONValue = [
            "code": source.pick([0, 7, "0", "7"]), "msg": json(1), "data": json(3),
            "error": source.pick([json(1), ["message": json(0), "helps": [["url": json(0)]]]]),
        ]
        let encoded = (try? JSONEncoder().encode(body)) ?? Data()
        return source.isOneOf(10) ? "<html>" + text(&source) : String(decoding: encoded, as: UTF8.self)
    }

    private static func harm(in value: some CustomStringConvertible & CustomDebugStringConvertible) -> String? {
        for text in [value.description, value.debugDescription] {
            if Array(text.utf8).firstRange(of: Array(token.utf8)) != nil { return "shows the token" }
            let isUnsafeForTerminal = { (scalar: Unicode.Scalar) in
                scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
                    || (0x2028...0x2029).contains(scalar.value)
            }
            if text.unicodeScalars.contains(where: isUnsafeForTerminal) {
                return "is not one line of visible text: \(text.debugDescription)"
            }
        }
        return nil
    }
}
