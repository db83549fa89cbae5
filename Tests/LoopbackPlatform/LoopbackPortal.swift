import Foundation

/// A portal on this machine that serves a tree and its documents, as the real one is known to do.
package final class LoopbackPortal: @unchecked Sendable {
    /// A document of the portal.
    package struct Page {
        package var title: String
        package var updateTime: Any?
        package var content: String
        /// When the document itself was changed, where the tree says something else.
        package var ownUpdateTime: String?
        /// The platform's schema as JSON, or whatever else the portal sends in its place.
        package var schema: String?
        /// The readable paths at which the portal gives the page too.
        package var readablePaths: [String] = []

        package init(
            title: String = "文档", updateTime: Any? = "1720618210000", content: String, ownUpdateTime: String? = nil
        ) {
            self.title = title
            self.updateTime = updateTime
            self.content = content
            self.ownUpdateTime = ownUpdateTime
        }
    }

    private let lock = NSLock()
    private var pages: [(path: String, page: Page)] = []
    private var targets: [String] = []
    private var faults: [String: [LoopbackServer.Reply?]] = [:]
    private var tree: String?
    private var catalog: String?
    private var server: LoopbackServer?

    package init(_ pages: KeyValuePairs<String, Page> = [:]) throws {
        self.pages = pages.map { ($0.key, $0.value) }
        server = try LoopbackServer { [weak self] in self?.reply(to: $0) }
    }

    deinit { server?.stop() }

    package var url: String { server?.url.absoluteString ?? "" }

    /// The paths of the requests since the last time: `tree`, `catalog`, or that of a document.
    package func requests() -> [String] {
        lock.withLock {
            defer { targets = [] }
            return targets
        }
    }

    /// The headers of the last request.
    package var lastHeaders: [String: String] { server?.requests.last?.headers ?? [:] }

    package subscript(path: String) -> Page? {
        get { lock.withLock { pages.first { $0.path == path }?.page } }
        set {
            lock.withLock {
                let index = pages.firstIndex { $0.path == path }
                switch (index, newValue) {
                case (let index?, let page?): pages[index].page = page
                case (let index?, nil): pages.remove(at: index)
                case (nil, let page?): pages.append((path, page))
                case (nil, nil): break
                }
            }
        }
    }

    /// Replies to the next requests for a path in another way; nil closes the connection.
    package func fail(_ path: String, _ replies: LoopbackServer.Reply?...) {
        lock.withLock { faults[path, default: []] += replies }
    }

    /// Replaces the tree by JSON.
    package func serveTree(_ json: String) { lock.withLock { tree = json } }

    /// Serves a catalog of endpoints. Without it, the portal has none.
    ///
    /// - Parameter operations: The operations with their paths, such as `demo.v1.thing.get /demo/v1/thing`, keyed by the paths of
    ///   their pages.
    package func serveCatalog(_ operations: KeyValuePairs<String, String>) {
        let entries = operations.map { path, operation in
            let parts = operation.split(separator: " ")
            let names = parts[0].split(separator: ".").map(String.init)
            let identity = ["project": names[0], "version": names[1], "resource": names[2], "apiName": names[3]]
            let summary: [String: Any] = [
                "fullPath": path, "httpMethod": "GET", "apiPath": "/open-apis\(parts[1])",
                "apiIdentity": identity,
            ]
            return ["apiSummary": summary]
        }
        let json = Self.json(["code": 0, "data": ["apis": entries]])
        lock.withLock { catalog = json }
    }

    private func reply(to request: LoopbackServer.Request) -> LoopbackServer.Reply? {
        let target = request.target.dropFirst("GET ".count)
        let whole = target == "/api_explorer/v1/api_catalog" ? "catalog" : "tree"
        let path = URLComponents(string: String(target))?.queryItems?.first { $0.name == "fullPath" }?.value ?? whole
        return lock.withLock {
            targets.append(path)
            if var replies = faults[path], !replies.isEmpty {
                let reply = replies.removeFirst()
                faults[path] = replies
                return reply
            }
            if path == "catalog" { return catalog.map { .init($0) } ?? .init(status: 404, "no") }
            if path == "tree" {
                guard target == "/api/tools/docment/directory_list" else { return .init(status: 404, "no") }
                return .init(tree ?? Self.json(["code": 0, "data": ["items": items()]]))
            }
            guard target.hasPrefix("/document_portal/v1/document/get_detail?"),
                let (canonical, page) = pages.first(where: { $0.path == path || $0.page.readablePaths.contains(path) })
            else { return .init(status: 404, "no") }
            let updateTime = page.ownUpdateTime ?? page.updateTime as? String
            let data: [String: Any] = [
                "content": page.content, "updateTime": updateTime as Any? ?? NSNull(), "fullPath": canonical,
                "title": page.title,
            ]
            // A damaged schema need not be JSON that Foundation can write.
            let schema = page.schema.map { ", \"schema\": {\"apiSchema\": \($0)}" } ?? ""
            return .init("{\"code\": 0, \"data\": \(Self.json(data).dropLast())\(schema)}}")
        }
    }

    /// The tree, with a folder for each segment of the paths after the opaque ones.
    private func items() -> [[String: Any]] {
        let root = Folder(path: "/x", name: "服务端 API")
        for (path, page) in pages {
            var folder = root
            var prefix = ""
            for segment in path.split(separator: "/").dropLast() {
                prefix += "/\(segment)"
                if segment.hasPrefix("u") { continue }
                folder = folder.folder(prefix, String(segment))
            }
            folder.items.append([
                "id": path, "name": page.title, "type": "DocumentType", "fullPath": path,
                "updateTime": page.updateTime ?? NSNull(), "items": NSNull(),
            ])
        }
        var server = root.json
        server["id"] = 103
        return [["id": "1", "name": "客户端", "type": "DirectoryType", "items": [Any]()], server]
    }

    private final class Folder {
        let path: String
        let name: String
        var items: [[String: Any]] = []
        var folders: [Folder] = []

        init(path: String, name: String) {
            self.path = path
            self.name = name
        }

        func folder(_ path: String, _ name: String) -> Folder {
            if let folder = folders.first(where: { $0.path == path }) { return folder }
            folders.append(Folder(path: path, name: name))
            return folders[folders.count - 1]
        }

        var json: [String: Any] {
            [
                "id": path, "name": name, "type": "DirectoryType", "fullPath": path,
                "items": items + folders.map(\.json),
            ]
        }
    }

    private static func json(_ value: [String: Any]) -> String {
        String(decoding: (try? JSONSerialization.data(withJSONObject: value)) ?? Data(), as: UTF8.self)
    }

    /// A document in the raw form, of the operation `demo.v1.<resource>.<operation>`.
    package static func document(
        _ operation: String, path: String, fields: [(level: Int, name: String, type: String)] = [(0, "name", "string")],
        limit: String = "5 次/秒"
    ) -> String {
        let names = operation.split(separator: ".")
        let rows = fields.map { field in
            """
            <md-dt-tr level="\(field.level + 1)"><md-dt-td><md-text type="field-name" >\(field.name)</md-text></md-dt-td>\
            <md-dt-td>\(field.type)</md-dt-td><md-dt-td></md-dt-td></md-dt-tr>
            """
        }
        return """
            # 文档

            说明。{尝试一下}(url=/api/tools/api_explore/api_explore_config?project=demo&version=v1&resource=\(names[0])&method=\(names[1]))

            ## 请求
            :::html
            <md-table>
              <md-thead><tr><md-th>基本</md-th><md-th></md-th></tr></md-thead>
              <md-tbody>
                <md-tr><md-th>HTTP URL</md-th><md-td>https://open.feishu.cn/open-apis\(path)</md-td></md-tr>
                <md-tr><md-th>HTTP Method</md-th><md-td>GET</md-td></md-tr>
                <md-tr><md-th>接口频率限制</md-th><md-td>[\(limit)](/ssl:ttdoc/limits)</md-td></md-tr>
              </md-tbody>
            </md-table>
            :::
            ## 响应
            ### 响应体
            :::html
            <md-dt-table>
            <md-dt-thead><md-dt-tr><md-dt-th>名称</md-dt-th><md-dt-th>类型</md-dt-th><md-dt-th>描述</md-dt-th></md-dt-tr></md-dt-thead>
            <md-dt-tr level="0"><md-dt-td><md-text type="field-name" >code</md-text></md-dt-td><md-dt-td>int</md-dt-td><md-dt-td></md-dt-td></md-dt-tr>
            <md-dt-tr level="0"><md-dt-td><md-text type="field-name" >msg</md-text></md-dt-td><md-dt-td>string</md-dt-td><md-dt-td></md-dt-td></md-dt-tr>
            <md-dt-tr level="0"><md-dt-td><md-text type="field-name" >data</md-text></md-dt-td><md-dt-td>d</md-dt-td><md-dt-td></md-dt-td></md-dt-tr>
            \(rows.joined(separator: "\n"))
            </md-dt-table>
            :::
            """
    }
}
