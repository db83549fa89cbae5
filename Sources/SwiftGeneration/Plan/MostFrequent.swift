/// Returns the most frequent element. If there is a tie, returns the element that occurs first.
///
/// - Precondition: `elements` is not empty.
func mostFrequent<Element: Hashable>(_ elements: [Element]) -> Element {
    if elements.count == 1 { return elements[0] }
    var counts: [Element: Int] = [:]
    for element in elements { counts[element, default: 0] += 1 }
    let largest = counts.values.max()
    return elements.first { counts[$0] == largest } ?? elements[0]
}
