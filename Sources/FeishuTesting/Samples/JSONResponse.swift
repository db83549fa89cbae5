import FeishuRuntime
import Foundation

extension FeishuHTTPResponse {
    /// Creates a response with a JSON body.
    init(status: Int, json: FeishuJSONValue) throws {
        self.init(status: status, jsonBody: try JSONEncoder().encode(json))
    }

    /// - Parameter jsonBody: The encoded body.
    init(status: Int, jsonBody: Data) {
        self.init(
            status: status, headers: FeishuHTTPHeaders([("Content-Type", "application/json; charset=utf-8")]),
            body: jsonBody)
    }
}

extension Encodable {
    /// The value as JSON.
    var json: FeishuJSONValue {
        get throws { try JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(self)) }
    }
}
