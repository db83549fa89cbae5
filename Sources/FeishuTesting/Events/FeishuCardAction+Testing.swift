import FeishuRuntime

extension FeishuCardAction {
    /// Returns the action of a user who clicked a button of a card.
    ///
    /// ```swift
    /// let response = await receiver.respond(to: try sender.push(FeishuCardAction.click(value: ["task": "7"])))
    /// ```
    ///
    /// - Parameters:
    ///   - value: The value of the button: an object or a string.
    ///   - name: The name of the button.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func click(
        value: FeishuJSONValue, name: String? = nil, by openID: String = "ou_test", messageID: String = "om_test"
    ) -> FeishuCardAction {
        var action = Action()
        action.value = value
        action.tag = "button"
        action.name = name
        return FeishuCardAction(action, by: openID, messageID: messageID)
    }

    /// Returns the action of a user who chose an option, or several.
    ///
    /// - Parameters:
    ///   - options: The values of the options.
    ///   - value: The value of the element: an object or a string.
    ///   - name: The name of the element.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func choose(
        _ options: String..., value: FeishuJSONValue? = nil, name: String? = nil, by openID: String = "ou_test",
        messageID: String = "om_test"
    ) -> FeishuCardAction {
        var action = Action()
        action.value = value
        action.name = name
        if options.count == 1 {
            action.tag = "select_static"
            action.option = options[0]
        } else {
            action.tag = "multi_select_static"
            action.options = options
        }
        return FeishuCardAction(action, by: openID, messageID: messageID)
    }

    /// Returns the action of a user who submitted a form.
    ///
    /// - Parameters:
    ///   - form: The values of the form, by the names of its elements.
    ///   - value: The value of the button that submits the form: an object or a string.
    ///   - name: The name of that button.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func submit(
        form: [String: FeishuJSONValue], value: FeishuJSONValue? = nil, name: String? = nil,
        by openID: String = "ou_test", messageID: String = "om_test"
    ) -> FeishuCardAction {
        var action = Action()
        action.value = value
        action.tag = "button"
        action.name = name
        action.formValue = form
        return FeishuCardAction(action, by: openID, messageID: messageID)
    }

    private init(_ action: Action, by openID: String, messageID: String) {
        self.init()
        self.action = action
        self.operator = FeishuCallbackOperator()
        self.operator?.openID = openID
        self.operator?.tenantKey = "tenant"
        token = "c-test"
        host = "im_message"
        context = FeishuCallbackContext()
        context?.openMessageID = messageID
        context?.openChatID = "oc_test"
    }
}
