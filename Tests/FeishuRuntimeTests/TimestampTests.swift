import FeishuRuntime
import Foundation
import Testing

@Suite struct TimestampTests {
    typealias Seconds = FeishuTimestamp<FeishuSeconds, Int>
    typealias Milliseconds = FeishuTimestamp<FeishuMilliseconds, String>

    private struct Event: FeishuAllOptionalModel {
        var start: Milliseconds?
        var end: Seconds?

        init() {}
        mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("start", &start)
            try visitor.visit("end", &end)
        }
    }

    private struct Get: FeishuEndpoint {
        typealias Response = Event
        static let descriptor = FeishuEndpointDescriptor(id: "a", method: .get, path: "/", documentURL: nil)
    }

    @Test func aDateKeepsItsUnit() {
        let date = Date(timeIntervalSince1970: 1_616_920_429.25)
        #expect(Milliseconds(date).wire == "1616920429250")
        #expect(Milliseconds(date).date == date)
        #expect(Seconds(date).wire == 1_616_920_429)
        #expect(Seconds(date).date == Date(timeIntervalSince1970: 1_616_920_429))
        #expect(Seconds(Date(timeIntervalSince1970: -1)).date == Date(timeIntervalSince1970: -1))
    }

    @Test func aDateBeyondTheRangeIsTheClosestWithin() {
        #expect(Seconds(Date(timeIntervalSince1970: .infinity)).wire == .max)
        #expect(Milliseconds(Date(timeIntervalSince1970: -1e300)).wire == String(Int.min))
    }

    @Test(arguments: ["0", "", "2024-01-01", "1616920429000.5", "１６１６９２０４２９"])
    func whatIsNoTimeStaysWhatItIs(text: String) throws {
        let timestamp: Milliseconds = .init(wire: text)
        #expect(timestamp.date == nil)
        #expect(try JSONDecoder().decode(Milliseconds.self, from: JSONEncoder().encode(timestamp)).wire == text)
    }

    @Test func literalsAreValuesOnTheWire() {
        let (start, end): (Milliseconds, Seconds) = ("1616920429000", 1_616_920_429)
        #expect(start.date == end.date)
        #expect("\(start) \(end)" == "1616920429000 1616920429")
    }

    @Test func theOtherTypeOnTheWireIsConverted() throws {
        let body = #"{"code": 0, "data": {"start": 1616920429000, "end": "1616920429"}}"#
        let event = try Get.response(from: FeishuHTTPResponse(status: 200, body: Data(body.utf8)))
        #expect(event.start == "1616920429000")
        #expect(event.end == 1_616_920_429)
    }

    @Test func anotherValueIsDroppedAndReported() throws {
        let body = #"{"code": 0, "data": {"start": {"a": 1}, "end": "soon"}}"#
        let dropped = Recorder<FeishuDecodingFailure>()
        let event = try Get.response(from: FeishuHTTPResponse(status: 200, body: Data(body.utf8))) {
            dropped.record($0)
        }
        #expect(event == Event())
        #expect(dropped.recorded.count == 2)
    }
}
