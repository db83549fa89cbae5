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
        let decoder = JSONDecoder()
        decoder.userInfo[FieldReporter.key] = FieldReporter(
            root: nil, onDroppedField: onDroppedField, onDeviation: nil)
        return try decoder.decode(Push<Self>.self, from: push).event
    }
}

private struct Push<Event: FeishuEvent>: Decodable {
    let event: Event
}
