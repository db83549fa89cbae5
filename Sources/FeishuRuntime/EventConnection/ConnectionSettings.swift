import Foundation

/// The platform's settings for a connection, which it can change in every pong.
struct ConnectionSettings: Hashable, Sendable {
    /// The number of attempts to connect again, or nil for no limit.
    var attempts: Int?
    /// The pause between two attempts.
    var interval: Duration = .seconds(120)
    /// The maximum pause before the first attempt. The actual pause is random, so that the clients of a server that was
    /// restarted do not come back all at once.
    var jitter: Duration = .seconds(30)
    /// The time between two pings.
    var pingInterval: Duration = .seconds(120)

    /// The time without a message after which a connection is considered dead: 150 seconds, or longer if pings are rarer.
    var maximumSilence: Duration { max(.seconds(150), pingInterval + .seconds(30)) }

    /// Returns the pause before an attempt to connect again.
    ///
    /// - Parameters:
    ///   - attempt: The number of the attempt since the last connection, from 1.
    ///   - random: A number from 0 to 1.
    func pause(before attempt: Int, random: Double = .random(in: 0...1)) -> Duration {
        // A server that closes every connection at once must not make a client spin.
        max(attempt == 1 ? jitter * random : interval, .seconds(1))
    }

    /// Replaces the settings that the platform sent. An invalid number is ignored.
    mutating func update(with sent: Sent) {
        if let count = sent.reconnectCount { attempts = count < 0 ? nil : count }
        if let seconds = sent.reconnectInterval, seconds >= 0 { interval = .seconds(seconds).clamped }
        if let seconds = sent.reconnectNonce, seconds >= 0 { jitter = .seconds(seconds).clamped }
        if let seconds = sent.pingInterval, seconds > 0 { pingInterval = .seconds(seconds).clamped }
    }

    /// The settings as the platform sends them, in seconds.
    struct Sent: FeishuAllOptionalModel {
        var reconnectCount: Int?
        var reconnectInterval: Int?
        var reconnectNonce: Int?
        var pingInterval: Int?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("ReconnectCount", &reconnectCount)
            try visitor.visit("ReconnectInterval", &reconnectInterval)
            try visitor.visit("ReconnectNonce", &reconnectNonce)
            try visitor.visit("PingInterval", &pingInterval)
        }
    }
}
