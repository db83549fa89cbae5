import Foundation

/// The builder of request URLs, which encodes every value so that it cannot change the structure of the URL.
enum RequestURL {
    static func make(
        host: FeishuHost, descriptor: FeishuEndpointDescriptor, pathParameters: [String],
        query: [(name: String, value: String)]
    ) throws(InvalidParameter) -> URL {
        let origin = try host.origin(of: descriptor)
        var values = pathParameters[...]
        var path = ""
        for segment in descriptor.pathTemplate.segments {
            path += "/"
            switch segment {
            case .literal(let text): path += text
            case .parameter(let name): path += try segmentText(values.popFirst() ?? "", of: name)
            }
        }
        // A few paths of the platform end with a slash.
        if descriptor.path.hasSuffix("/") { path += "/" }
        let fixed = descriptor.fixedQuery.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        let pairs = (fixed + query).map { $0.name.percentEncoded + "=" + $0.value.percentEncoded }
        let text = origin + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        guard let url = URL(string: text) else { throw InvalidParameter(reason: "invalid URL \"\(text)\"") }
        return url
    }

    private static func segmentText(_ value: String, of name: Substring) throws(InvalidParameter) -> String {
        if value.isEmpty {
            throw InvalidParameter(
                reason: "path parameter \"\(name)\" is empty, which would change the path")
        }
        // RFC 3986, section 5.2.4: dot segments are removed, ".." together with the segment before it. Percent-encoding
        // does not prevent that.
        if value == "." || value == ".." {
            throw InvalidParameter(
                reason: "path parameter \"\(name)\" is \"\(value)\", which would change the path")
        }
        return value.percentEncoded
    }
}

extension String {
    /// The string with all bytes percent-encoded except the unreserved characters of RFC 3986, section 2.3.
    package var percentEncoded: String {
        if utf8.allSatisfy(\.isUnreserved) { return self }
        var encoded = ""
        for byte in utf8 {
            if byte.isUnreserved {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += byte < 16 ? "%0" : "%"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
