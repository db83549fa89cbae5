import Foundation

/// The ticket of a store app: the platform pushes it to the app's event URL, and the app puts it into the token store.
struct AppTickets: Sendable {
    let key: FeishuTokenKey
    let app: FeishuApp
    let store: ReportingStore
    /// What this process received, for the case that the store cannot be read.
    let received = FeishuMemoryTokenStore()
    let sender: AuthSender

    /// How long to wait for a push that was asked for.
    private static let timeout: Duration = .seconds(30)
    private static let pause: Duration = .seconds(1)

    /// The ticket that came last. Without one, asks for a push and waits for it.
    ///
    /// - Parameter refused: A ticket that the platform no longer takes.
    func ticket(insteadOf refused: FeishuStoredToken? = nil) async throws -> FeishuStoredToken {
        if let ticket = await last, ticket.value != refused?.value { return ticket }
        if let refused {
            await received.remove(refused, for: key)
            await store.remove(refused, for: key)
        }
        _ = try await sender.send(ResendAppTicket(body: app.credentials), hiding: [app.secret])
        let deadline = sender.timeline.elapsed() + Self.timeout
        while sender.timeline.elapsed() < deadline {
            try await sender.timeline.sleep(Self.pause)
            if let ticket = await last, ticket.value != refused?.value { return ticket }
        }
        throw MissingAppTicket(appID: app.id)
    }

    /// Takes a ticket that the platform pushed.
    func receive(_ ticket: String) async {
        let ticket = FeishuStoredToken(value: ticket, expiresAt: nil)
        await received.save(ticket, for: key)
        await store.save(ticket, for: key)
    }

    private var last: FeishuStoredToken? {
        get async {
            if let stored = await store.token(for: key) { return stored }
            return await received.token(for: key)
        }
    }
}

/// The platform was asked to push the ticket of a store app, and it has not come.
struct MissingAppTicket: LocalizedError {
    let appID: String

    var errorDescription: String? {
        "no app ticket of \(appID) has come; when the app's event URL receives app_ticket, pass it to client.receive(appTicket:)"
    }
}
