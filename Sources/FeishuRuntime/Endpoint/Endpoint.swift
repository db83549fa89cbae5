/// One call of one endpoint as a value: what it sends, and which types go and come.
///
/// Generated types conform; build a value, inspect it, and send it with `FeishuClient.send(_:)`.
public protocol FeishuEndpoint: Sendable {
    /// The JSON body. `FeishuNoBody` where the endpoint takes none.
    associatedtype Body: Encodable & Sendable = FeishuNoBody
    /// What a successful call returns. `FeishuNoContent` where the document promises nothing.
    associatedtype Response: FeishuResponsePayload & Sendable = FeishuNoContent

    /// What the document states about the endpoint.
    static var descriptor: FeishuEndpointDescriptor { get }

    /// What the document shows as requests and answers.
    static var samples: FeishuEndpointSamples { get }

    var body: Body { get }

    /// What stands in place of the `:name` segments of the path, in their order.
    var pathParameters: [any FeishuParameterValue] { get }

    /// Adds the query and header parameters of this call.
    func encode(to parameters: inout FeishuRequestParameters)
}

extension FeishuEndpoint {
    public static var samples: FeishuEndpointSamples { FeishuEndpointSamples() }

    public var pathParameters: [any FeishuParameterValue] { [] }

    public func encode(to parameters: inout FeishuRequestParameters) {}
}

extension FeishuEndpoint where Body == FeishuNoBody {
    public var body: FeishuNoBody { FeishuNoBody() }
}

/// The body of a request without one.
public struct FeishuNoBody: Encodable, Sendable {}

/// What a call returns.
public protocol FeishuResponsePayload: Codable, Hashable {
    /// What stands for a payload that the platform left out or sent as `null`.
    static var absent: Self { get }
}

extension Array: FeishuResponsePayload where Element: Codable & Hashable {
    public static var absent: [Element] { [] }
}

extension FeishuJSONValue: FeishuResponsePayload {
    public static var absent: FeishuJSONValue { .null }
}

/// The result of a call that only tells that it worked.
public struct FeishuNoContent: FeishuAllOptionalModel {
    public init() {}

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {}
}
