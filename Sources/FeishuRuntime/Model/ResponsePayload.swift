/// A type that a call can return.
public protocol FeishuResponsePayload: Codable, Hashable {
    /// The value for a payload that the platform omitted or sent as `null`.
    static var absent: Self { get }
}

extension Array: FeishuResponsePayload where Element: Codable & Hashable {
    public static var absent: [Element] { [] }
}

extension FeishuJSONValue: FeishuResponsePayload {
    public static var absent: FeishuJSONValue { .null }
}
