import Foundation

extension Error {
    /// The description of the error. One without a description would otherwise be described by its type and a number; it is described
    /// by its type and case, without values, because these can be secret.
    var text: String {
        if self is any LocalizedError || self is any CustomNSError || type(of: self) is NSError.Type {
            return localizedDescription
        }
        // The complete descriptions of these contain parts of the data.
        if self is DecodingError || self is EncodingError { return localizedDescription }
        let mirror = Mirror(reflecting: self)
        guard mirror.displayStyle == .enum else { return "\(type(of: self))" }
        return "\(type(of: self)).\(mirror.children.first?.label ?? String(describing: self))"
    }
}
