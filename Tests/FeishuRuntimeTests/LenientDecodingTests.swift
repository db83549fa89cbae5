import FeishuRuntime
import Foundation
import Testing

/// The decoding of responses with fields of unexpected types.
@Suite struct LenientDecodingTests {
    private struct Get: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.get", method: .get, path: "/thing", documentURL: "https://example.com")

        struct Kind: FeishuOpenEnum {
            static let known: KeyValuePairs = ["a": Kind(rawValue: 1)]
            let rawValue: Int
        }

        struct Owner: FeishuAllOptionalModel {
            var id: String?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("id", &id)
            }
        }

        struct Response: FeishuAllOptionalModel {
            var text: String?
            var count: Int?
            var price: Double?
            var flag: Bool?
            var kind: Kind?
            var counts: [Int]?
            var owner: Owner?
            var owners: [Owner]?
            var ownersByID: [String: Owner]?
            var ownerListsByID: [String: [Owner]]?
            var countsByName: [[String: Int]]?

            mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
                try visitor.visit("text", &text)
                try visitor.visit("count", &count)
                try visitor.visit("price", &price)
                try visitor.visit("flag", &flag)
                try visitor.visit("kind", &kind)
                try visitor.visit("counts", &counts)
                try visitor.visit("owner", &owner)
                try visitor.visit("owners", &owners)
                try visitor.visit("owners_by_id", &ownersByID)
                try visitor.visit("owner_lists_by_id", &ownerListsByID)
                try visitor.visit("counts_by_name", &countsByName)
            }
        }
    }

    private static func decode(_ data: String) throws -> (response: Get.Response, dropped: [String]) {
        let dropped = Recorder<String>()
        let response = try Get.response(from: .json(#"{"code":0,"data":\#(data)}"#)) { dropped.record($0.path) }
        return (response, dropped.recorded)
    }

    @Test func losslessConversionsAreApplied() throws {
        let (response, dropped) = try Self.decode(
            #"{"text":7,"count":"12","price":"1.5","flag":"true","kind":"1","counts":["1",2]}"#)
        #expect(response.text == "7" && response.count == 12 && response.price == 1.5 && response.flag == true)
        #expect(response.kind?.rawValue == 1 && response.counts == [1, 2])
        #expect(dropped.isEmpty)
    }

    @Test func fieldsThatCannotBeConvertedAreNilAndReported() throws {
        let (response, dropped) = try Self.decode(
            #"{"text":{"a":1},"count":4.5,"price":"much","flag":2,"counts":{"a":1},"owner":[1],"owners":7}"#)
        #expect(response == Get.Response())
        #expect(
            dropped == ["text", "count", "price", "flag", "counts", "owner", "owners"].map { "data." + $0 })
    }

    @Test func onlyElementsThatCannotBeConvertedAreDropped() throws {
        let (response, dropped) = try Self.decode(
            #"{"counts":[1,"x","3",null,4.5,6],"owners":[{"id":"1"},"2",{"id":3},null,{"id":{}}]}"#)
        #expect(response.counts == [1, 3, 6])
        #expect(response.owners?.map(\.id) == ["1", "3", nil])
        #expect(
            dropped == [
                "data.counts[1]", "data.counts[3]", "data.counts[4]", "data.owners[1]", "data.owners[3]",
                "data.owners[4].id",
            ])
    }

    @Test func onlyValuesOfAMapThatCannotBeConvertedAreDropped() throws {
        let (response, dropped) = try Self.decode(
            #"{"owners_by_id":{"a":{"id":1},"b":7,"c":null,"d":{"id":"4"}},"owner_lists_by_id":{"a":[{"id":"1"},2],"b":3},"counts_by_name":[{"a":"1","b":"x"},{"c":3}]}"#
        )
        #expect(response.ownersByID?.mapValues(\.id) == ["a": "1", "d": "4"])
        #expect(response.ownerListsByID?.mapValues { $0.map(\.id) } == ["a": ["1"]])
        #expect(response.countsByName == [["a": 1], ["c": 3]])
        #expect(
            dropped.sorted() == [
                "data.counts_by_name[0].b", "data.owner_lists_by_id.a[1]", "data.owner_lists_by_id.b",
                "data.owners_by_id.b", "data.owners_by_id.c",
            ])
    }

    @Test(arguments: ["7", "[1]", #""x""#])
    func aValueThatIsNoMapIsNilAndReported(value: String) throws {
        let (response, dropped) = try Self.decode(#"{"owners_by_id":\#(value)}"#)
        #expect(response.ownersByID == nil && dropped == ["data.owners_by_id"])
    }

    @Test(arguments: [
        ("1.5", 1.5 as Double?), ("-0.25e2", -25), ("0", 0), ("123456789012345", 123_456_789_012_345), (" 1", nil),
        ("9007199254740993", nil), ("1e-400", nil), ("0x1p3", nil), ("inf", nil), ("1e400", nil), ("", nil),
    ])
    func aStringIsConvertedToANumberOnlyIfLossless(text: String, number: Double?) throws {
        #expect(try Self.decode(#"{"price":"\#(text)"}"#).response.price == number)
    }

    private struct Tree: FeishuAllOptionalModel {
        var kids: [Tree]?
        var count: Int?

        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("kids", &kids)
            try visitor.visit("count", &count)
        }
    }

    private struct GetTree: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.tree.get", method: .get, path: "/tree", documentURL: "https://example.com")
        typealias Response = Tree
    }

    @Test func everyDroppedValueIsReportedOnceAtAnyDepth() throws {
        let dropped = Recorder<String>()
        let depth = 30
        let body =
            String(repeating: #"{"kids":[7,"#, count: depth) + #"{"count":{}}"# + String(repeating: "]}", count: depth)
        _ = try GetTree.response(from: .json(#"{"code":0,"data":\#(body)}"#)) { dropped.record($0.path) }
        #expect(dropped.recorded.count == depth + 1 && Set(dropped.recorded).count == depth + 1)
    }

    private struct List: FeishuEndpoint {
        static let descriptor = FeishuEndpointDescriptor(
            id: "demo.v1.thing.list", method: .get, path: "/things", documentURL: "https://example.com")
        typealias Response = [Get.Owner]
    }

    @Test func onlyInvalidElementsOfAnArrayPayloadAreDropped() throws {
        let dropped = Recorder<String>()
        let response = try List.response(from: .json(#"{"code":0,"data":[{"id":"1"},null,{"id":2}]}"#)) {
            dropped.record($0.path)
        }
        #expect(response.map(\.id) == ["1", "2"] && dropped.recorded == ["data[1]"])
    }

    @Test func theOtherFieldsAreDecoded() throws {
        let (response, dropped) = try Self.decode(
            #"{"text":"a","count":[],"owner":{"id":[]},"owners":[{"id":{}},{"id":5}]}"#)
        #expect(response.text == "a" && response.owner == Get.Owner() && response.owners?.map(\.id) == [nil, "5"])
        #expect(dropped == ["data.count", "data.owner.id", "data.owners[0].id"])
    }

    @Test func anEmptyStringIsTreatedAsAbsent() throws {
        let (response, dropped) = try Self.decode(#"{"text":"","count":"","owner":"","owners":"","flag":""}"#)
        #expect(response.text == "" && response.count == nil && response.owner == nil && dropped.isEmpty)
    }

    @Test(arguments: ["\"\"", "[]", "null", "{}"])
    func emptyDataInAnyFormIsAbsent(data: String) throws {
        #expect(try Self.decode(data).response == Get.Response())
    }

    @Test func dataOfAnUnexpectedShapeIsAnError() {
        #expect(throws: FeishuError.self) { try Self.decode("[1]") }
    }

    @Test func droppedFieldsAreReportedToTheObserver() async throws {
        let paths = Recorder<String>()
        let client = FeishuClient.tested(
            tokens: FixedToken(), transport: StubTransport(.json(#"{"code":0,"data":{"count":{},"text":"a"}}"#)),
            observer: { event in
                if case .fieldDropped(let call, let failure) = event {
                    paths.record("\(call.call.endpoint.id) \(failure)")
                }
            })
        #expect(try await client.send(Get()).text == "a")
        #expect(
            paths.recorded == [
                "demo.v1.thing.get at data.count: Expected to decode Int but found a dictionary instead."
            ])
    }

    @Test func outsideAResponseAnUnexpectedTypeIsAnError() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Get.Response.self, from: Data(#"{"count":"1"}"#.utf8))
        }
    }
}
