/// The element that occurs most often, and of several the first one.
///
/// - Precondition: There is an element.
func mostFrequent<Element: Hashable>(_ elements: [Element]) -> Element {
    if elements.count == 1 { return elements[0] }
    var counts: [Element: Int] = [:]
    for element in elements { counts[element, default: 0] += 1 }
    let largest = counts.values.max()
    return elements.first { counts[$0] == largest } ?? elements[0]
}
