import Foundation
import Testing

@testable import FeishuRuntime

/// The token store on disk.
@Suite struct FileTokenStoreTests {
    private let folder: TemporaryFolder
    private let store: FeishuFileTokenStore

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.url.path)
        store = try FeishuFileTokenStore(folder: folder.url)
    }

    private static func key(_ userID: String) -> FeishuTokenKey {
        FeishuTokenKey(
            .refresh, host: .feishu, app: .custom(id: "a", secret: "secret-app"), secretDigest: "d", userID: userID)
    }

    private static func token(_ value: String) -> FeishuStoredToken {
        FeishuStoredToken(value: value, expiresAt: Date(timeIntervalSince1970: 1_720_618_210))
    }

    @Test(arguments: ["ou_1", "../../etc", String(repeating: "长", count: 200), "a/b", "", "A", "a"])
    func aTokenIsThereForOtherProcesses(userID: String) async throws {
        #expect(try await store.token(for: Self.key(userID)) == nil)
        try await store.save(Self.token("secret-1"), for: Self.key(userID))
        try await store.save(Self.token("secret-2"), for: Self.key(userID))
        let other = try FeishuFileTokenStore(folder: folder.url)
        #expect(try await other.token(for: Self.key(userID)) == Self.token("secret-2"))
        #expect(try await other.token(for: Self.key(userID + "x")) == nil)
        // Only if it is still this one.
        try await other.remove(Self.token("secret-1"), for: Self.key(userID))
        #expect(try await store.token(for: Self.key(userID)) == Self.token("secret-2"))
        try await other.remove(Self.token("secret-2"), for: Self.key(userID))
        #expect(try await store.token(for: Self.key(userID)) == nil)
    }

    @Test func onlyTheUserOfTheProcessReadsTheFiles() async throws {
        try await store.save(Self.token("secret-1"), for: Self.key("u"))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names.count == 2)
        for name in names {
            let path = folder.url.appendingPathComponent(name).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
        }
    }

    @Test func savesAtOnceLeaveOneWholeToken() async throws {
        let stores = [store, try FeishuFileTokenStore(folder: folder.url)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await stores[number % 2].save(Self.token("secret-\(number)"), for: Self.key("u"))
                    _ = try await stores[0].token(for: Self.key("u"))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.token(for: Self.key("u"))?.value.hasPrefix("secret-") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    }

    @Test func aDamagedFileIsAnErrorWithoutItsContentAndCanBeReplaced() async throws {
        try await store.save(Self.token("secret-1"), for: Self.key("u"))
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).first { $0.hasSuffix(".json") })
        _ = try folder.file(name, "{\"token\":\"secret-1\"")
        let error = await #expect(throws: FeishuTokenStoreFailure.self) { try await store.token(for: Self.key("u")) }
        expectNoSecret(in: try #require(error))
        #expect(error?.localizedDescription.contains(name) == true)
        try await store.save(Self.token("secret-2"), for: Self.key("u"))
        #expect(try await store.token(for: Self.key("u")) == Self.token("secret-2"))
    }

    @Test func aFolderThatOthersCanWriteToIsRefused() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.url.path)
        let error = #expect(throws: FeishuTokenStoreFailure.self) { try FeishuFileTokenStore(folder: folder.url) }
        #expect(error?.localizedDescription.hasSuffix("change its permissions to 700") == true)
    }

    /// A client shares its tokens through the folder.
    @Test func clientsShareTheStore() async throws {
        let transport = StubTransport(
            .json(#"{"code":0,"tenant_access_token":"secret-t1","expire":7200}"#), .json(#"{"code":0}"#))
        for _ in 1...3 {
            let client = FeishuClient.tested(
                app: .custom(id: "a", secret: "secret-app"), tokenStore: store, transport: transport)
            try await client.send(Read())
        }
        #expect(transport.requests.count == 4)
    }

    @Test func aKeyIsAlwaysAFileName() {
        let long = Self.key(String(repeating: "长", count: 13))
        #expect(long.text.utf8.count <= 255 && long.text != Self.key(String(repeating: "长", count: 14)).text)
        #expect(Self.key("u").text == "refresh_token+https%3A%2F%2Fopen.feishu.cn+a+d+user+u")
    }
}
