import Foundation
import FeishuAPI

/// The example of the article "Access tokens and sign-in", with stand-ins for a web framework.
struct SigningIn {
    var session = Session()

    mutating func begin(_ client: FeishuClient, callback: URL) throws {
        let signIn = try client.beginSignIn(
            redirectURL: callback, scopes: FeishuSignIn.scopes(of: Feishu.endpoints))
        session.signIn = signIn  // Codable; a secret of this session
        redirect(to: signIn.url)
    }

    func finish(_ signIn: FeishuSignIn, _ client: FeishuClient, request: Request) async throws {
        let tokens = try await client.finishSignIn(signIn, redirect: request.url)
        let userID = try await identify(client.user(accessToken: tokens.accessToken))
        try await client.receive(userTokens: tokens, for: userID)
    }

    private func redirect(to url: URL) {}
    private func identify(_ client: FeishuClient) async throws -> String { "ou_7d8a" }

    struct Session {
        var signIn: FeishuSignIn?
    }

    struct Request {
        let url: URL
    }
}
