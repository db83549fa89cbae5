import FeishuRuntime
import Foundation
import SourceText

/// The report as a self-contained HTML file. Its content security policy allows only the embedded script and style
/// sheet.
package struct ReportPage: Sendable {
    /// The text of the file.
    package let html: String

    /// The element that marks a file as a report of this tool. Every report contains it near the start.
    package static let generatorTag = #"<meta name="generator" content="feishu-codegen">"#

    package init(_ data: ReportData) {
        let policy =
            "default-src 'none'; script-src '\(Self.hash(of: ReportScript.text))'; style-src '\(Self.hash(of: ReportStyle.text))'"
        html = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            \(Self.generatorTag)
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Endpoints</title>
            <style>\(ReportStyle.text)</style>
            </head>
            <body>
            <header>
            <label for="search">Endpoints</label>
            <input id="search" type="search" autocomplete="off" placeholder="Search (press /)" aria-controls="list">
            <fieldset>
            <label><input type="checkbox" id="assumed"> assumed placements</label>
            <label><input type="checkbox" id="changed"> changed</label>
            <label><input type="checkbox" id="warned"> warnings</label>
            <label><input type="checkbox" id="events"> events</label>
            <label><input type="checkbox" id="corrected"> corrected</label>
            <label><input type="checkbox" id="witnessed"> witnesses</label>
            </fieldset>
            <output id="count"></output>
            </header>
            <nav aria-label="Endpoints"><ul id="list" role="listbox" tabindex="0" aria-label="Endpoints"></ul></nav>
            <main id="detail" tabindex="-1"></main>
            <noscript>This report needs JavaScript.</noscript>
            <script type="application/json" id="data">\(Self.escapedForHTML(data.json.compact))</script>
            <script>\(ReportScript.text)</script>
            </body>
            </html>

            """
    }

    /// Returns the hash of the text in the syntax of content security policies.
    private static func hash(of text: String) -> String {
        "sha256-" + Data(SHA256.digest(of: text)).base64EncodedString()
    }

    /// Returns equivalent JSON text that cannot close the script element or start an HTML comment.
    private static func escapedForHTML(_ json: String) -> String {
        json.replacingScalars { scalar in
            switch scalar {
            case "<": "\\u003c"
            case ">": "\\u003e"
            case "&": "\\u0026"
            case "\u{2028}": "\\u2028"
            case "\u{2029}": "\\u2029"
            default: nil
            }
        }
    }
}
