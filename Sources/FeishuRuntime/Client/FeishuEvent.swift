/// Something that happens in a client beside what its calls return and throw; for logs and metrics.
///
/// There will be more cases: switch with a `default`.
public enum FeishuEvent: Sendable {
    /// A field of an answer was left nil because it has another type than documented.
    case fieldDropped(endpoint: EndpointDescriptor, DecodingFailure)
    /// A call failed and is sent again after a pause.
    case retrying(FeishuError, pause: Duration)
}
