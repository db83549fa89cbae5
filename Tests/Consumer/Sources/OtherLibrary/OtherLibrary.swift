/// Types with the names that web frameworks and HTTP libraries use. They must stay usable next to the client.
public protocol Model {}
public protocol Endpoint {}
public protocol Transport {}
public protocol Middleware {}
public struct HTTPRequest: Sendable { public init() {} }
public struct HTTPResponse: Sendable { public init() {} }
public struct HTTPHeaders: Sendable { public init() {} }
public struct HTTPMethod: Sendable { public init() {} }
public struct JSONValue: Sendable { public init() {} }
public struct RateLimit: Sendable { public init() {} }
public struct RetryPolicy: Sendable { public init() {} }
public struct Polling: Sendable { public init() {} }
