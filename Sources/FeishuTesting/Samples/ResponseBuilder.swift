import FeishuRuntime

extension FeishuAllOptionalModel {
    /// Creates a value in one expression: `Get.Response { $0.status = .succeeded }`.
    ///
    /// - Parameter setFields: A closure that sets the fields. Fields that it does not set are nil.
    public init(_ setFields: (inout Self) throws -> Void) rethrows {
        self.init()
        try setFields(&self)
    }
}
