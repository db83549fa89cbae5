import EndpointSpec
import SourceText

extension EndpointSpec {
    /// Changes a field, and converts the values in the annotations that refer to it.
    mutating func change(field address: FieldAddress, _ change: (inout Field) -> Void) {
        transformFields { field, other in if other == address { change(&field) } }
        guard let type = field(at: address)?.type, let name = address.names.last else { return }
        let converted = { (value: JSON) in type.base.lossless(value) ?? value }
        transformFields { field, other in
            guard other.list == address.list, other.names.dropLast() == address.names.dropLast(),
                let condition = field.availableWhen, condition.field == name
            else { return }
            field.availableWhen?.equals = converted(condition.equals)
        }
        if let state = polling?.until, address == FieldAddress(.response, [state.field]) {
            polling?.until.finalValues = state.finalValues.map(converted)
        }
    }

    /// Removes a field, and the list or the body of which it was all.
    mutating func remove(field address: FieldAddress) {
        let parent = FieldAddress(address.list, address.names.dropLast())
        let rest = { (fields: [Field]?) -> [Field]? in
            let rest = fields?.filter { $0.name != address.names.last }
            return rest?.isEmpty == true ? nil : rest
        }
        if parent.names.isEmpty {
            self[address.list] = rest(self[address.list])
            if request == Request() { request = nil }
        } else {
            change(field: parent) { $0.fields = rest($0.fields) }
        }
    }

    /// Changes the error with a code.
    mutating func change(error code: Int, _ change: (inout DocumentedError) -> Void) {
        for index in (errors ?? []).indices where errors?[index].code == code {
            if var error = errors?[index] {
                change(&error)
                errors?[index] = error
            }
        }
    }
}
