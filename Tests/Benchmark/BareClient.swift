import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The minimal code to send the call and decode its response without this package.
struct BareClient: Sendable {
    private let session: URLSession
    private let url: URL

    init(url: URL) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 32
        session = URLSession(configuration: configuration)
        self.url = url
    }

    struct Failure: Error {}

    func get() async throws -> Task {
        var request = URLRequest(url: url.appendingPathComponent("/open-apis/hire/v1/websites/1/delivery_tasks/2"))
        request.setValue("Bearer t-benchmark", forHTTPHeaderField: "Authorization")
        let (body, response) = try await session.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw Failure() }
        let envelope = try JSONDecoder().decode(Envelope.self, from: body)
        guard envelope.code == 0, let task = envelope.data else { throw Failure() }
        return task
    }

    struct Envelope: Decodable {
        let code: Int
        let msg: String?
        let data: Task?
    }

    struct Task: Decodable, Sendable {
        let status: Int?
        let delivery: Delivery?
        let status_msg: String?
        let extra_info: String?
    }

    struct Delivery: Decodable, Sendable {
        let application_id: String?
        let id: String?
        let job_id: String?
        let job_post_id: String?
        let portal_resume_id: String?
        let user_id: String?
        let talent_id: String?
    }
}
