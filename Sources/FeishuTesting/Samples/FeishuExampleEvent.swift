import FeishuRuntime

/// An event with documented samples. The generated samples target adds this conformance to each generated event.
///
/// ```swift
/// let response = await receiver.respond(to: try sender.push(sample: Event.samples[0]))
/// ```
public protocol FeishuExampleEvent: FeishuEvent {
    /// The documented pushes, including the envelope, as JSON. Empty if the document has none that is valid JSON.
    static var samples: [String] { get }
}
