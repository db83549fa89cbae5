import Foundation

/// The ticket of a store app, which the platform pushes to the app's event URL and the app saves in the token store.
struct AppTickets: Sendable {
    let key: FeishuTokenKey
    let app: FeishuApp
    let store: ReportingStore
    private let unsaved = UnsavedTokens()
    let sender: AuthSender

    /// The maximum wait for a requested push.
    private static let timeout: Duration = .seconds(30)
    /// The interval at which the store is checked for the pushed ticket.
    private static let pause: Duration = .seconds(1)

    /// Returns the latest ticket. If there is none, requests a push and waits for it.
    ///
    /// - Parameter rejected: A ticket that the platform no longer accepts, which is removed.
    /// - Throws: `MissingAppTicket` if no ticket is pushed within 30 seconds.
    func ticket(replacing rejected: FeishuStoredToken? = nil) async throws -> FeishuStoredToken {
        if let ticket = await latest, ticket.value != rejected?.value { return ticket }
        if let rejected {
            await unsaved.remove(rejected, for: key, in: store)
        }
        _ = try await sender.send(ResendAppTicket(body: app.credentials), hiding: [app.secret])
        let deadline = sender.timeline.elapsed() + Self.timeout
        while sender.timeline.elapsed() < deadline {
            try await sender.timeline.sleep(Self.pause)
            if let ticket = await latest, ticket.value != rejected?.value { return ticket }
        }
        throw MissingAppTicket(appID: app.id)
    }

    /// Saves a ticket that the platform pushed.
    func receive(_ ticket: String) async {
        await unsaved.replace(with: FeishuStoredToken(value: ticket, expiresAt: nil), for: key, in: store)
    }

    private var latest: FeishuStoredToken? {
        get async {
            await unsaved.latest(for: key, in: store)
        }
    }
}

/// An error for a requested app ticket that was not received in time.
struct MissingAppTicket: LocalizedError {
    let appID: String

    var errorDescription: String? {
        "no app ticket received for \(appID); pass the ticket of each app_ticket event to client.receive(appTicket:)"
    }
}
