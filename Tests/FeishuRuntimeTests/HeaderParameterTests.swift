import Testing

@testable import FeishuRuntime

/// Parameters of headers (RFC 9110, RFC 6266, RFC 8187).
@Suite struct HeaderParameterTests {
    @Test(arguments: [
        // RFC 6266, section 5.
        ("Attachment; filename=example.html", "example.html"),
        ("INLINE; FILENAME= \"an example.html\"", "an example.html"),
        ("attachment; filename*= UTF-8''%e2%82%ac%20rates", "€ rates"),
        ("attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates", "€ rates"),
        // RFC 8187, section 3.2.3.
        ("attachment; filename=economy", "economy"), ("attachment; filename*=iso-8859-1'en'%A3%20rates", "£ rates"),
        ("attachment; filename*=UTF-8''%c2%a3%20and%20%e2%82%ac%20rates", "£ and € rates"),
        // RFC 9110, section 5.6.4.
        ("attachment; filename=\"a;b.pdf\"", "a;b.pdf"), ("attachment; filename=\"a\\\"b.pdf\"", "a\"b.pdf"),
        ("attachment; filename=\"a\\b.pdf\"", "ab.pdf"), ("attachment;filename=\"a=b\" ; x=y", "a=b"),
        ("attachment; x=\"filename=no\"; filename=yes", "yes"), ("attachment; filename=\"open", "open"),
        // What servers send.
        ("attachment; filename*=\"UTF-8''%E7%AE%80.pdf\"", "简.pdf"), ("attachment; filename=简.pdf", "简.pdf"),
        ("attachment; filename=\"ç®\u{80}.pdf\"", "简.pdf"), ("attachment; filename=\"café.pdf\"", "café.pdf"),
        ("attachment; filename*=UTF-8''%zz; filename=plain", "plain"),
        ("attachment; filename*=koi8-r''%41; filename=plain", "plain"), ("attachment; filename=a; filename=b", "a"),
        ("attachment; name=x", nil), ("attachment; filename=", nil), ("attachment; filename", nil), ("", nil),
        (";;;=\"\"=\"", nil),
    ])
    func theNameIsRead(header: String, name: String?) {
        #expect(FileName(disposition: header)?.text == name)
    }
}
