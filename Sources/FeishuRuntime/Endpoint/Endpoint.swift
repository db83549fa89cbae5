/// A call of an endpoint as a value, with the types of its request body and its response.
///
/// Generated types conform to this protocol. Create a value, inspect it, and send it with `FeishuClient.send(_:)`.
public protocol FeishuEndpoint: Sendable {
    /// The type of the body, or `FeishuNoBody` if the endpoint takes none.
    associatedtype Body: Encodable & Sendable = FeishuNoBody
    /// The type of a successful call's result, or `FeishuNoContent` if the document specifies none.
    associatedtype Response: FeishuResponsePayload & Sendable = FeishuNoContent

    /// The documented facts about the endpoint.
    static var descriptor: FeishuEndpointDescriptor { get }

    var body: Body { get }

    /// The values for the `:name` segments of the path, in order.
    var pathParameters: [any FeishuParameterValue] { get }

    /// Adds the query and header parameters of this call.
    func encode(to parameters: inout FeishuRequestParameters)

    /// Reads a response of the platform.
    ///
    /// - Parameters:
    ///   - response: The response as it was received.
    ///   - onDroppedField: A closure that is called for every value that cannot be converted.
    ///   - onDeviation: A closure that is called for every value that was converted or is not in its field's documented
    ///     list, or nil if nobody observes them.
    /// - Throws: `FeishuError` if the response reports a failure or does not have the documented form.
    static func response(
        from response: FeishuHTTPResponse, onDroppedField: @escaping @Sendable (FeishuDecodingFailure) -> Void,
        onDeviation: (@Sendable (FeishuFieldDeviation) -> Void)?
    ) throws -> Response
}

extension FeishuEndpoint {
    public var pathParameters: [any FeishuParameterValue] { [] }

    public func encode(to parameters: inout FeishuRequestParameters) {}
}

extension FeishuEndpoint where Body == FeishuNoBody {
    public var body: FeishuNoBody { FeishuNoBody() }
}

/// The body type of a call whose request has no body.
public struct FeishuNoBody: Encodable, Sendable {
    public init() {}
}

/// The result of a call that returns no data.
public struct FeishuNoContent: FeishuAllOptionalModel {
    public init() {}

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {}
}
