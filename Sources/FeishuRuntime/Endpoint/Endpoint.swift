/// One call of one endpoint as a value: what it sends, and which types go and come.
///
/// Generated types conform; build a value, inspect it, and send it with `FeishuClient.send(_:)`.
public protocol Endpoint: Sendable {
    /// The JSON body. `NoBody` where the endpoint takes none.
    associatedtype Body: Encodable & Sendable = NoBody
    /// What a successful call returns. `NoContent` where the document promises nothing.
    associatedtype Response: ResponsePayload & Sendable = NoContent

    /// What the document states about the endpoint.
    static var descriptor: EndpointDescriptor { get }

    /// What the document shows as requests and answers.
    static var samples: EndpointSamples { get }

    var body: Body { get }

    /// What stands in place of the `:name` segments of the path, in their order.
    var pathParameters: [any ParameterValue] { get }

    /// Adds the query and header parameters of this call.
    func encode(to parameters: inout RequestParameters)
}

extension Endpoint {
    public static var samples: EndpointSamples { EndpointSamples() }

    public var pathParameters: [any ParameterValue] { [] }

    public func encode(to parameters: inout RequestParameters) {}
}

extension Endpoint where Body == NoBody {
    public var body: NoBody { NoBody() }
}

/// The body of a request without one.
public struct NoBody: Encodable, Sendable {}

/// What a call returns.
public protocol ResponsePayload: Codable, Hashable {
    /// What stands for a payload that the platform left out or sent as `null`.
    static var absent: Self { get }
}

extension Array: ResponsePayload where Element: Codable & Hashable {
    public static var absent: [Element] { [] }
}

extension JSONValue: ResponsePayload {
    public static var absent: JSONValue { .null }
}

/// The result of a call that only tells that it worked.
public struct NoContent: AllOptionalModel {
    public init() {}

    public mutating func visitFields(_ visitor: inout some FieldVisitor) throws {}
}
