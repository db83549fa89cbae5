/// The keys of the envelope in which the platform sends events.
package enum EventKeys {
    package static let header = "header"
    package static let event = "event"
    /// In version 1.0, the type of the event. In version 2.0, it can be any member of the event.
    package static let type = "type"
}
