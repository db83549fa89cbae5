import EndpointSpec
import SourceText

/// Changes a fact of a spec that its document states wrongly, and records what the document says, so that later imports keep the
/// change.
package struct CorrectionEditor {
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
        case .method: spec = spec.undoing(["method"], from: spec.documentedWithAnnotations)
        case .path: spec = spec.undoing(["path", "pathParameters"], from: spec.documentedWithAnnotations)
        case .envelope: spec.response = spec.response.undoing(["envelope"], from: spec.response.documented)
        case .payload: spec.response = spec.response.undoing(["type"], from: spec.response.documented)
        case .error(let code, _):
            spec.change(error: code) { $0 = $0.undoing(["status"], from: $0.documented) }
        case .field(let text, let change):
            let address = try field(text, in: spec)
            var keys: Set<String> = []
            if change.type != nil { keys.formUnion(["type", "valueType"]) }
            if change.unit != nil { keys.insert("format") }
            if change.isRequired != nil { keys.insert("required") }
            spec.change(field: address) { $0 = $0.undoing(keys, from: $0.documentedWithAnnotations) }
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
        if spec.event != nil, let fact = change.factOfEndpoint {
            throw Failure(
                "wrong-correction", "\(spec.id) is an event, which has no \(fact)", at: .file(path),
                notes: [.init("correct a field, such as event.user_id")])
        }
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
        if let object = spec.field(at: parent), !object.canHaveFields {
            throw failure("\(parent) has the type \(object.typeText), which cannot have fields", text)
        }
        if parent.list == .path { throw failure("correct the path with --path to add a parameter", text) }
        var field = EndpointSpec.Field(name: name, type: type)
        field.valueType = type.base == .map ? change.valueType : nil
        if let unit = change.unit { try field.change(to: unit) }
        field.required = change.isRequired
        try field.list(change.values.map { ($0.text, $0.name) })
        field.values = field.values.map(ValueNames.addingMissingNames(to:))
        field.corrected = Correction(isMissing: true, reason: reason)
        var spec = spec
        if parent.names.isEmpty {
            spec[parent.list] = (spec[parent.list] ?? []) + [field]
        } else {
            spec.change(field: parent) { $0.fields = ($0.fields ?? []) + [field] }
        }
        return spec
    }

    func field(_ text: String, in spec: EndpointSpec) throws(Failure) -> FieldAddress {
        let address = try FieldAddress(text, in: spec)
        if address.names.isEmpty { throw failure("expected a field, found a body", text) }
        return address
    }

    func failure(_ message: String, _ place: String) -> Failure {
        Failure("wrong-correction", "\(place): \(message)", at: .file(path))
    }
}

extension CorrectionEditor.Change {
    /// The name of the fact, if only endpoints have it.
    fileprivate var factOfEndpoint: String? {
        switch self {
        case .method: "method"
        case .path: "path"
        case .envelope, .payload: "response"
        case .error: "errors"
        case .field, .added: nil
        }
    }
}

extension Correctable {
    /// Returns the part without the corrections of some facts.
    ///
    /// - Parameters:
    ///   - keys: The keys of the facts.
    ///   - documented: The part as the document describes it.
    fileprivate func undoing(_ keys: Set<String>, from documented: Self) -> Self {
        if corrected?.isMissing == true { return self }
        var part = documented
        var corrections = KeptCorrections()
        corrections.repeatCorrections(
            of: self, in: &part, at: .init(name: "", location: .none, arguments: []), except: keys)
        return part
    }
}

extension EndpointSpec {
    fileprivate mutating func correct(error code: Int, to status: Int?, because reason: String) {
        if errors?.contains(where: { $0.code == code }) == true {
            return change(error: code) { $0.correct(because: reason) { $0.status = status } }
        }
        // No document describes the error, so the reason of the correction does.
        var error = DocumentedError(status: status, code: code, message: reason)
        error.reaction = ErrorReaction.reaction(to: error)
        // An observation says nothing about the meaning of a code.
        if ObservedCorrection.isReason(reason) { error.name = ErrorNames.nameOfUnnamed(code) }
        error.corrected = Correction(isMissing: true, reason: reason)
        errors = (errors ?? []) + [error]
    }
}

extension EndpointSpec.Field {
    fileprivate mutating func change(to unit: CorrectionEditor.Unit) throws(Failure) {
        guard [.string, .int].contains(type.base), values == nil else {
            throw Failure(
                "wrong-correction",
                "expected a string or an int without listed values, found \"\(name)\" of the type \(typeText)")
        }
        // The size of an integer is no unit.
        if unit != .none || timestampFormat != nil { format = unit.format }
    }

    fileprivate mutating func correct(_ change: CorrectionEditor.FieldChange, because reason: String) throws(Failure) {
        var changed = self
        if let type = change.type { changed.change(to: type, of: change.valueType) }
        if let unit = change.unit { try changed.change(to: unit) }
        if let isRequired = change.isRequired { changed.required = isRequired }
        try changed.list(change.values.map { ($0.text, $0.name) })
        changed.values = changed.values.map(ValueNames.addingMissingNames(to:))
        let corrected = corrected
        correct(because: reason) { field in
            field = changed
            field.corrected = corrected
        }
    }
}
