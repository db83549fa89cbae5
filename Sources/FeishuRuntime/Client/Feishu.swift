/// The namespace of the generated endpoints: `Feishu.Hire.V1.WebsiteDeliveryTask.Get`.
public enum Feishu {}

/// A part of the platform's API, from which a client's calls are reached: a service, a version or a resource.
public protocol FeishuNamespace: Sendable {
    /// The client that sends the calls.
    var client: FeishuClient { get }

    init(client: FeishuClient)
}
