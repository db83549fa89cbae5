import EndpointSpec
import SourceText

extension CorrectionEditor {
    /// Returns the spec without the corrections of a part. A field or an error that was added by a correction is removed.
    ///
    /// - Throws: `Failure` if the part does not exist or has no corrections.
    package func undoing(_ part: Part, in spec: EndpointSpec) throws(Failure) -> EndpointSpec {
        var spec = spec
        switch part {
        case .endpoint:
            if spec.correctionTexts.isEmpty { throw failure("nothing to undo: there is no correction", "\(spec.id)") }
            spec = spec.documentedWithAnnotations
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
                    spec.change(field: address) { $0 = $0.documentedWithAnnotations }
                }
            }
        }
        return spec
    }
}

extension EndpointSpec {
    /// The endpoint as the document describes it, with the annotations of its path parameters, which the record does not have.
    var documentedWithAnnotations: EndpointSpec {
        var (spec, renamed) = (documented, self)
        renamed.change(to: spec.path)
        spec.pathParameters = spec.pathParameters?.map { parameter in
            renamed.pathParameters?.first {
                $0.name == parameter.name && $0.documented.unannotated == parameter.unannotated
            } ?? parameter
        }
        return spec
    }
}

extension EndpointSpec.Field {
    /// The field as the document describes it, with the names of its listed values, which the record does not have.
    var documentedWithAnnotations: EndpointSpec.Field {
        var field = documented
        let names = Dictionary((values ?? []).map { ($0.wireText, $0.name) }) { first, _ in first }
        field.values = field.values?.map { value in
            var value = value
            value.name = names[value.wireText] ?? value.name
            return value
        }
        field.values = field.values.map(ValueNames.addingMissingNames(to:))
        return field
    }
}
