import EndpointSpec
import SourceText

/// Changes a fact of a spec that its document states wrongly, and records what the document says, so that later imports keep the
/// change.
package struct CorrectionEditor {
    /// What to change. A change is made to the facts of the current document, so it has two steps: `withoutCorrection` gives the spec
    /// for which the document is imported again, and `corrected` changes the result.
    package enum Change: Sendable, Equatable {
        case method(EndpointSpec.Method)
        case path(PathTemplate)
        case envelope(EndpointSpec.Envelope)
        /// The type of the payload of the response.
        case payload(EndpointSpec.FieldType)
        /// The status of an error code, which is added if the document lacks it.
        case error(Int, status: Int?)
        case field(String, FieldChange)
        /// A field that the document lacks.
        case added(String, FieldChange)
    }

    /// The facts of a field to change. A property is `nil` or empty if the fact does not change.
    package struct FieldChange: Sendable, Equatable {
        package var type: EndpointSpec.FieldType?
        /// The type of the values, if the new type is a map.
        package var valueType: EndpointSpec.FieldType?
        package var isRequired: Bool?
        /// The listed values to add or to name.
        package var values: [ListedName] = []

        package init() {}

        package var isEmpty: Bool { self == FieldChange() }
    }

    /// A listed value as text, with its Swift name.
    package struct ListedName: Sendable, Equatable {
        package let text: String
        package let name: String?

        package init(text: String, name: String?) {
            self.text = text
            self.name = name
        }
    }

    /// The part of a spec whose corrections are undone.
    package enum Part: Sendable, Equatable {
        /// The method, the path, the request and the response, without their fields.
        case endpoint
        case error(Int)
        case field(String)
    }

    private let path: String

    /// - Parameter path: The path of the spec, for messages.
    package init(path: String) {
        self.path = path
    }

    // MARK: Corrections

    /// Returns the spec without an earlier correction of the same fact.
    package func withoutCorrection(by change: Change, in spec: EndpointSpec) throws(Failure) -> EndpointSpec {
        var spec = spec
        switch change {
        case .method: spec = spec.undoing(["method"])
        case .path: spec = spec.undoing(["path", "pathParameters"])
        case .envelope: spec.response = spec.response.undoing(["envelope"])
        case .payload: spec.response = spec.response.undoing(["type"])
        case .error(let code, _):
            spec.change(error: code) { $0 = $0.undoing(["status"]) }
        case .field(let text, let change):
            let address = try field(text, in: spec)
            var keys: Set<String> = []
            if change.type != nil { keys.formUnion(["type", "valueType"]) }
            if change.isRequired != nil { keys.insert("required") }
            spec.change(field: address) { $0 = $0.undoing(keys) }
        case .added: break
        }
        return spec
    }

    /// Returns the spec with the change and the record of what the document says.
    ///
    /// - Throws: `Failure` if the spec lacks the field, or has the one to add.
    package func corrected(_ spec: EndpointSpec, by change: Change, because reason: String) throws(Failure)
        -> EndpointSpec
    {
        var spec = spec
        switch change {
        case .method(let method): spec.correct(because: reason) { $0.method = method }
        case .path(let path): spec.correct(because: reason) { $0.change(to: path) }
        case .envelope(let envelope): spec.response.correct(because: reason) { $0.envelope = envelope }
        case .payload(let type): spec.response.correct(because: reason) { $0.type = type }
        case .error(let code, let status): spec.correct(error: code, to: status, because: reason)
        case .field(let text, let change):
            let address = try field(text, in: spec)
            guard var field = spec.field(at: address) else { return spec }
            try field.correct(change, because: reason)
            spec.change(field: address) { $0 = field }
        case .added(let text, let change): spec = try adding(text, change, to: spec, because: reason)
        }
        return spec
    }

    private func adding(
        _ text: String, _ change: FieldChange, to spec: EndpointSpec, because reason: String
    ) throws(Failure) -> EndpointSpec {
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.count > 1, let name = names.last, !name.isEmpty, let type = change.type else {
            throw failure("expected the path of the new field, such as response.items.name", text)
        }
        let parent = try FieldAddress(names.dropLast().joined(separator: "."), in: spec)
        let siblings = parent.names.isEmpty ? spec[parent.list] : spec.field(at: parent)?.fields
        if siblings?.contains(where: { $0.name == name }) == true {
            throw failure("the spec has this field; correct it without --add", text)
        }
        if let object = spec.field(at: parent), ![.object, .map].contains(object.type.base) {
            throw failure("\(parent) has the type \(object.type.spelling), which cannot have fields", text)
        }
        if parent.list == .path { throw failure("correct the path with --path to add a parameter", text) }
        var field = EndpointSpec.Field(name: name, type: type)
        field.valueType = type.base == .map ? change.valueType : nil
        field.required = change.isRequired
        try field.list(change.values.map { ($0.text, $0.name) })
        field.values = field.values.map(ValueNames.addingMissingNames(to:))
        field.corrected = Correction(isMissing: true, reason: reason)
        var spec = spec
        if parent.list == .request, spec.request == nil { spec.request = .init() }
        if parent.names.isEmpty {
            spec[parent.list] = (spec[parent.list] ?? []) + [field]
        } else {
            spec.change(field: parent) { $0.fields = ($0.fields ?? []) + [field] }
        }
        return spec
    }

    // MARK: Undoing

    /// Returns the spec without the corrections of a part. A field or an error that was added by a correction is removed.
    ///
    /// - Throws: `Failure` if the part does not exist or has no corrections.
    package func undoing(_ part: Part, in spec: EndpointSpec) throws(Failure) -> EndpointSpec {
        var spec = spec
        switch part {
        case .endpoint:
            if spec.correctionTexts.isEmpty { throw failure("nothing to undo: there is no correction", "\(spec.id)") }
            spec = spec.documented
            spec.request = spec.request?.documented
            spec.response = spec.response.documented
        case .error(let code):
            guard let error = spec.errors?.first(where: { $0.code == code }), let correction = error.corrected else {
                throw failure("nothing to undo: there is no correction", "errors.\(code)")
            }
            if correction.isMissing {
                spec.errors?.removeAll { $0.code == code }
                if spec.errors?.isEmpty == true { spec.errors = nil }
            } else {
                spec.change(error: code) { $0 = $0.documented }
            }
        case .field(let text):
            let address = try FieldAddress(text, in: spec)
            if address.names.isEmpty {
                guard address.list == .response, spec.response.corrected != nil else {
                    throw failure("nothing to undo: there is no correction", text)
                }
                spec.response = spec.response.documented
            } else {
                guard let correction = spec.field(at: address)?.corrected else {
                    throw failure("nothing to undo: there is no correction", text)
                }
                if correction.isMissing {
                    spec.remove(field: address)
                } else {
                    spec.change(field: address) { $0 = $0.documentedWithNames }
                }
            }
        }
        return spec
    }

    private func field(_ text: String, in spec: EndpointSpec) throws(Failure) -> FieldAddress {
        let address = try FieldAddress(text, in: spec)
        if address.names.isEmpty { throw failure("expected a field, found a body", text) }
        return address
    }

    private func failure(_ message: String, _ place: String) -> Failure {
        Failure("wrong-correction", "\(place): \(message)", at: .file(path))
    }
}

extension Correctable {
    /// The part without the corrections of some facts.
    fileprivate func undoing(_ keys: Set<String>) -> Self {
        var part = corrected?.isMissing == true ? self : documented
        var corrections = KeptCorrections()
        corrections.repeatCorrections(
            of: self, in: &part, at: .init(name: "", location: .none, arguments: []), except: keys)
        return part
    }
}

extension EndpointSpec {
    fileprivate mutating func change(field address: FieldAddress, _ change: (inout Field) -> Void) {
        transformFields { field, other in if other == address { change(&field) } }
    }

    fileprivate mutating func remove(field address: FieldAddress) {
        let parent = FieldAddress(address.list, address.names.dropLast())
        let rest = { (fields: [Field]?) -> [Field]? in
            let rest = fields?.filter { $0.name != address.names.last }
            return rest?.isEmpty == true ? nil : rest
        }
        if parent.names.isEmpty {
            self[address.list] = rest(self[address.list])
        } else {
            change(field: parent) { $0.fields = rest($0.fields) }
        }
    }

    fileprivate mutating func change(error code: Int, _ change: (inout DocumentedError) -> Void) {
        for index in (errors ?? []).indices where errors?[index].code == code {
            if var error = errors?[index] {
                change(&error)
                errors?[index] = error
            }
        }
    }

    fileprivate mutating func correct(error code: Int, to status: Int?, because reason: String) {
        if errors?.contains(where: { $0.code == code }) == true {
            return change(error: code) { $0.correct(because: reason) { $0.status = status } }
        }
        // No document describes the error, so the reason of the correction does.
        var error = DocumentedError(status: status, code: code, message: reason)
        error.reaction = ErrorReaction.reaction(to: error)
        // An observation says nothing about the meaning of a code.
        if ObservedCorrection.isReason(reason) { error.name = "code_" + DocumentedError.nameText(of: code) }
        error.corrected = Correction(isMissing: true, reason: reason)
        errors = (errors ?? []) + [error]
    }
}

extension EndpointSpec.Field {
    fileprivate mutating func correct(_ change: CorrectionEditor.FieldChange, because reason: String) throws(Failure) {
        var changed = self
        if let type = change.type { changed.change(to: type, of: change.valueType) }
        if let isRequired = change.isRequired { changed.required = isRequired }
        try changed.list(change.values.map { ($0.text, $0.name) })
        changed.values = changed.values.map(ValueNames.addingMissingNames(to:))
        let corrected = corrected
        correct(because: reason) { field in
            field = changed
            field.corrected = corrected
        }
    }

    /// The field as the document describes it, with the names of its listed values, which the record does not have.
    fileprivate var documentedWithNames: EndpointSpec.Field {
        var field = documented
        let names = Dictionary((values ?? []).map { ($0.wireText, $0.name) }) { first, _ in first }
        field.values = field.values?.map { value in
            var value = value
            value.name = names[value.wireText] ?? nil
            return value
        }
        field.values = field.values.map(ValueNames.addingMissingNames(to:))
        return field
    }
}
