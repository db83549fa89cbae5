import EndpointSpec

/// Parses the types of app that can call an endpoint, such as `自建应用、商店应用`, `Custom App、Store App` or `custom,isv`.
struct AppTypeCell {
    private(set) var types: [EndpointSpec.AppType] = []
    /// The items that are not types of app.
    private(set) var unrecognized: [String] = []

    init(_ cell: String) {
        for item in cell.lowercased().split(whereSeparator: { "、，,；;/|&\n和及与".contains($0) }).map(\.trimmed)
        where !item.isEmpty {
            let types = Self.words.filter { word in item.containsBytes(of: word.text) }.map(\.type)
            if types.isEmpty || item.containsBytes(of: "不") || item.containsBytes(of: "not ") {
                unrecognized.append(String(item))
            } else {
                self.types += types.filter { !self.types.contains($0) }
            }
        }
        self.types = EndpointSpec.AppType.allCases.filter(self.types.contains)
    }

    private static let words: [(text: String, type: EndpointSpec.AppType)] = [
        ("自建", .custom), ("custom", .custom), ("internal", .custom), ("self-built", .custom),
        ("商店", .store), ("store", .store), ("isv", .store), ("marketplace", .store),
    ]
}
