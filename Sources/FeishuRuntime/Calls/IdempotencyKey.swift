import Foundation

/// An endpoint whose request contains a key of the caller, by which the platform recognizes a repeated call.
///
/// The client fills the key once per call if the caller sets none, also if it is marked to be sent as null, and keeps it over retries. A call with a key is safe to repeat. See
/// `fillsIdempotencyKeys` of the client's configuration.
public protocol FeishuIdempotentEndpoint: FeishuEndpoint {
    /// The key, which is a field of the request.
    var idempotencyKey: String? { get set }
}

extension FeishuEndpoint {
    /// Returns the call with an idempotency key, if its endpoint has one and the caller set none.
    func withIdempotencyKey() -> Self {
        guard var call = self as? any FeishuIdempotentEndpoint, call.idempotencyKey == nil else { return self }
        call.idempotencyKey = UUID().uuidString.lowercased()
        return call as? Self ?? self
    }

    /// Whether the call can be repeated: because its endpoint says so, or because it contains a key.
    var isRepeatable: Bool {
        facts.isIdempotent || (self as? any FeishuIdempotentEndpoint)?.idempotencyKey?.isEmpty == false
    }
}
