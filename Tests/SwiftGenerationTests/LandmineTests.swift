import FeishuTesting
import Foundation
import Landmines
import Testing

/// The code that hostile names and texts gave does what it should.
@Suite struct LandmineTests {
    typealias Default = Feishu.TypeAPI.V1.SelfAPI.Default

    @Test func theLandminesMatchTheirSpecs() {
        // The keys of the sample of `poison` are hostile texts, none of which is a field.
        let failures = FeishuConformance.failures(of: Feishu.endpoints)
        #expect(failures.filter { $0.endpoint != "poison.v1.text.create" || $0.sample == nil } == [])
        #expect(failures.allSatisfy { !$0.description.contains("\n") })
    }

    @Test func hostileNamesEncodeAndDecode() throws {
        let text = #"""
            {"self":"a","hashValue":1,"init":true,"visitor":1.5,"Type":{"String":{"Error":[{"Self":1}]},"type":-1},\#
            "class":{"protocol":"p","2fa":"2","中文":"z","a-b.c":"abc","$":"d","Int":[[1],[]]},\#
            "model":{"data":{"body":{"unset":"u"}}},"old":"o","old_required":"r","deprecated_thing":{"a":null},\#
            "optional":{"response":{"ok":false}},"example":"e"}
            """#
        let sample = try JSONDecoder().decode(FeishuJSONValue.self, from: Data(text.utf8))
        let body = try JSONDecoder().decode(Default.Body.self, from: Data(text.utf8))
        #expect(try JSONDecoder().decode(FeishuJSONValue.self, from: JSONEncoder().encode(body)) == sample)
    }

    @Test func hostileParametersGoWhereTheyBelong() throws {
        let body = try JSONDecoder().decode(
            Default.Body.self, from: Data(#"{"self":"","hashValue":0,"Type":{},"old_required":""}"#.utf8))
        let call = Default(
            clientField: 7, in: "in/out", bodyField: ["a", "b"], body: body, type: .noneValue, parametersField: 3)
        let request = try call.request(to: .feishu)
        #expect(
            request.url.absoluteString
                == "https://open.feishu.cn/open-apis/type/v1/7/in%2Fout?a%22b=c%5Cd&body=a&body=b&type=none")
        #expect(request.headers["parameters"] == "3")
    }

    @Test func everyListedValueHasANameOfItsOwn() {
        #expect(Set(Default.ParameterType.allKnownValues.map(\.rawValue)).count == 13)
    }

    @Test func flatAndBareAnswersAreRead() throws {
        let flat = FeishuHTTPResponse(status: 200, body: Data(#"{"code":0,"msg":"","import":"i","user_ids":[]}"#.utf8))
        #expect(try Feishu.TypeAPI.V1.SelfAPI.Get.response(from: flat).import == "i")
        let list = FeishuHTTPResponse(status: 200, body: Data(#"{"code":0,"data":[{"id":"1"}]}"#.utf8))
        #expect(try Feishu.StringAPI.V2.ErrorAPI.Init.response(from: list).map(\.id) == ["1"])
        let bare = FeishuHTTPResponse(status: 200, body: Data("{\"a\":1}".utf8))
        #expect(try Feishu.StringAPI.V2.AnyAPI.List.response(from: bare) == .object(["a": .integer(1)]))
        let bareList = FeishuHTTPResponse(status: 200, body: Data("[1]".utf8))
        #expect(try Feishu.StringAPI.V2.AnyAPI.List.response(from: bareList) == .array([.integer(1)]))
    }

    @Test(arguments: [
        (500, #"{"error":"boom"}"#), (401, #"{"message":"unauthorized"}"#), (200, #"{"code":9,"msg":"no"}"#),
    ])
    func aBareFailureIsNoSuccess(status: Int, body: String) {
        #expect(throws: FeishuError.self) {
            try Feishu.StringAPI.V2.AnyAPI.List.response(
                from: FeishuHTTPResponse(status: status, body: Data(body.utf8)))
        }
    }

    @Test func namesOfPartsCannotBecomeHeaders() throws {
        typealias Upload = Feishu.File.V1.File.DataAPI
        var body = Upload.Body(data: .data(Foundation.Data("1".utf8), named: "a"))
        body.aBC = .data(Foundation.Data("2".utf8), named: "b")
        let data = try #require(Upload(file: "7", body: body).request(to: .feishu).body?.data)
        #expect(String(decoding: data, as: UTF8.self).contains("name=\"a\\\"b%0D%0Ac\"; filename=\"b\"\r\n"))
    }
}
