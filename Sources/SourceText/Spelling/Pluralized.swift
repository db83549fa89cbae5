/// Returns the count and the noun, such as `1 file` or `2 files`. The plural is the noun followed by `s`.
package func pluralized(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
