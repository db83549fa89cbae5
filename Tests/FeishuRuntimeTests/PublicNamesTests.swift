import Foundation
import RepositoryFiles
import Testing

/// Clients get all of the runtime's names into their scope, so these must not be names that other libraries use.
@Suite struct PublicNamesTests {
    @Test func everyTopLevelNameBeginsWithFeishu() throws {
        let folder = RepositoryFiles.root.appendingPathComponent("Sources/FeishuRuntime")
        let declaration =
            /(?m)^public (?:final |indirect )?(?:struct|class|enum|protocol|actor|typealias|func|let|var) (\w+)/
        var names: [Substring] = []
        for path in RepositoryFiles.paths(in: folder, withExtension: "swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            names += text.matches(of: declaration).map(\.1)
        }
        #expect(names.count > 40)
        #expect(names.filter { !$0.hasPrefix("Feishu") } == [])
    }
}
