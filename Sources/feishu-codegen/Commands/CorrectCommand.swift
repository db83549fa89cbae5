import DocumentImport
import EndpointSpec
import SourceText

/// `correct`: corrects what a document states wrongly.
enum CorrectCommand {
    static func run(_ project: Project) throws -> ExitStatus {
        let options = project.options
        if let file = options.observed { return try ObservedCorrections.run(file, project) }
        if options.isApplying { throw UsageError("--apply requires --observed FILE", of: .correct) }
        guard (1...2).contains(options.arguments.count) else {
            throw UsageError("correct takes an endpoint ID and, for a fact of a field, its path", of: .correct)
        }
        let edit: SpecEdit
        let result: EndpointSpec
        if options.isUndoing {
            let part = try CorrectionArguments(options).part
            edit = try SpecEdit(of: options.arguments[0], in: project)
            result = try undoing([part], edit)
        } else {
            let arguments = CorrectionArguments(options)
            let (changes, reason) = (try arguments.changes, try arguments.reason)
            edit = try SpecEdit(of: options.arguments[0], in: project)
            result = try corrected(edit, by: changes.map { ($0, reason) })
        }
        try finish(edit, result, project)
        return .done
    }

    /// Returns the spec with changes, each made to what the document says now, and each with its reason.
    static func corrected(
        _ edit: SpecEdit, by changes: [(change: CorrectionEditor.Change, reason: String)]
    ) throws(Failure) -> EndpointSpec {
        let editor = CorrectionEditor(path: edit.file.source.path)
        var spec = edit.file.spec
        for (change, _) in changes { spec = try editor.withoutCorrection(by: change, in: spec) }
        spec = try edit.reimported(spec) ?? spec
        for (change, reason) in changes { spec = try editor.corrected(spec, by: change, because: reason) }
        // The next import gives names to new values and codes.
        return try edit.reimported(spec) ?? spec
    }

    /// Returns the spec without the corrections of some parts.
    static func undoing(_ parts: [CorrectionEditor.Part], _ edit: SpecEdit) throws(Failure) -> EndpointSpec {
        let editor = CorrectionEditor(path: edit.file.source.path)
        var spec = edit.file.spec
        for part in parts { spec = try editor.undoing(part, in: spec) }
        return try edit.reimported(spec) ?? spec
    }

    private static func finish(_ edit: SpecEdit, _ result: EndpointSpec, _ project: Project) throws(Failure) {
        let (console, path) = (project.console, edit.file.source.path)
        if result == edit.file.spec { return console.print("Unchanged: \(path) says so already.") }
        try project.write([edit.change(to: result)])
        console.print("\(project.options.isDryRun ? "Would change" : "Changed") \(path):")
        let changes = DiffCommand.changes(from: [edit.file.spec], to: [result]).flatMap(\.changes)
        if changes.isEmpty { console.print("  no change for callers") }
        for change in changes { console.print("  \(change.impact.rawValue): \(change)") }
    }
}

/// The facts and the part that the options of `correct` name.
private struct CorrectionArguments {
    private let options: Invocation.Options
    private var path: String? { options.arguments.count == 2 ? options.arguments[1] : nil }

    init(_ options: Invocation.Options) { self.options = options }

    var reason: String {
        get throws {
            let reason = options.reason?.split(whereSeparator: \.isNewline).joined(separator: " ") ?? ""
            if reason.allSatisfy(\.isWhitespace) {
                throw UsageError("correct requires --reason TEXT, which says why the document is wrong", of: .correct)
            }
            return reason
        }
    }

    /// The part whose corrections are undone.
    var part: CorrectionEditor.Part {
        get throws {
            if options.type != nil || options.unit != nil || options.isAdding || !options.values.isEmpty
                || options.method != nil
                || options.path != nil || options.envelope != nil || options.isRequired || options.isOptional
            {
                throw UsageError(
                    "--undo takes no facts; it undoes all corrections of a field, a code or the endpoint", of: .correct)
            }
            if let path { return .field(path) }
            return try options.error.map { .error(try Self.code($0).code) } ?? .endpoint
        }
    }

    var changes: [CorrectionEditor.Change] {
        get throws {
            let ofEndpoint = try endpointChanges
            let ofField = try fieldChange
            if let path {
                guard ofEndpoint.isEmpty else {
                    throw UsageError("--method, --path, --envelope and --error take no field", of: .correct)
                }
                if path == EndpointSpec.FieldList.response.rawValue, !options.isAdding, let type = ofField.type {
                    if ofField != .init(type: type) {
                        throw UsageError("response takes only --type TYPE, without \"map of\"", of: .correct)
                    }
                    return [.payload(type)]
                }
                if options.isAdding {
                    if ofField.type == nil { throw UsageError("--add requires --type TYPE", of: .correct) }
                    return [.added(path, ofField)]
                }
                if ofField.isEmpty {
                    throw UsageError("expected --type, --unit, --required, --optional or --value", of: .correct)
                }
                return [.field(path, ofField)]
            }
            if !ofField.isEmpty || options.isAdding {
                throw UsageError(
                    "--type, --unit, --required, --optional, --value and --add require a field", of: .correct)
            }
            if ofEndpoint.isEmpty {
                throw UsageError("expected a field, or --method, --path, --envelope or --error", of: .correct)
            }
            return ofEndpoint
        }
    }

    private var endpointChanges: [CorrectionEditor.Change] {
        get throws {
            var changes: [CorrectionEditor.Change] = []
            if let text = options.method {
                changes.append(.method(try Self.word(text.uppercased(), option: "--method")))
            }
            if let text = options.path {
                guard let path = PathTemplate(text) else {
                    throw UsageError(
                        "invalid path \"\(text)\"; expected a path such as /open-apis/hire/v1/jobs/:job_id",
                        of: .correct)
                }
                changes.append(.path(path))
            }
            if let text = options.envelope { changes.append(.envelope(try Self.word(text, option: "--envelope"))) }
            if let text = options.error {
                let error = try Self.code(text)
                changes.append(.error(error.code, status: error.status))
            }
            return changes
        }
    }

    private var fieldChange: CorrectionEditor.FieldChange {
        get throws {
            var change = CorrectionEditor.FieldChange()
            if options.isRequired, options.isOptional {
                throw UsageError("--required and --optional are mutually exclusive", of: .correct)
            }
            if options.isRequired || options.isOptional { change.isRequired = options.isRequired }
            change.unit = try options.unit.map { try Self.word($0, option: "--unit") }
            change.values = options.values.map(CorrectionEditor.ListedName.init(argument:))
            if let text = options.type {
                let mapPrefix = "map of "
                let value = text.hasPrefix(mapPrefix) ? String(text.dropFirst(mapPrefix.count)) : nil
                change.type = try value == nil ? Self.type(text) : .init(.map)
                change.valueType = try value.map(Self.type)
            }
            return change
        }
    }

    private static func type(_ text: String) throws -> EndpointSpec.FieldType {
        if let type = EndpointSpec.FieldType(spelling: text) { return type }
        let types = EndpointSpec.FieldType.Base.allCases.map(\.rawValue)
        let suggestion = text.nearest(in: types).map { "; did you mean \($0)?" } ?? ""
        throw UsageError(
            "unknown type \"\(text)\"\(suggestion); expected \(types.joined(separator: ", ")), with [] per array dimension",
            of: .correct)
    }

    private static func word<Word: RawRepresentable & CaseIterable>(_ text: String, option: String) throws -> Word
    where Word.RawValue == String {
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError("unknown value \"\(text)\" of \(option); expected one of \(words)", of: .correct)
    }

    private static func code(_ text: String) throws -> (code: Int, status: Int?) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        let status = parts.count == 2 ? Int(parts[1]) : nil
        guard let code = parts.first.flatMap(Int.init), parts.count == 1 || status.map((100...599).contains) == true
        else {
            throw UsageError(
                "invalid error \"\(text)\"; expected a code and its HTTP status, such as 1002002=400", of: .correct)
        }
        return (code, status)
    }
}
