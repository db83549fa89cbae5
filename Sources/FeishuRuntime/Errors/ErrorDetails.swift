/// What the platform tells about a failure beside its code and message, in the member `error` of the answer.
///
/// Everything in it is optional, and a part in another form than expected is left out: it never hides the code.
public struct FeishuErrorDetails: FeishuAllOptionalModel {
    public var message: String?
    /// The id by which the platform's support finds the call.
    public var logID: String? { spacedLogID ?? plainLogID }
    /// Where to look for help, as the platform words it.
    public var troubleshooter: String?
    /// The request's fields that are wrong.
    public var fieldViolations: [FieldViolation]?
    /// The permissions that the app or the user lacks.
    public var permissionViolations: [PermissionViolation]?
    public var helps: [Help]?
    public var details: [Detail]?
    // Both spellings of the log id occur.
    private var spacedLogID: String?
    private var plainLogID: String?

    public init() {}

    public mutating func visitFields(_ visitor: inout some FeishuFieldVisitor) throws {
        try visitor.visit("message", &message)
        try visitor.visit("log_id", &spacedLogID)
        try visitor.visit("logid", &plainLogID)
        try visitor.visit("troubleshooter", &troubleshooter)
        try visitor.visit("field_violations", &fieldViolations)
        try visitor.visit("permission_violations", &permissionViolations)
        try visitor.visit("helps", &helps)
        try visitor.visit("details", &details)
    }

    /// The details with every text changed.
    func mappingTexts(_ transform: (String) -> String) -> FeishuErrorDetails {
        var details = self
        details.message = message.map(transform)
        details.troubleshooter = troubleshooter.map(transform)
        details.spacedLogID = spacedLogID.map(transform)
        details.plainLogID = plainLogID.map(transform)
        for index in (fieldViolations ?? []).indices {
            details.fieldViolations?[index].field = fieldViolations?[index].field.map(transform)
            details.fieldViolations?[index].value = fieldViolations?[index].value.map(transform)
            details.fieldViolations?[index].description = fieldViolations?[index].description.map(transform)
        }
        for index in (permissionViolations ?? []).indices {
            details.permissionViolations?[index].url = permissionViolations?[index].url.map(transform)
            details.permissionViolations?[index].subject = permissionViolations?[index].subject.map(transform)
        }
        for index in (helps ?? []).indices {
            details.helps?[index].url = helps?[index].url.map(transform)
            details.helps?[index].description = helps?[index].description.map(transform)
        }
        for index in (self.details ?? []).indices {
            details.details?[index].value = self.details?[index].value.map(transform)
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
        /// The scope that is missing; some services name it `subject`.
        public var scope: String?
        /// Where it can be enabled.
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
