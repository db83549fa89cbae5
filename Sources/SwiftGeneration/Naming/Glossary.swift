/// English names for Chinese terms that documents often use to describe values and error codes.
enum Glossary {
    /// The English words for a text; nil where the glossary does not have the whole text.
    static func english(for text: String) -> String? {
        terms[text]
    }

    private static let terms: [String: String] = [
        "成功": "succeeded", "失败": "failed", "处理中": "processing", "进行中": "in progress", "新建": "created",
        "已创建": "created", "待处理": "pending", "等待中": "waiting", "未开始": "not started", "已完成": "finished",
        "已取消": "cancelled", "取消": "cancelled", "已撤回": "withdrawn", "已拒绝": "rejected", "拒绝": "rejected",
        "已通过": "passed", "通过": "passed", "不通过": "failed", "未通过": "failed", "待定": "undecided",
        "审批中": "in approval", "已删除": "deleted", "已过期": "expired", "启用": "enabled", "已启用": "enabled",
        "停用": "disabled", "禁用": "disabled", "已停用": "disabled", "未启用": "disabled", "开启": "on", "关闭": "off",
        "是": "yes", "否": "no", "有": "yes", "无": "no", "男": "male", "女": "female", "其他": "other", "其它": "other",
        "未知": "unknown", "全部": "all", "默认": "default", "公开": "public", "私有": "private", "升序": "ascending",
        "降序": "descending", "文本": "text", "单行文本": "single line text", "多行文本": "multiline text", "数字": "number",
        "日期": "date", "单选": "single choice", "多选": "multiple choice", "人员": "person", "部门": "department",
        "附件": "attachment", "图片": "image", "文件": "file", "视频": "video", "音频": "audio", "用户": "user",
        "群组": "group", "年": "year", "月": "month", "周": "week", "日": "day", "天": "day", "小时": "hour",
        "分钟": "minute", "上午": "morning", "下午": "afternoon", "红色": "red", "橙色": "orange", "黄色": "yellow",
        "绿色": "green", "蓝色": "blue", "紫色": "purple", "灰色": "gray", "系统错误": "system error",
        "系统异常": "system error", "参数错误": "parameter error", "无权限": "no permission", "可阅读": "can read",
        "可编辑": "can edit",
    ]
}
