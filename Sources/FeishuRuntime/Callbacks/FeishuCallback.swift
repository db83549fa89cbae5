/// The payload of a callback: a request of the platform whose reply is the app's answer, such as a click on a card.
///
/// The platform waits for 3 seconds, and does not send a callback again.
public protocol FeishuCallback: FeishuEvent {
    /// The type of the answer, whose JSON is the reply.
    associatedtype Answer: Encodable & Sendable
}
