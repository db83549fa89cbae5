import Foundation
import Testing

@testable import FeishuRuntime

/// Messages in parts, which arrive in any order or not at all.
@Suite struct MessagePartsTests {
    private static func data(_ text: String) -> Data { Data(text.utf8) }

    @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 0, 2, 1, 1]]) func partsAreJoinedInTheirOrder(order: [Int]) {
        var parts = MessageParts(maximumSize: 100)
        var messages: [String] = []
        for number in order {
            let outcome = parts.add(Self.data("<\(number)>"), of: "m", number: number, count: 3, at: .zero)
            if let message = outcome.message { messages.append(String(decoding: message, as: UTF8.self)) }
            #expect(outcome.lost.isEmpty)
        }
        #expect(messages.first == "<0><1><2>")
    }

    @Test func aCompleteMessageLeavesNothing() {
        var parts = MessageParts(maximumSize: 100)
        for number in 0..<2 { _ = parts.add(Self.data("abc"), of: "m", number: number, count: 2, at: .zero) }
        #expect(parts.size == 0)
    }

    @Test func messagesDoNotMix() {
        var parts = MessageParts(maximumSize: 100)
        _ = parts.add(Self.data("a"), of: "1", number: 0, count: 2, at: .zero)
        _ = parts.add(Self.data("b"), of: "2", number: 0, count: 2, at: .zero)
        #expect(parts.add(Self.data("B"), of: "2", number: 1, count: 2, at: .zero).message == Self.data("bB"))
        #expect(parts.add(Self.data("A"), of: "1", number: 1, count: 2, at: .zero).message == Self.data("aA"))
    }

    @Test func partsOfAnotherDivisionReplaceTheFirst() {
        var parts = MessageParts(maximumSize: 100)
        _ = parts.add(Self.data("old"), of: "m", number: 0, count: 3, at: .zero)
        _ = parts.add(Self.data("a"), of: "m", number: 0, count: 2, at: .zero)
        #expect(parts.add(Self.data("b"), of: "m", number: 1, count: 2, at: .zero).message == Self.data("ab"))
    }

    @Test func anIncompleteMessageIsForgottenAfterAMinute() {
        var parts = MessageParts(maximumSize: 100)
        _ = parts.add(Self.data("a"), of: "1", number: 0, count: 2, at: .zero)
        let outcome = parts.add(Self.data("b"), of: "2", number: 0, count: 2, at: .seconds(61))
        #expect(outcome == .init(lost: ["1"]) && parts.size == 1)
    }

    @Test func aMessageThatIsTooLargeIsLost() {
        var parts = MessageParts(maximumSize: 4)
        _ = parts.add(Self.data("abc"), of: "m", number: 0, count: 2, at: .zero)
        #expect(parts.add(Self.data("de"), of: "m", number: 1, count: 2, at: .zero) == .init(lost: ["m"]))
        #expect(parts.size == 0)
    }

    @Test func theSizeCanBeUnlimited() {
        var parts = MessageParts(maximumSize: .max)
        _ = parts.add(Self.data("a"), of: "m", number: 0, count: 2, at: .zero)
        #expect(parts.add(Self.data("b"), of: "m", number: 1, count: 2, at: .zero).message == Self.data("ab"))
    }

    @Test func expiredMessagesAreRemoved() {
        var parts = MessageParts(maximumSize: 100)
        _ = parts.add(Self.data("a"), of: "1", number: 0, count: 2, at: .zero)
        #expect(parts.removeExpired(at: .seconds(60)) == [] && parts.removeExpired(at: .seconds(61)) == ["1"])
        #expect(parts.count == 0)
    }

    @Test func memoryIsBounded() {
        var parts = MessageParts(maximumSize: 10)
        var lost: [String] = []
        for number in 0..<1000 {
            lost += parts.add(Self.data("abcde"), of: "\(number)", number: 0, count: 2, at: .milliseconds(number)).lost
            #expect(parts.size <= 80)
        }
        // The oldest ones.
        #expect(lost == (0..<984).map { "\($0)" })
        for number in 0..<1000 {
            _ = parts.add(Data(), of: "empty \(number)", number: 0, count: 2, at: .seconds(2 + number / 100))
        }
        #expect(parts.count == 64)
    }

    @Test(arguments: [
        ("m", -1, 2), ("m", 3, 2), ("m", .max, .max), ("m", 0, -1), ("m", 0, 0), ("m", 0, 5000),
        (String(repeating: "i", count: 201), 0, 2),
    ])
    func aPartThatMakesNoSenseIsLost(id: String, number: Int, count: Int) {
        var parts = MessageParts(maximumSize: 100)
        #expect(parts.add(Self.data("a"), of: id, number: number, count: count, at: .zero) == .init(lost: [id]))
        #expect(parts.size == 0)
    }
}
