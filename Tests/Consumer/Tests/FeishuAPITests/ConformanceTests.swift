import FeishuAPI
import FeishuTesting
import Testing

@Test func theGeneratedCodeMatchesTheDocuments() {
    #expect(FeishuConformance.failures(of: Feishu.endpoints) == [])
}
