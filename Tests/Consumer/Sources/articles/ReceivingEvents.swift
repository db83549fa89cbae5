import FeishuAPI
import FeishuTesting
import Foundation

/// The examples of the articles "Receiving events" and "Testing event handlers", with stand-ins for a server.
enum ReceivingEvents {
    static func run() async throws {
        try await test(json: #"{"schema":"2.0","header":{"event_type":"hire.ehr_import_task.imported_v1"},"event":{}}"#)
        try await lateAnswer()
        let router = Router()
        let client = FeishuClient(app: .custom(id: "cli_test", secret: "none"))
        await receive(token: "token", key: "key", client: client, router: router)
        let push = FeishuEventSender(verificationToken: "token", encryptKey: "key").challenge()
        let response = try await router.respond(to: push)
        precondition(response.status.code == 200)
        _ = configuration(sharedLog: FeishuMemoryEventLog(), logger: Logger(label: "feishu"))
    }

    static func receive(token: String, key: String, client: FeishuClient, router: Router) async {
        var receiver = FeishuEventReceiver(verificationToken: token, encryptKey: key, client: client)

        receiver.on(Feishu.Hire.V1.EHRImportTask.Imported.self) { event, context in
            print(event.taskID ?? "", context.tenantKey ?? "")
        }

        let events = receiver
        router.post("/events") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            let headers = FeishuHTTPHeaders(request.headers.map { ($0.name.rawName, $0.value) })
            let response = await events.respond(to: FeishuPush(headers: headers, body: Data(buffer: body)))
            return Response(
                status: .init(code: response.status), headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(data: response.body)))
        }

        await receiver.drain()
    }

    static func configuration(
        sharedLog: any FeishuEventLog, logger: Logger
    ) -> FeishuEventReceiver.Configuration {
        let configuration = FeishuEventReceiver.Configuration(
            acknowledges: .immediately, log: sharedLog,
            observer: { event in
                if event.level >= .warning { logger.log(level: .warning, "\(event)", metadata: [:]) }
            })
        return configuration
    }

    static func makeReceiver(verificationToken: String, encryptKey: String) -> FeishuEventReceiver {
        var receiver = FeishuEventReceiver(verificationToken: verificationToken, encryptKey: encryptKey)
        receiver.on(Feishu.Hire.V1.EHRImportTask.Imported.self) { event, _ in print(event.taskID ?? "no task") }
        return receiver
    }

    static func test(json: String) async throws {
        let sender = FeishuEventSender(verificationToken: "token", encryptKey: "key")
        let receiver = makeReceiver(verificationToken: "token", encryptKey: "key")

        var task = Feishu.Hire.V1.EHRImportTask.Imported()
        task.taskID = "7"
        let response = await receiver.respond(to: try sender.push(task))
        await receiver.drain()
        precondition(response.status == 200)

        let push = try sender.push(sample: json, id: "e-1")
        let status = await receiver.respond(to: push).status
        precondition(status == 200)

        // A duplicate has the same id.
        let first = try sender.push(task, id: "e-2")
        let duplicate = try sender.push(task, id: "e-2")

        // A late push is rejected: its age is more than 5 minutes.
        let late = try sender.push(task, age: .seconds(600))

        // A forged push has another key.
        let forged = try FeishuEventSender(verificationToken: "token", encryptKey: "guess").push(task)

        // The challenge with which the platform checks the event URL.
        let challenge = sender.challenge()

        var statuses: [Int] = []
        for push in [first, duplicate, late, forged, challenge] {
            statuses.append(await receiver.respond(to: push).status)
        }
        precondition(statuses == [200, 200, 401, 401, 200])
    }

    static func lateAnswer() async throws {
        let clock = FeishuTestClock()
        let sender = FeishuEventSender(encryptKey: "key", now: { clock.date })
        var receiver = FeishuEventReceiver(encryptKey: "key", configuration: .init(clock: clock))
        receiver.answer(FeishuCardAction.self, late: .toast(.info("Please wait"))) { _, _ in
            try await clock.sleep(for: .seconds(60))
            return .nothing
        }

        async let answer = sender.answer(of: receiver, to: FeishuCardAction.click(value: "approve"))
        await clock.waitForSleepers()  // that of the handler
        clock.advance(by: .seconds(2.5))
        let toast = try await answer.toast
        precondition(toast?.content == "Please wait")
        clock.advance(by: .seconds(60))
        await receiver.drain()
    }
}

// Stand-ins for Hummingbird and the libraries below it.

final class Router {
    typealias Handler = @Sendable (Request, Context) async throws -> Response

    struct Context {}

    private var handlers: [String: Handler] = [:]

    func post(_ path: String, use handler: @escaping Handler) { handlers[path] = handler }

    func respond(to push: FeishuPush) async throws -> Response {
        let headers = push.headers.fields.map { HTTPField(name: .init(rawName: $0.name), value: $0.value) }
        guard let handler = handlers["/events"] else { preconditionFailure("no route") }
        return try await handler(Request(headers: headers, body: .init(buffer: ByteBuffer(data: push.body))), Context())
    }
}

struct HTTPField: Sendable {
    struct Name: Hashable, Sendable {
        static let contentType = Name(rawName: "Content-Type")

        let rawName: String
    }

    let name: Name
    let value: String
}

struct Request: Sendable {
    struct Body: Sendable {
        let buffer: ByteBuffer

        func collect(upTo limit: Int) async throws -> ByteBuffer { buffer }
    }

    let headers: [HTTPField]
    let body: Body
}

struct Response: Sendable {
    struct Status: Sendable { let code: Int }

    struct Body: Sendable { let byteBuffer: ByteBuffer }

    let status: Status
    let headers: [HTTPField.Name: String]
    let body: Body
}

struct ByteBuffer: Sendable { let data: Data }

extension Data {
    init(buffer: ByteBuffer) { self = buffer.data }
}
