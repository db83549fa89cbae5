import FeishuAPI
import OtherLibrary

/// Uses the other library's types by their plain names, which compiles only while the client has none of these names.
struct OtherNames: Model, Endpoint, Transport, Middleware {
    let request = HTTPRequest()
    let response = HTTPResponse()
    let headers = HTTPHeaders()
    let method = HTTPMethod()
    let json = JSONValue()
    let limit = RateLimit()
    let policy = RetryPolicy()
    let polling = Polling()
}
