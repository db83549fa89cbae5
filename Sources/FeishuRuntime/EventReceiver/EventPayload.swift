import Foundation

extension FeishuEvent {
    /// Decodes the payload of a push, as a receiver does.
    ///
    /// - Parameters:
    ///   - push: The envelope as JSON.
    ///   - onDroppedField: A closure that is called for every value that cannot be converted.
    package static func payload(
        of push: Data, onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void
    ) throws -> Self {
        try payload(of: push, FieldReporter(root: nil, onDroppedField: onDroppedField, onDeviation: nil))
    }

    static func payload(of push: Data, _ reporter: FieldReporter) throws -> Self {
        let decoder = JSONDecoder()
        decoder.userInfo[FieldReporter.key] = reporter
        return try decoder.decode(PayloadEnvelope<Self>.self, from: push).event
    }
}

private struct PayloadEnvelope<Event: FeishuEvent>: Decodable {
    let event: Event

    init(from decoder: any Decoder) throws {
        event = try decoder.container(keyedBy: FieldKey.self).decode(Event.self, forKey: FieldKey("event"))
    }
}
