/// The words of a name. They can be joined in upper or lower camel case.
///
/// `ehr_import_task_id`, `ehrImportTaskID` and `EHR-import-task-id` consist of the same words.
package struct Words: Equatable {
    /// The words in lower case.
    package let words: [String]

    package init(_ name: String) {
        var words: [String] = []
        var word = ""
        let scalars = Array(name.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            guard scalar.isWordPart else {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            if !word.isEmpty, Self.startsWord(at: index, in: scalars) {
                words.append(word)
                word = ""
            }
            word.unicodeScalars.append(scalar)
        }
        if !word.isEmpty { words.append(word) }
        self.words = words.map { $0.lowercased() }.flatMap { Self.compounds[$0] ?? [$0] }
    }

    /// The name in upper camel case, such as `EHRImportTaskID`.
    package var upperCamelCase: String {
        words.map(Self.capitalized).joined()
    }

    /// The name in lower camel case, such as `ehrImportTaskID`.
    package var lowerCamelCase: String {
        (words.first ?? "") + words.dropFirst().map(Self.capitalized).joined()
    }

    /// Returns whether the scalar at the given index is a capital letter that starts a new word. In a run of
    /// capitals, only the first capital and the capital before a lower-case letter start words (`userID`,
    /// `HTMLPage`). A plural `s` after the run does not count as a lower-case letter (`userIDs`).
    private static func startsWord(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard scalars[index].isCapital else { return false }
        guard scalars[index - 1].isCapital else { return true }
        guard index + 1 < scalars.count, scalars[index + 1].properties.isLowercase else { return false }
        let isPlural =
            scalars[index + 1] == "s" && (index + 2 == scalars.count || !scalars[index + 2].properties.isLowercase)
        return !isPlural
    }

    private static func capitalized(_ word: String) -> String {
        if initialisms.contains(word) { return word.uppercased() }
        if word.hasSuffix("s"), initialisms.contains(String(word.dropLast())) {
            return word.dropLast().uppercased() + "s"
        }
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    /// The words of names that the platform writes without a separator. Names of its own concepts, such as `tasklist`, are one word.
    private static let compounds = ["simplelist": ["simple", "list"], "underauditlist": ["under", "audit", "list"]]

    /// The initialisms that camel-case names spell in capitals, except at the start of lower camel case. Some are
    /// common, such as `URL`, and others are specific to the platform's domains, such as `EHR`.
    private static let initialisms: Set<String> = [
        "acs", "ai", "api", "ascii", "ats", "bcc", "bi", "bssid", "cc", "cpu", "crm", "css", "csv", "db", "dns", "dsl",
        "dto", "ehr", "erp", "eta", "faq", "gif", "gps", "guid", "hc", "hr", "hrbp", "html", "http", "https", "id",
        "idp", "im", "imei", "io", "ip", "ipv4", "ipv6", "iso", "isv", "jd", "jpg", "json", "jwt", "kpi", "mac", "md5",
        "mdm", "mime", "mp3", "mp4", "nfc", "oa", "ocr", "oidc", "okr", "os", "pc", "pdf", "php", "png", "ppt", "pstn",
        "pv", "qps", "qr", "ram", "rgb", "rgba", "rpc", "rsvp", "rtc", "scim", "sdk", "sip", "sku", "sms", "smtp",
        "sn", "sns", "sql", "ssh", "ssid", "ssl", "sso", "svg", "tcp", "tls", "ttl", "tv", "udp", "ui", "uid", "uml",
        "uri", "url", "usb", "utc", "uuid", "uv", "vat", "vc", "vin", "vip", "vpn", "wifi", "xls", "xml",
    ]
}

extension Unicode.Scalar {
    fileprivate var isWordPart: Bool {
        isASCII ? isASCIILetterOrDigit : properties.isXIDContinue && !isInvisible
    }

    fileprivate var isCapital: Bool { isASCII ? ("A"..."Z").contains(self) : properties.isUppercase }

    private var isASCIILetterOrDigit: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
    }
}

extension Words {
    /// The snake-case name for an element of a list that has this name, such as `user_id` for `user_ids` or `field`
    /// for `field_list`.
    package var elementName: String {
        guard let last = words.last else { return "" }
        if last == "list", words.count > 1 { return words.dropLast().joined(separator: "_") }
        return (words.dropLast() + [last.singular]).joined(separator: "_")
    }
}
