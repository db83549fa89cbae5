import Foundation

/// A message card.
public enum FeishuCard: Hashable, Sendable {
    /// A card as the JSON that the card builder of the platform shows.
    case raw(FeishuJSONValue)
    /// A card that was published with the card builder. Without a version, the platform uses the latest one.
    case template(id: String, version: String? = nil, variables: [String: FeishuJSONValue] = [:])

    /// Creates a card from a string with its JSON, such as the content of a file: of the card itself, or of
    /// `{"type": "template", "data": {"template_id": ...}}`.
    ///
    /// - Throws: `DecodingError` if the string is not a JSON object.
    public init(json: String) throws {
        let data = Data(json.utf8)
        let value = try JSONDecoder().decode(FeishuJSONValue.self, from: data)
        guard value.object != nil else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "a card is not a JSON object"))
        }
        let isInEnvelope = value["data"] != nil && value["type"]?.string.flatMap(Kind.init) != nil
        self = isInEnvelope ? try JSONDecoder().decode(FeishuCard.self, from: data) : .raw(value)
    }

    /// The content of a message of the type `interactive` that shows the card, which is JSON in a string.
    ///
    /// - Throws: `EncodingError` if the card contains a number that JSON cannot represent.
    public var messageContent: String {
        get throws {
            let json =
                switch self {
                case .raw(let card): try JSONEncoder.sorted.encode(card)
                case .template: try JSONEncoder.sorted.encode(self)
                }
            return String(decoding: json, as: UTF8.self)
        }
    }
}

extension FeishuCard: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, data
    }

    private enum Kind: String, Codable {
        case raw, template
    }

    private struct Template: Codable {
        let id: String
        let version: String?
        let variables: [String: FeishuJSONValue]?

        enum CodingKeys: String, CodingKey {
            case id = "template_id"
            case version = "template_version_name"
            case variables = "template_variable"
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .type) {
        case .raw: self = .raw(try container.decode(FeishuJSONValue.self, forKey: .data))
        case .template:
            let template = try container.decode(Template.self, forKey: .data)
            self = .template(id: template.id, version: template.version, variables: template.variables ?? [:])
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .raw(let card):
            try container.encode(Kind.raw, forKey: .type)
            try container.encode(card, forKey: .data)
        case .template(let id, let version, let variables):
            try container.encode(Kind.template, forKey: .type)
            let template = Template(id: id, version: version, variables: variables.isEmpty ? nil : variables)
            try container.encode(template, forKey: .data)
        }
    }
}
