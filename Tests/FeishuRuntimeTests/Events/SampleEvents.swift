import FeishuRuntime
import FeishuTesting
import Foundation
import Testing

/// An event as the generator writes it.
struct ExamCreated: FeishuEvent {
    static let descriptor = FeishuEventDescriptor(
        id: "demo.v1.exam.created", type: "demo.exam.created_v1", title: "创建笔试", envelope: .v2,
        appTypes: [.custom, .store],
        scopes: [.init("demo:exam", "获取笔试信息")], documentURL: nil)

    struct Kind: FeishuOpenEnum {
        static let known: KeyValuePairs = ["open": Kind(rawValue: 1)]
        let rawValue: Int
    }

    var examID: String?
    var level: Int?
    var type: Kind?

    init() {}
    init(examID: String) { self.examID = examID }

    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("exam_id", &examID)
        try visitor.visit("level", &level)
        try visitor.visit("type", &type)
    }
}

/// An event in the envelope of version 1.
struct LeaveApproved: FeishuEvent {
    static let descriptor = FeishuEventDescriptor(
        id: "demo.v1.leave.approved", type: "leave_approval", envelope: .v1, documentURL: nil)

    var instanceCode: String?
    var tenantKey: String?

    init() {}
    init(instanceCode: String) { self.instanceCode = instanceCode }

    mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("instance_code", &instanceCode)
        try visitor.visit("tenant_key", &tenantKey)
    }
}

/// A receiver with recorded events, and a sender to it.
struct TestedReceiver {
    static let token = "secret-verification-token"
    static let key = "secret-encrypt-key"

    let clock: ManualClock
    let events = Recorder<FeishuReceiverEvent>()
    let handled = Recorder<String>()
    let sender: FeishuEventSender
    var receiver: FeishuEventReceiver

    init(
        token: String? = token, key: String? = key, additionalKeys: [String] = [], client: FeishuClient? = nil,
        clock: ManualClock = ManualClock(),
        configure: (inout FeishuEventReceiver.Configuration) -> Void = { _ in }
    ) {
        self.clock = clock
        let start = Date()
        sender = FeishuEventSender(
            verificationToken: token, encryptKey: key,
            now: { start.addingTimeInterval(clock.now.offset / .seconds(1)) })
        var configuration = FeishuEventReceiver.Configuration(
            log: FeishuMemoryEventLog(clock: clock), clock: clock,
            observer: { [events] event in
                expectNoSecret(in: event)
                events.record(event)
            })
        configure(&configuration)
        receiver = FeishuEventReceiver(
            verificationToken: token, encryptKey: key, additionalEncryptKeys: additionalKeys, client: client,
            configuration: configuration)
    }

    /// Records the events that are handled.
    mutating func recordHandled() {
        receiver.on(ExamCreated.self) { [handled] event, context in handled.record(event.examID ?? context.id) }
    }

    func status(of push: FeishuPush) async -> Int { await receiver.respond(to: push).status }

    var log: [String] { events.recorded.map(\.description) }

    var rejections: [FeishuPushRejection] {
        events.recorded.compactMap { if case .rejected(let rejection) = $0 { rejection } else { nil } }
    }
}

/// A value that a test waits for.
actor Gate {
    private var isOpen = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    func open() {
        isOpen = true
        for waiter in waiters { waiter.resume() }
        waiters = []
    }

    /// Waits until the gate is open, even if the task is cancelled.
    func wait() async {
        if isOpen { return }
        await withCheckedContinuation { waiters.append($0) }
    }
}
