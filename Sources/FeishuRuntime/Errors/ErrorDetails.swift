/// The details of a failure in addition to its code and message, from the member `error` of the response.
///
/// All details are optional. A detail of an unexpected form is omitted, so it never hides the code.
public struct FeishuErrorDetails: FeishuAllOptionalModel {
    public var message: String?
    /// The log id, by which the platform's support can find the call.
    public var logID: String? { underscoredLogID ?? joinedLogID }
    /// The platform's instructions for troubleshooting.
    public var troubleshooter: String?
    /// The invalid fields of the request.
    public var fieldViolations: [FieldViolation]?
    /// The missing permissions of the app or the user.
    public var permissionViolations: [PermissionViolation]?
    public var helps: [Help]?
    public var details: [Detail]?
    // The platform uses both spellings, `log_id` and `logid`.
    private var underscoredLogID: String?
    private var joinedLogID: String?

    public init() {}

    init(message: String) { self.message = message }

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("message", &message)
        try visitor.visit("log_id", &underscoredLogID)
        try visitor.visit("logid", &joinedLogID)
        try visitor.visit("troubleshooter", &troubleshooter)
        try visitor.visit("field_violations", &fieldViolations)
        try visitor.visit("permission_violations", &permissionViolations)
        try visitor.visit("helps", &helps)
        try visitor.visit("details", &details)
    }

    /// Returns the details with every string transformed, at every depth.
    func mapStrings(_ transform: (String) -> String) -> FeishuErrorDetails {
        var details = self
        withoutActuallyEscaping(transform) { transform in
            var mapper = StringMapper(transform: transform)
            // `visitFields` only rethrows errors of the visitor, and the mapper never throws.
            try? details.visitFields(&mapper)
        }
        return details
    }

    public struct FieldViolation: FeishuAllOptionalModel {
        public var field: String?
        public var value: String?
        public var description: String?

        public init() {}

        public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("field", &field)
            try visitor.visit("value", &value)
            try visitor.visit("description", &description)
        }
    }

    public struct PermissionViolation: FeishuAllOptionalModel {
        /// The missing scope. Some services send it as `subject` instead.
        public var scope: String?
        /// The URL of the page where the scope can be enabled.
        public var url: String?
        public var type: String?
        public var subject: String?

        public init() {}

        public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("scope", &scope)
            try visitor.visit("url", &url)
            try visitor.visit("type", &type)
            try visitor.visit("subject", &subject)
        }
    }

    public struct Help: FeishuAllOptionalModel {
        public var url: String?
        public var description: String?

        public init() {}

        public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("url", &url)
            try visitor.visit("description", &description)
        }
    }

    public struct Detail: FeishuAllOptionalModel {
        public var key: String?
        public var value: String?

        public init() {}

        public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
            try visitor.visit("key", &key)
            try visitor.visit("value", &value)
        }
    }
}
