/// The namespace of the generated endpoints: `Feishu.Hire.V1.WebsiteDeliveryTask.Get`.
public enum Feishu {}

/// A service, version, or resource of the platform's API, which groups a client's calls.
public protocol FeishuNamespace: Sendable {
    /// The client that sends the calls.
    var client: FeishuClient { get }

    init(client: FeishuClient)
}
