import FeishuRuntime

extension FeishuCardAction {
    /// Returns the action of a user who clicked a button of a card.
    ///
    /// - Parameters:
    ///   - value: The value of the button: an object or a string.
    ///   - name: The name of the button.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func click(
        value: FeishuJSONValue, name: String? = nil, by openID: String = "ou_test", messageID: String = "om_test"
    ) -> FeishuCardAction {
        FeishuCardAction(tag: "button", value: value, name: name, by: openID, messageID: messageID) { _ in }
    }

    /// Returns the action of a user who chose an option of an element in which one can be chosen.
    ///
    /// - Parameters:
    ///   - option: The value of the option.
    ///   - value: The value of the element: an object or a string.
    ///   - name: The name of the element.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func choose(
        _ option: String, value: FeishuJSONValue? = nil, name: String? = nil, by openID: String = "ou_test",
        messageID: String = "om_test"
    ) -> FeishuCardAction {
        FeishuCardAction(tag: "select_static", value: value, name: name, by: openID, messageID: messageID) {
            $0.option = option
        }
    }

    /// Returns the action of a user who chose options of an element in which several can be chosen.
    ///
    /// - Parameters:
    ///   - options: The values of the options.
    ///   - value: The value of the element: an object or a string.
    ///   - name: The name of the element.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func choose(
        _ options: [String], value: FeishuJSONValue? = nil, name: String? = nil, by openID: String = "ou_test",
        messageID: String = "om_test"
    ) -> FeishuCardAction {
        FeishuCardAction(tag: "multi_select_static", value: value, name: name, by: openID, messageID: messageID) {
            $0.options = options
        }
    }

    /// Returns the action of a user who checked a box, or removed the check.
    ///
    /// - Parameters:
    ///   - isChecked: Whether the box is checked now.
    ///   - value: The value of the box: an object or a string.
    ///   - name: The name of the box.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func check(
        _ isChecked: Bool, value: FeishuJSONValue? = nil, name: String? = nil, by openID: String = "ou_test",
        messageID: String = "om_test"
    ) -> FeishuCardAction {
        FeishuCardAction(tag: "checker", value: value, name: name, by: openID, messageID: messageID) {
            $0.checked = isChecked
        }
    }

    /// Returns the action of a user who wrote a text outside of a form.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - value: The value of the input: an object or a string.
    ///   - name: The name of the input.
    ///   - openID: The user.
    ///   - messageID: The message with the card.
    public static func write(
        _ text: String, value: FeishuJSONValue? = nil, name: String? = nil, by openID: String = "ou_test",
        messageID: String = "om_test"
    ) -> FeishuCardAction {
        FeishuCardAction(tag: "input", value: value, name: name, by: openID, messageID: messageID) {
            $0.inputValue = text
        }
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
        FeishuCardAction(tag: "button", value: value, name: name, by: openID, messageID: messageID) {
            $0.formValue = form
        }
    }

    private init(
        tag: String, value: FeishuJSONValue?, name: String?, by openID: String, messageID: String,
        _ use: (inout Action) -> Void
    ) {
        self.init()
        var action = Action()
        action.tag = tag
        action.value = value
        action.name = name
        use(&action)
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
