import Foundation

/// The parts of messages that are too large for one frame, in bounded memory.
package struct MessageParts {
    private struct Message {
        let count: Int
        let startedAt: Duration
        var parts: [Int: Data] = [:]
        var size = 0
    }

    /// The platform sends a message again after 15 seconds, with all of its parts.
    private static let lifetime: Duration = .seconds(60)
    private static let maximumCount = 1024
    private static let maximumMessages = 64
    private static let maximumIDLength = 200

    private let maximumSize: Int
    /// The maximum size of all incomplete messages.
    private let totalSize: Int
    private var messages: [String: Message] = [:]

    /// - Parameter maximumSize: The maximum size of a message. Together, incomplete messages have up to 8 times that size.
    package init(maximumSize: Int) {
        self.maximumSize = maximumSize
        totalSize = 8 * min(maximumSize, .max / 8)
    }

    /// The result of adding a part.
    package struct Outcome: Equatable {
        /// The message, if the part was its last one.
        package var message: Data?
        /// The ids of messages that will never be complete.
        package var lost: [String] = []
    }

    /// The number of incomplete messages.
    package var count: Int { messages.count }

    /// The size of all parts.
    package var size: Int { messages.values.reduce(0) { $0 + $1.size } }

    /// Adds a part.
    ///
    /// - Parameters:
    ///   - part: The bytes.
    ///   - id: The id of the message.
    ///   - number: The number of the part, by which the parts are in order.
    ///   - count: The number of the message's parts.
    ///   - time: The current time.
    package mutating func add(_ part: Data, of id: String, number: Int, count: Int, at time: Duration) -> Outcome {
        var outcome = Outcome()
        outcome.lost = removeExpired(at: time)
        guard id.utf8.count <= Self.maximumIDLength, (1...Self.maximumCount).contains(count),
            (0...count).contains(number)
        else {
            outcome.lost.append(id)
            return outcome
        }
        var message = messages[id] ?? Message(count: count, startedAt: time)
        // The parts of another division do not fit.
        if message.count != count { message = Message(count: count, startedAt: time) }
        message.size += part.count - (message.parts[number]?.count ?? 0)
        // A slice would keep its whole frame in memory.
        message.parts[number] = part.withUnsafeBytes { Data($0) }
        messages[id] = message
        if message.size > maximumSize {
            lose(id, &outcome)
        } else if message.parts.count == count {
            messages[id] = nil
            outcome.message = message.parts.sorted { $0.key < $1.key }.reduce(into: Data()) { $0.append($1.value) }
        } else {
            makeRoom(&outcome)
        }
        return outcome
    }

    /// Removes the messages that are incomplete for too long.
    ///
    /// - Returns: Their ids.
    package mutating func removeExpired(at time: Duration) -> [String] {
        var outcome = Outcome()
        for (id, message) in messages where time - message.startedAt > Self.lifetime { lose(id, &outcome) }
        return outcome.lost
    }

    private mutating func makeRoom(_ outcome: inout Outcome) {
        while messages.count > Self.maximumMessages || size > totalSize,
            let oldest = messages.min(by: { $0.value.startedAt < $1.value.startedAt })
        {
            lose(oldest.key, &outcome)
        }
    }

    private mutating func lose(_ id: String, _ outcome: inout Outcome) {
        messages[id] = nil
        outcome.lost.append(id)
    }
}
