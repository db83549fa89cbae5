import FeishuAPI
import FeishuTesting
import Foundation

/// Runs the examples of files and lists without the network.
@main
enum Files {
    static func main() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("feishu-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = folder.appendingPathComponent("report.pdf")
        try Data("content".utf8).write(to: report)

        let client = FeishuClient(
            app: .custom(id: "cli_a1b2", secret: "none"),
            configuration: .init(transport: FeishuSampleTransport(Feishu.endpoints)))
        try await upload(report, by: client)
        try await download(to: folder.appendingPathComponent("copy.pdf"), by: client)
        try await list(by: client)
        print("the examples of files and lists run")
    }

    static func upload(_ report: URL, by client: FeishuClient) async throws {
        let uploaded = try await client.demo.v1.file.upload(
            body: .init(fileName: "report.pdf", file: .file(report, contentType: "application/pdf")))
        print(uploaded.fileToken ?? "no token")
    }

    static func download(to destination: URL, by client: FeishuClient) async throws {
        let file = try await client.demo.v1.file.download(fileToken: "boxcn1", to: destination)
        print(file.name ?? "unnamed", file.size)
    }

    static func list(by client: FeishuClient) async throws {
        for try await file in client.demo.v1.file.listItems(pageSize: 50) {
            print(file.name ?? "unnamed")
        }
    }
}
