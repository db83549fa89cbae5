import EndpointSpec
import SourceText

/// An object in samples whose keys are data, and whose values have the documented fields.
struct SampledMap {
    /// A key in the samples.
    let key: String
    /// The values in the samples.
    let objects: [[JSON.Member]]
    /// The array dimensions of the values.
    let dimensions: Int
    /// The documented fields of the values.
    let children: [FieldTree.Node]

    /// Returns `nil` if the keys can be names of fields, or if the values do not have any of the documented fields.
    init?(_ objects: [[JSON.Member]], children: [FieldTree.Node]) {
        let members = objects.flatMap(\.self)
        let names = Set(children.map(\.field.name))
        guard let first = members.first, !members.contains(where: { names.contains($0.key) }) else { return nil }
        let values = SampledValues(members.map(\.value))
        let isSeveral = Set(members.map(\.key)).count > 1
        guard members.allSatisfy({ DynamicKeys.isData($0.key) }) || isSeveral,
            !values.elements.isEmpty, values.objects.count == values.elements.count
        else { return nil }
        let shown = Set(values.objects.flatMap { $0.map(\.key) })
        if !names.isDisjoint(with: shown) {
            self.children = children
        } else if children.count == 1, let key = children.first,
            !shown.isDisjoint(with: key.children.map(\.field.name))
        {
            // The table has a row for the key. Its type is that of the key, unless it is an object.
            self.children = key.children(afterKeyOf: key.statedType)
        } else {
            return nil
        }
        (self.key, self.objects, dimensions) = (first.key, values.objects, values.dimensions)
    }
}

extension FieldTree.Node {
    /// Returns the children of the row for the key of a map. If the row states a scalar type, the children follow the row itself.
    fileprivate func children(afterKeyOf type: EndpointSpec.FieldType) -> [FieldTree.Node] {
        guard type.base.isScalar else { return children }
        var key = FieldTree.Node(field: field, row: row, statedType: type, children: [])
        key.field.type = type
        key.field.fields = nil
        return children.contains { $0.field.name == key.field.name } ? children : [key] + children
    }
}
