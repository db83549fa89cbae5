// swift-format-ignore-file
extension Lexicon {
    /// The terms, one per line and sorted by text.
    ///
    /// A line contains the text, its translation and, for a verb, the past participle, separated by `|`.
    ///
    /// A term with the prefix `=` must be the whole label. A term with the prefix `#` must be before or after a number.
    static let terms = """
        #前|top
        #天|days
        #年|years
        #度|degrees
        #秒|seconds
        =专职|vocational school
        =中|medium
        =低|low
        =停用|disabled
        =关闭|off
        =取消|cancelled
        =否|no
        =启用|enabled
        =周|week
        =大|large
        =天|day
        =女|female
        =完成|completed
        =小|small
        =年|year
        =开启|on
        =拒绝|rejected
        =新建|created
        =无|none
        =日|day
        =是|yes
        =月|month
        =有|yes
        =男|male
        =禁用|disabled
        =通过|passed
        =风险|at risk
        =高|high
        C++|cpp
        CSharp|csharp
        Objective-C|objective c
        SIP|sip
        UML 图|uml diagram
        一次|once
        一次性|one time
        一级|level 1
        一致|consistent
        一般|moderately
        三级|level 3
        上传|upload|uploaded
        上午|morning
        上对齐|top aligned
        上班|on work
        上级|superior
        上级部门|parent department
        上线|go online|online
        下划线|underline
        下午|afternoon
        下对齐|bottom aligned
        下班|off work
        下级|subordinate
        下载|download|downloaded
        不一致|inconsistent
        不为空|is not empty
        不包含|does not contain
        不可以|cannot
        不可用|unavailable
        不可见|invisible
        不同|different
        不含|excluding
        不存在|does not exist
        不是|is not
        不相等|not equal
        不等于|not equals
        不能|cannot
        不通过|failed
        不限|unlimited
        不需要|not required
        专职及以上|vocational school or above
        且|and
        严格|strict
        严重|critical
        丧假|bereavement leave
        个人|personal
        个人电脑|personal computer
        中国|china
        中国大陆|chinese mainland
        中对齐|centered
        中文|chinese
        中橙色|medium orange
        中添加了|added
        中灰色|medium gray
        中紫色|medium purple
        中红色|medium red
        中绿色|medium green
        中蓝色|medium blue
        中黄色|medium yellow
        临时|temporary
        为空|is empty
        主|primary
        主动|voluntary
        主持人|host
        主管|supervisor
        主要|primary
        主负责人|primary owner
        主题|subject
        事件|event
        事假|personal leave
        事项|item
        二级|level 2
        二维码|qr code
        云文档|cloud document
        云空间|drive
        互联网|internet
        五级|level 5
        交集|intersection
        产品|product
        亲属|relative
        人事|hr
        人员|person
        人工|manual
        人脸|face
        人脸识别|face recognition
        仅|only
        仅可阅读|read only
        仅群主|only group owner
        付费|paid
        代为|on behalf
        代码|code
        代码块|code
        任一|any
        任何人|anyone
        任务|task
        任务中心|task center
        任意|any
        企业|enterprise
        企业内|inside enterprise
        企业版|enterprise edition
        休假|on leave
        休息|rest
        休息日|rest day
        优先级|priority
        优秀|excellent
        优酷|youku
        会签|all must approve
        会议|meeting
        会议室|meeting room
        会话|conversation
        会话卡片|chat card
        传感器|sensor
        位置|location
        位置信息|location
        低|low
        作废|void|voided
        作弊|cheating
        使用|use|used
        供应商|supplier
        依次审批|sequential approval
        俄语|russian
        保存|save|saved
        保密|confidential
        保护|protection
        保留|keep|kept
        保险|insurance
        信任|trusted
        信息|information
        修改|modify|modified
        修改人|modifier
        候选人|candidate
        候选人拒绝了我们|candidate rejected us
        值过滤|value filter
        假期|leave
        停用|disable|disabled
        健康状况不佳|poor health
        允许|allow|allowed
        兄弟|brother
        免打卡|without clock in
        免费|free
        入职|onboarding|onboarded
        入门|beginner
        全体|all
        全天|all day
        全文|whole document
        全文评论|whole document comment
        全日制|full time
        全职|full time
        全部|all
        全部通过|all passed
        全量|full
        公共|public
        公共邮箱|public mailbox
        公司|company
        公告|announcement
        公开|public
        公式|formula
        共享文件夹|shared folder
        共享空间|shared space
        关注|follow|followed
        关系|relationship
        关联|link|linked
        关键字|keyword
        关键词|keyword
        关闭|close|closed
        其他|other
        其它|other
        兼职|part time
        内容|content
        内嵌网页|iframe
        内推|referral
        内推码|referral code
        内置|built in
        内联|inline
        内部|internal
        写入|write|written
        冲突|conflict
        冻结|freeze|frozen
        出差|business trip
        分享|share|shared
        分值|score
        分割|split|split
        分割线|divider
        分数|score
        分栏|grid
        分栏列|grid column
        分类|category
        分钟|minute
        列|column
        列表|list
        创建|create|created
        创建人|creator
        创建时间|creation time
        初中|junior high school
        初始|initial
        删除|delete|deleted
        删除线|strikethrough
        别名|alias
        到场|attend|attended
        到期|expire|expired
        前加签|add approver before
        前同事|former colleague
        副|secondary
        副负责人|secondary owner
        加入|join|joined
        加密|encrypt|encrypted
        加急|urgent
        加权|weighted
        加班|overtime
        加班费|overtime pay
        加签|add approver
        加粗|bold
        动作验证|motion check
        动态|dynamic
        劳务|contractor
        包含|contains
        包含下级|including subordinates
        匹配|match|matched
        区|district
        医疗保险|medical insurance
        匿名|anonymous
        升序|ascending
        升级|upgrade|upgraded
        半天|half day
        半小时|half hour
        半年|half year
        协助人|assistant
        单个|single
        单元格|cell
        单向|one way
        单品|single product
        单次|once
        单聊|direct chat
        单行文本|single line text
        单选|single choice
        单选题|single choice question
        单面|single interview
        博士|doctor
        占用|occupy|occupied
        卡片|card
        印地语|hindi
        印尼语|indonesian
        印度|india
        印度斯坦语|hindustani
        即时|instant
        原因|reason
        原所有者|former owner
        去重|distinct
        县|county
        参与人|participant
        参会人|participant
        参数|parameter
        参数错误|parameter error
        双向|two way
        反馈|feedback
        发件人|sender
        发出|send|sent
        发布|publish|published
        发放|grant|granted
        发票|invoice
        发起|initiate|initiated
        发起人|initiator
        发送|send|sent
        取消|cancel|cancelled
        只|only
        只读|read only
        召开|hold|held
        可以|can
        可添加|can add
        可用|available
        可管理|can manage
        可编辑|can edit
        可见|visible
        可选|optional
        可阅读|can read
        台湾|taiwan
        台湾居民居住证|taiwan residence permit
        台湾居民来往大陆通行证|taiwan travel permit
        右侧|right
        右对齐|right aligned
        合作|cooperation
        合作伙伴|partner
        合同|contract
        合同到期|contract expired
        合并|merge|merged
        合格|qualified
        同事|colleague
        同意|agree|approved
        同步|synchronize|synchronized
        同步块|synced block
        名字|name
        名片|contact card
        名称|name
        后加签|add approver after
        后台|console
        启动|start|started
        启用|enable|enabled
        启用态|enabled
        员工|employee
        员工类型|employee type
        周一|monday
        周五|friday
        周六|saturday
        周日|sunday
        周期|cycle
        周活|weekly active
        呼叫|call
        响应|response|responded
        哔哩哔哩|bilibili
        商务会话|business conversation
        商店|store
        四级|level 4
        回复|reply|replied
        回收站|trash
        回退|roll back|rolled back
        固定|fixed
        固定期限|fixed term
        固定班制|fixed shift
        国家|country
        国家地区|country or region
        国家日历|national calendar
        图文|rich post
        图片|image
        土耳其语|turkish
        在线|online
        在职|active
        地区|region
        地图|map
        地址|address
        地点|place
        地理位置|location
        均需|requires
        垂直|vertical
        垃圾|junk
        垃圾邮件|junk mail
        型|type
        城市|city
        域名|domain
        塞尔维亚语|serbian
        填空|fill in
        增量|incremental
        墨刀|modao
        处理中|processing
        处理人|handler
        复制|copy|copied
        复议|appeal|appealed
        复选框|checkbox
        外出|out of office
        外勤|field work
        外包|outsourced
        外派|expatriate
        外部|external
        外链|external link
        多人|group
        多次|multiple times
        多维表格|bitable
        多行文本|multiline text
        多选|multiple choice
        多选题|multiple choice question
        大专|junior college
        大于|greater than
        大于等于|greater than or equal
        失效|invalid
        失败|failed
        头像|avatar
        奖金|bonus
        妙记|minutes
        姓|surname
        姓名|name
        婚假|marriage leave
        婚姻|marriage
        子序列|sub job family
        子目录|subpage list
        子部门|sub department
        字体|font
        字段|field
        存在|exist|existing
        孟加拉语|bengali
        季度|quarter
        学位|degree
        学历|education
        学校|school
        学生|student
        安卓|android
        安卓手机|android phone
        安排|arrangement|arranged
        安装|install|installed
        完成|complete|completed
        官方号|official account
        官网|career site
        定义|definition
        实习|internship
        实习生|intern
        实体|physical
        实例|instance
        实发|actual payment
        实名|real name
        审批|approval
        审批不通过|rejected
        审批中|in approval
        审批人|approver
        审批单|approval form
        审批通过|approved
        审查|review
        审核|review
        审核不通过|rejected
        审核中|in review
        审核通过|approved
        客户|customer
        客户端|client
        客服|agent
        家庭原因|family reasons
        容器|container
        宽松|loose
        密码|password
        富文本|rich text
        对方|other party
        对象|object
        寻访|sourcing
        导入|import|imported
        导出|export|exported
        小于|less than
        小于等于|less than or equal
        小学|primary school
        小时|hour
        小程序|mini program
        小程序端|mini program
        小组件|widget
        局部|local
        局部评论|local comment
        层级|level
        居中|centered
        居中排版|centered
        居右|right
        居右排版|right aligned
        居左|left
        居左排版|left aligned
        居民身份证|resident id card
        展开|expand|expanded
        展示|display|displayed
        岗位|position
        州|state
        工作|work
        工作产出低|low output
        工作地点|work location
        工作日|working day
        工作表现不佳|poor performance
        工具|tool
        工单|ticket
        工时制度|working hours system
        工资|salary
        左侧|left
        左对齐|left aligned
        已停用|disabled
        已办|done
        已启用|enabled
        已失效|expired
        已婚|married
        已完成|finished
        已审批|approved
        已开启|on
        已撤回|withdrawn
        已解决|solved
        已解约|contract terminated
        已认证|authenticated
        已读|read
        已逾期|overdue
        币种|currency
        市|city
        布尔|boolean
        常规|regular
        干预|intervene|intervened
        平均|average
        平均分|average score
        年份|year
        年假|annual leave
        并加签|add parallel approver
        并发|concurrent
        并集|union
        幻灯片|slide
        序列|job family
        应届|fresh graduate
        应届毕业生|fresh graduate
        应用|app
        应用商店|app store
        底部|bottom
        座机|landline
        延期|delayed
        建筑|building
        建议|suggestion
        开发者|developer
        开启|enable|enabled
        开头|start
        开头是|starts with
        开始|start|started
        开始时间|start time
        开放平台|open platform
        异动|job change
        异常|abnormal
        异步|asynchronous
        引用|quote
        弹出|show|shown
        弹性|flexible
        归档|archive|archived
        当前|current
        录制|record|recorded
        形式|form
        待|pending
        待入职|to be onboarded
        待办|to do
        待办事项|to do
        待发布|to be published
        待召开|upcoming
        待启动|to be started
        待处理|pending
        待完成|to be completed
        待定|undecided
        待审批|pending approval
        待审核|pending review
        待提交|to be submitted
        待确认|to be confirmed
        待离职|to be resigned
        得分|score
        微信|wechat
        微博|weibo
        德语|german
        必填|required
        必须|must
        忙碌|busy
        快捷方式|shortcut
        忽略|ignore|ignored
        思维导图|mind map
        思维笔记|mind note
        总分|total score
        总数|total
        恢复|restore|restored
        意向|intention
        意外|accident
        意大利语|italian
        成为|become
        成功|succeeded
        成员|member
        成本中心|cost center
        我们|us
        我们拒绝了候选人|we rejected candidate
        我的空间|my space
        或签|any may approve
        或者|or
        截止|close|closed
        截止时间|due time
        所有|all
        所有者|owner
        手动|manual
        手机|mobile phone
        手机号|mobile number
        打分|scoring
        打分题|scoring question
        打卡|clock in
        打开|open|opened
        执行|execute|executed
        批量|batch
        技术|technical
        抄送|cc|cc
        抄送人|cc recipient
        抄送地址|cc address
        投屏|screen casting
        投屏盒子|casting box
        投递|application
        折叠|collapse|collapsed
        护照|passport
        拆分|split|split
        拒绝|reject|rejected
        招聘|recruitment
        拼音|pinyin
        挂载|mount|mounted
        指定|specify|specified
        指标|metric
        按|by
        按周|weekly
        按月|monthly
        按规则|by rule
        按钮|button
        授权|authorize|authorized
        排序|sort|sorted
        排班|shift schedule
        排班制|scheduled shift
        排队中|queued
        排除|exclude|excluded
        接受|accept|accepted
        接口|interface
        推特|twitter
        推荐|recommendation
        推送|push|pushed
        描述题|descriptive question
        提交|submit|submitted
        提醒|reminder
        撤回|withdraw|withdrawn
        撤销|revoke|revoked
        撤销中|revoking
        操作|operation
        操作人|operator
        支付|pay|paid
        支持|support|supported
        收件人|recipient
        收件人或抄送地址|recipient or cc address
        敏感|sensitive
        数字|number
        数据|data
        数据权限|data permission
        数据表|data table
        数量|number
        文件|file
        文件夹|folder
        文件类型|file type
        文字|text
        文本|text
        文档|document
        文章|article
        斜体|italic
        斯瓦西里语|swahili
        新|new
        新加坡|singapore
        新增|add|added
        新建|new
        新版|new
        方式|method
        方案|plan
        旁遮普语|punjabi
        旋转|rotation|rotated
        旋转角度|rotation
        旗标|flag
        无|no
        无固定期限|open ended
        无序列表|unordered list
        无效|invalid
        无权限|no permission
        无法|unable
        无障碍沟通|fluent
        无需|needs no
        日历|calendar
        日常会话|daily conversation
        日文|japanese
        日期|date
        日本|japan
        日活|daily active
        日程|calendar event
        日语|japanese
        旧版|legacy
        早于|earlier than
        早退|left early
        时长|duration
        时间|time
        时间段|time range
        时间点|point in time
        是|is
        昵称|nickname
        显示|show|shown
        晋升|promotion
        晚于|later than
        普通|normal
        普通话|mandarin
        暂停|pause|paused
        暂无|none yet
        更新|update|updated
        更新人|updater
        更新时间|update time
        更正|correct|corrected
        替换|replace|replaced
        最低|lowest
        最后|last
        最大值|maximum
        最小值|minimum
        最高|highest
        最高学历|highest degree
        月份|month
        月活|monthly active
        有|has
        有序列表|ordered list
        有效|valid
        有效期|validity period
        有权限|has permission
        朋友|friend
        服务|service
        服务端|server
        期限|term
        未启用|disabled
        未完成|unfinished
        未审批|not approved
        未开启|off
        未开始|not started
        未激活|not activated
        未生效|not effective
        未知|unknown
        未解决|unsolved
        未认证|not authenticated
        未读|unread
        未通过|failed
        本人|self
        本地|local
        本科|bachelor
        机制|mechanism
        机器人|bot
        权重|weight
        权限|permission
        条件|condition
        条码|barcode
        来源|source
        来源消息转任务|source message to task
        极速|quick
        枚举|enumeration
        枚举选项|enumeration option
        查找|lookup
        查看|view|viewed
        标签|label
        标记|mark|marked
        标记为已读|mark as read
        标题|title
        标题 1|heading 1
        标题 2|heading 2
        标题 3|heading 3
        标题 4|heading 4
        标题 5|heading 5
        标题 6|heading 6
        标题 7|heading 7
        标题 8|heading 8
        标题 9|heading 9
        校招|campus hire
        校验|validation|validated
        样式|style
        根据|based on
        根部门|root department
        格式|format
        桌面端|desktop
        检查|check|checked
        楼层|floor
        模块|module
        模式|mode
        模板|template
        横向|horizontal
        橙色|orange
        次低|second lowest
        次次高|third highest
        次要|secondary
        次高|second highest
        正常|normal
        正式|regular
        正式员工|regular employee
        正文|body
        段落|paragraph
        母语|native
        每天|every day
        每年|yearly
        每日|daily
        每月|monthly
        每次|every time
        比较|fairly
        毕业生|graduate
        水平|horizontal
        永久|permanent
        求和|sum
        沟通|communication
        没权限|no permission
        法语|french
        波斯语|persian
        泰卢固语|telugu
        泰米尔语|tamil
        泰语|thai
        活体验证|liveness check
        活跃|active
        派遣|dispatch|dispatched
        流程|process
        流程图|flowchart
        流程图 & UML|flowchart and uml
        浅|light
        测评|assessment
        测试|test
        浏览器|browser
        海外|overseas
        消息|message
        消息转任务|message to task
        淘汰|eliminated
        添加|add|added
        添加入|add to
        清单|task list
        清空|clear|cleared
        清除|clear|cleared
        港台|hong kong and taiwan
        港澳居民居住证|hong kong and macao residence permit
        港澳居民来往内地通行证|hong kong and macao travel permit
        游客|guest
        满足|matches
        澳门|macao
        激活|activate|activated
        灰色|gray
        点赞|like|liked
        熟悉|familiar
        爪哇语|javanese
        父亲|father
        父部门|parent department
        爽约|no show
        版本|version
        牛客|nowcoder
        特别|special
        特殊|special
        状态|status
        猎头|headhunter
        环境|environment
        环节|stage
        现场|on site
        现金|cash
        班次|shift
        生成|generate|generated
        生效|effective
        生效中|effective
        用人经理|hiring manager
        用户|user
        用户标签|user label
        用户标识|user identifier
        用户组|user group
        申请|apply|applied
        电子表格|sheet
        电脑|computer
        电话|phone
        电话号码|phone number
        画册|gallery
        画板|board
        留在|stay in
        疑似|suspected
        病假|sick leave
        登出|sign out
        登录|sign in
        登记|registration
        登记表|registration form
        白名单|allowlist
        百分比|percentage
        百度地图|baidu map
        目录|directory
        目标|objective
        直属上级|direct supervisor
        直接|directly
        直接安排|directly arranged
        直播|live stream
        直系亲属|immediate family
        相关|related
        相同|same
        相等|equal
        省|province
        省份|province
        看板|kanban
        知乎|zhihu
        知会|notification
        知识|knowledge
        知识库|wiki
        知识空间|wiki space
        短信|text message
        研发|research and development
        硕士|master
        确认|confirmation|confirmed
        社交媒体|social media
        社保|social insurance
        社招|experienced hire
        禁止|forbid|forbidden
        禁用|disable|disabled
        禁用态|disabled
        离开|leave|left
        离线|offline
        离职|resignation|resigned
        私有|private
        科技|technology
        租户|tenant
        移动|move|moved
        移动端|mobile
        移至|move to
        移除|remove|removed
        税|tax
        空闲|free
        空间|space
        端|client
        笔试|written test
        第一|first
        第三|third
        第三方|third party
        第二|second
        等于|equals
        等待|wait|waiting
        等级|level
        筛选|filter|filtered
        签到|check in
        签到板|check in board
        签署|sign|signed
        签署人|signer
        管理|manage|managed
        管理后台|admin console
        管理员|administrator
        类别|category
        类型|type
        粗体|bold
        粤语|cantonese
        系统|system
        系统异常|system error
        系统文件夹|system folder
        系统自动生成|generated by system
        系统错误|system error
        紧急|urgent
        紫色|purple
        红色|red
        约面|interview booking
        纪要|minutes
        纵向|vertical
        线上|online
        线下|offline
        组|group
        组织|organization
        组织内|inside organization
        组织外|outside organization
        组织架构|organization
        组织架构调整|reorganization
        终止|termination|terminated
        终端|terminal
        经历|experience
        经理|manager
        绑定|bind|bound
        结尾|end
        结尾是|ends with
        结束|end|ended
        结束时间|end time
        结果|result
        结论|conclusion
        统一|unified
        统招全日制|national full time
        绩效|performance
        续签|renew|renewed
        绿色|green
        编号|number
        编程|coding
        编辑|edit|edited
        缺卡|missing clock in
        网站|website
        网络|network
        网页|web page
        置空|cleared
        置顶|pin|pinned
        美国|united states
        群|group
        群主|group owner
        群成员|group member
        群管理员|group administrator
        群组|group
        群聊|group chat
        考勤|attendance
        考勤机|attendance machine
        职位|position
        职务|job
        职称|job title
        职等|job grade
        职级|job level
        背景|background
        背景调查|background check
        背调|background check
        脉脉|maimai
        脸书|facebook
        自动|automatic
        自动编号|auto number
        自助|self service
        自定义|custom
        自己|self
        自建应用|custom app
        自由班制|free shift
        自考|self taught
        良好|good
        节假日|holiday
        节点|node
        花名|nickname
        英文|english
        英语|english
        范围|range
        草稿|draft
        葡萄牙语|portuguese
        蓝色|blue
        薪资|salary
        薪资项|salary item
        薪酬|compensation
        薪酬项|compensation item
        虚拟|virtual
        行政|administration
        街道|street
        补卡|clock in correction
        表单|form
        表情|emoji
        表格|table
        表格单元格|table cell
        表现|performance
        被动|involuntary
        被评估人|evaluatee
        西班牙语|spanish
        西瓜视频|xigua video
        覆盖|overwrite|overwritten
        规则|rule
        视图|view
        视频|video
        角度|angle
        角色|role
        解决|solve|solved
        解密|decrypt|decrypted
        解散|dissolve|dissolved
        解约|contract termination|terminated
        解约处理中|terminating
        解绑|unbind|unbound
        解雇|dismissed
        警告|warning
        计划|plan
        计提|accrual
        计数|count
        计算|calculate|calculated
        订阅|subscribe|subscribed
        认证|authentication
        议程|agenda
        议程项|agenda item
        记录|record|recorded
        设备|device
        设置|set|set
        设计|design
        访客|guest
        证件|identity document
        评价|evaluation|evaluated
        评价表|evaluation form
        评估|evaluation|evaluated
        评估人|evaluator
        评分|rating
        评论|comment
        识别|recognition
        试单|trial
        试用|trial
        试用期|probation
        语言|language
        语音|voice
        请假|leave
        读取|read|read
        调休|compensatory leave
        调整|adjust|adjusted
        豪萨语|hausa
        负责人|owner
        财务|finance
        账号|account
        账户|account
        货币|currency
        购买|purchase|purchased
        费用|expense
        资源|resource
        赛码|acmcoder
        超大|oversized
        超敏感|highly sensitive
        超时|time out|timed out
        超期|overdue
        超链接|hyperlink
        越南语|vietnamese
        跳槽|changed job
        跳转|jump
        跳过|skip|skipped
        身份证|id card
        身故|deceased
        转交|transfer|transferred
        转入|transferred in
        转发|forward|forwarded
        转岗|transfer
        转正|regularization|regularized
        转移|transfer|transferred
        转行|changed career
        边框|border
        迁移|migrate|migrated
        过期|expire|expired
        过滤|filter|filtered
        运营|operations
        运行|run|run
        返回|return|returned
        进入|enter|entered
        进展|progress
        进度|progress
        进行中|in progress
        违法|violation of law
        违纪|violation of discipline
        连接器|connector
        迟到|late
        追加|append|appended
        退出|exit|exited
        退回|return|returned
        适中|moderate
        选填|optional
        选择|selection|selected
        选项|option
        通用|general
        通知|notify|notified
        通讯录|contacts
        通过|pass|passed
        逾期|overdue
        邀请|invitation|invited
        邀请中|inviting
        邮件|mail
        邮件组|mail group
        邮箱|mailbox
        部分|partial
        部门|department
        配偶|spouse
        重复|repeated
        重要|important
        金数据|jinshuju
        金额|amount
        银行|bank
        银行卡|bank card
        链接|link
        销售|sales
        锁定|lock|locked
        错误|error
        长期|long term
        门店|store
        问卷|survey
        问题|issue
        阅读|read|read
        队列|queue
        阶段|stage
        阿拉伯语|arabic
        附件|attachment
        降序|descending
        降级|downgrade|downgraded
        限制|limit|limited
        隐藏|hide|hidden
        集中|centralized
        集体|collective
        需要|required
        青色|cyan
        非常|very
        面试|interview
        面试官|interviewer
        韩语|korean
        音频|audio
        页面|page
        顶部|top
        项|item
        项目|project
        顾问|consultant
        预约|booking|booked
        预约中|booking
        预约失败|booking failed
        预约成功|booking succeeded
        预置|preset
        预览|preview
        预设|preset
        领英|linkedin
        频率|frequency
        题|question
        题目|question
        颜色|color
        风险|risk
        飞书|feishu
        首次|first time
        香港|hong kong
        马拉地语|marathi
        马来语|malay
        验证|verification
        高|high
        高中|senior high school
        高亮块|callout
        高德地图|amap
        高级|advanced
        黄色|yellow
        黑名单|blocklist
        默认|default
        默认样式|default style
        """
}
