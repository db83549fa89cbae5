/// Recognizes objects in samples whose keys are data, such as the ids of users, rather than names of fields.
enum DynamicKeys {
    /// Returns whether a key is an id, a locale, or other data rather than the name of a field.
    static func isData(_ key: String) -> Bool {
        guard let first = key.utf8.first, !isOmission(key) else { return true }
        // A name begins with a letter, and has letters, digits, and a few other characters.
        if !key.utf8.allSatisfy(isNameByte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) { return true }
        return isLocale(key) || isMasked(key) || isID(key)
    }

    /// Returns whether a key, such as `...`, is a placeholder of omitted members.
    static func isOmission(_ key: String) -> Bool {
        !key.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "$"), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    /// Returns whether the key is a locale, such as `zh_cn` or `en-US`.
    private static func isLocale(_ key: String) -> Bool {
        let parts = key.split { $0 == "_" || $0 == "-" }
        return parts.count == 2 && locales.contains("\(parts[0].lowercased())_\(parts[1].lowercased())")
    }

    /// The locales of the platform.
    private static let locales: Set<String> = [
        "zh_cn", "zh_hk", "zh_tw", "en_us", "en_gb", "ja_jp", "ko_kr", "de_de", "es_es", "fr_fr", "hi_in", "id_id",
        "it_it", "ms_my",
        "pt_br", "ru_ru", "th_th", "vi_vn", "tr_tr", "pl_pl",
    ]

    /// Returns whether parts of the key are masked, as in `ou_xxx`.
    private static func isMasked(_ key: String) -> Bool {
        key.split { $0 == "_" || $0 == "-" }.contains { part in
            part.utf8.count > 2 && (part.utf8.allSatisfy { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") })
        }
    }

    /// Returns whether the key has a long part that mixes letters and digits, as in `ou_7d8a6e6df7621556ce0d21922b676706ccs`.
    private static func isID(_ key: String) -> Bool {
        key.split { $0 == "_" || $0 == "-" || $0 == "." }.contains { part in
            let digits = part.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            return part.utf8.count >= 8 && digits >= 2
        }
    }
}
