"""Particulars a question may demand, and how a text states them.

A demand is met only by an explicit statement: who asks for an amount is not served by a sentence
without one.
"""

from __future__ import annotations

import re

from assistant.inquiry import Demand

_CONTACT = r"(?:电话|热线|联系方式|手机号|号码|微信号?|公众号|邮箱|传真|qq)"
# A telephone that is spoken of, not asked for.
_WHETHER = frozenset({Demand.PHONE, Demand.PLACE, Demand.HOURS, Demand.WEB, Demand.DURATION})
_IS_THERE = re.compile(r"有没有|有无|有吗|多少|哪|几点|什么")
_NO_CONTACT = re.compile(
    r"停(?:掉|了|机)?[^,。?]{0,4}(?:电话|号码)|(?:电话|号码)[^,。?]{0,2}停|留[了的]?[^,。?]{0,4}(?:电话|号码)|骚扰电话|诈骗电话"
)
# Not a particular is asked for but who settles it: 值多少钱谁来定, 收费标准是按什么定的.
_SETTLING = re.compile(
    r"(?:谁|哪[个些级]?(?:部门|单位|机关|机构|方)|什么(?:人|部门|机构))(?:来|去|负责|说了)?(?:定|决定|确定|核定|规定|评估|评定|批准|算)"
    r"|(?:按照?|依据?|根据|凭)(?:什么|哪些?)[^,。?]{0,4}(?:来|去)?(?:定|决定|确定|核定|制定|评估)"
    r"|(?:怎么|如何|怎样)(?:来|去)?(?:定|决定|确定|核定|制定|评估)(?!期)"
)
_SETTLED = frozenset({Demand.MONEY, Demand.NUMBER})
# … or where it can be seen: 办到哪一步了怎么查, 别家补了多少能看到吗.
_LOOKED_UP = re.compile(
    r"(?:怎么|如何|怎样|哪里|哪儿|在哪|到哪|去哪)(?:里|儿)?(?:可以|能够?|才能|去)?(?:查|看|找|晓得|知道|了解)(?!不)"
    r"|(?:能够?|可以|让|准)(?:不能|不可以|我们?)?(?:去|来)?[^,。?]{0,4}(?:看到|查到|看见|查看|查询|查阅)|[看查]得到"
)
_SEEN = frozenset({Demand.MONEY, Demand.PROGRESS, Demand.PERSON, Demand.HOURS})
# An interrogative after 能不能 stands for any: 能不能限定他几点到几点干.
_ANY = re.compile(
    r"(?:能不能|可不可以|要不要|该不该|准不准|许不许|允不允许|是否)(?![^,。?]{0,4}(?:告诉|说|讲|查|问|透露|给|提供|公布|发))[^,。?]*"
)
_ANY_OF = frozenset({Demand.HOURS, Demand.MONEY, Demand.NUMBER, Demand.DATE, Demand.PROGRESS})
# Whoever says when the house was built asks whether such houses are meant, not for a list.
_BUILT = re.compile(r"\d{2,4}年(?:代)?(?:初|末|底|前|后|左右)?(?:的|修|建|盖|造|落成|交付|入住)")
_ASKED: dict[Demand, re.Pattern[str]] = {
    Demand.MONEY: re.compile(
        r"(?:要|会|得)?(?:掏|遭|罚|认|赔|交|出)几[十百千万]|多少(?:钱|元|块|万元|亿元|专项债|债券)|收入[^,。?]{0,6}(?:多少|几)|(?:租金|(?<![消浪免经])费|补贴|补助|票价|房价|费用|罚款|(?<!发)工资|价格|押金|奖励|奖金)[^,。?]{0,8}(?:(?:多少|几)(?!个?(?:天|日|月|年|工作日|人|业主))|上限|最高|最多|(?<!按)(?<!按什么)标准(?!(?:来|怎么|如何|由谁|是谁|谁)定))|(?:贷|领|补|赔|罚|给)[^,。?]{0,3}几(?:十|百|千)?万|几折|折扣|概算|总?投资(?:额|多少)|(?<![有剩欠])几(?:块|元|[万千百]多?(?:块|元|$|(?=[,。?]|左右|以[上下])))(?:钱)?|(?:补贴|补助|奖励|奖金|补偿款|补偿费|费用|收费|价格|租金|物业费|押金|定金|投资|资金|经费|预算|金额|额度|工资|拨款|成本|造价|房价)(?:标准)?(?:是|有|要|给|为|大概|一共|总共|大约|到底|具体|每人|每户|每平米|每平方米|每个月|每年)*(?:(?:多少|几)(?!个?(?:人|业主|住户|居民|家|户|票|天|日|月|年|次))|多高|多大|怎么算|什么标准)"
        r"|(?:花|投|拨|发|补|赔|罚|交|缴|收|出|掏|付|贷|领|给|拿)(?:了|款|付)?(?:多少|几)(?![天日年月次家人]|个(?!亿|万))(?:钱|元|块|资金|[万亿](?![套户人个平亩间座条]))?|(?:补贴|补助|收费|补偿|租金|赔偿|罚款|奖励)(?:的)?(?:标准|金额|额度|数额)"
    ),
    Demand.PHONE: re.compile(
        rf"{_CONTACT}(?:号码?)?(?:都|又|到底|究竟)?(?:是|为|有|打|给)?(?:给我|发我|告诉我|多少|几|什么|哪|啥|吗|没|一个|一下|发|$|(?=[?。]))"
        rf"|(?:什么|哪个|哪里的?|多少|给个?|求|查|有|要|发)(?:一下|下|个)?(?:[^,。?]{{0,8}}的)?{_CONTACT}(?!的|来|去)|怎么联系|如何联系|咋联系"
    ),
    Demand.WEB: re.compile(
        r"网址|网站|链接|官网|\bapp\b|小程序|(?:在)?网上(?:哪里|怎么)|哪里(?:可以)?下载|二维码"
    ),
    Demand.PERSON: re.compile(
        r"(?:[局市区县镇乡处科厅部组院校所站队河馆]长|主任|书记|经理|负责人|联系人|领导|分管领导|经办人)(?:现在|目前|都)?(?:是|叫|姓)(?:谁|什么|哪|啥)|谁(?:是|当|任|担任).{0,12}(?:局长|主任|书记|市长|区长|县长|处长|科长|厅长|部长|组长|负责人|领导)|叫什么名字|(?:起草|执笔|撰稿)人|(?:负责人|领导|联系人|局长|主任|组长)(?:的)?(?:姓名|名字|名单)|[长任记理员人](?:现在|目前)?(?:叫|姓)(?:什么|谁|啥)|是(?:哪位|什么人)$"
    ),
    Demand.PARTY: re.compile(
        r"(?:施工|承建|监理|勘察|设计|开发|中标)(?:单位|公司|方|企业|商)(?:都)?(?:是|有|叫)?(?:谁|哪|什么|啥|$)|谁(?:承建|施工|中标)|(?:招标|中标|采购)(?:公告|结果|公示)"
    ),
    Demand.HOURS: re.compile(
        r"几点(?!(?:钟|半)?(?:以后|之后|过后|后|以前|之前|前|到几点|至几点|开始|起)?[^,。?]{0,14}(?:不准|不许|不能|不得|不让|禁止|才能|才准|才可以|该停|要停|必须))|上班时间|办公时间|营业时间|工作时间|服务时间|开放时间|运营时间|首班|末班|(?:周末|节假日|星期[一二三四五六天日]|周[一二三四五六日])[^,。?]{0,4}(?:上班|上不上班|办公|开门|开不开|能办|办不办|休息)|开门时间"
    ),
    Demand.PLACE: re.compile(
        r"地址|办公地点|在哪(?:里|儿|个)(?:办理|办公|申请|领|交|报名|窗口|地方)|在哪条(?:路|街)|在哪个(?:区|街道|小区|位置|地方)|哪个(?:科室|处室|科|柜台)|怎么走|哪个窗口|具体位置|位于哪|位置在哪|(?:建|布局|分布|设|选址|落)(?:在|于)了?哪(?:些|几)个?(?:区县|区|县|街道|镇|地方|位置)"
    ),
    Demand.PROGRESS: re.compile(
        r"(?:昨[天晚日夜]|前[天晚]|今[早晨天晚])[^,。?罚赔补交缴收费]{0,14}(?:多少|几级|几度|多大)|进展|进度|完成情况|(?:完成|落实|做|干|搞|推进)得(?:怎么样|怎样|如何)|(?:现在|目前|已经?|到现在|截至|截止|至今)[^,。?;]{0,10}了[^,。?;]{0,6}(?:(?<![十好])几|多少|百分之)|[修建改装完做]了多少了?$|完成了(?:多少|几|吗|没)|(?:已经|已|(?:目前|现在)(?!的)|截至|截止|至今|到现在|实际|去年|今年|上半年|下半年|上个月|本月)[^,。?;]{0,14}(?:多少|几个|几所|几家|(?:完成|建成|改造了|开工|通车|修好|达标|加装了|增加了)(?!的?[,，][^,。?]{0,8}(?:能|可以|要|会|怎么|咋|该|准)))|(?:改造|建|加装|修|完成|治理|新增|清运|拆)了(?:多少|几)|(?:完工|开工|建好|修好|通车|竣工|改完|拆完)了?(?:吗|没|没有|么)|[建改搞修做弄推装拆]到哪|到哪(?:儿|里|步)了|哪一步|到什么(?:程度|地步|阶段)了|(?:开通|通车|开业|交付|启用|投用)了?(?:吗|没|没有)|哪天(?:通车|开通|开业|交付|动工|开工|进场|开始(?:改|修|建|装|拆))|(?:装|建|修|改|拆|加)了多少|还(?:有|剩)多少|实际(?:情况|完成|数据)|最新(?:数据|情况)"
    ),
    Demand.LIST: re.compile(
        r"(?<!责任)(?<!牵头)(?<!单位)(?<!部门)(?<!配合)名单(?=(?:都|里)?(?:是|有|在哪|哪|发|给|列|念|公布|公示|能|可|呢|$|[,，?。]))|(?:发|给|看|查|求|公布|公示|贴)[^,。?]{0,10}名单|(?:列|发)(?:个|一)?(?:表|下名字)|列(?:一?下|个|出)[^,。?]{0,14}(?<!任务)(?<!目标)(?<!指标)(?<!工作)(?<!单位)(?<!部门)(?<!措施)(?<!内容)有哪些|具体(?:是|有)哪(?:些|几)(?:个|家|所|条|座|处|地方|小区|学校|医院|楼盘)|\d+(?:个|家|所|条|座|处)[^,。?]{1,12}(?:有|是)哪(?:些|几)|(?<!牵头)(?<!牵头的)(?<!责任)(?<!配合)(?<!配合的)(?<!单位)(?<!部门)是哪(?:[一二三四五六七八九十百千]+|\d+)(?:个|家|所|条|座|处)|(?:哪些|哪几个|哪个|什么)(?:小区|楼盘|街道|社区|学校|医院|企业|公司|路段|公交线|村)(?:今年|明年|已经|都|先)?(?:会|要|能|被|在|可以|将|列入|纳入|属于|参与|中标|改造|装|有(?=房|空|位|名额)|$)|(?:我家|我们|咱们|咱|我)(?:住)?的?(?:小区|楼|院子|社区|片区|房子|街)?.{0,8}(?:在不在|有没有(?:被)?列入|列入|纳入|排到|轮到|会不会(?:拆|改)|什么时候(?:改|拆|装))|项目(?:清单|名单|库)"
    ),
    Demand.DATE: re.compile(
        r"什么时候|啥时候|何时|哪(?:一)?(?:年|天|月)|几(?:年|月|号|天|日)|多久|多长时间|多少(?:天|日|年|个月|个工作日)|期限|截止(?:日期|时间)|时限"
    ),
    Demand.DURATION: re.compile(
        r"(?<![这那哪好十百千近])(?:多少|(?<!第)几)个?(?:天|日|年|月|小时|分钟|工作日|周|星期)(?![没不前来级]|了|以前|以来)"
        r"|(?<!没)(?<!没有)多久|多长时间"
    ),
    Demand.SHARE: re.compile(
        r"(?:多少|几成|几分之几|多大比例|百分之几|什么比例|多大的?比例)(?:比例)?的?(?:个?人|业主|家|户|住户|邻居|居民|票|面积|人数)*[^,。?]{0,3}"
        r"(?:同意|通过|赞成|点头|签字|投票|表决|(?:参加|到场|参会)才)"
    ),
    Demand.NUMBER: re.compile(
        r"多少|(?<![哪第])几条|几(?:个|家|所|套|座|处|名|次|成|公里|平|米|层|度|分贝)"
    ),
}

_NUMERAL = r"[\d零〇一二两三四五六七八九十百千万亿%.]+"
# 统一 and 进一步 count nothing.
_COUNTED = (
    r"(?:[二两三四五六七八九十百千万亿]|(?<![第统唯同进专单])一(?![个种项块条定般致律切]))+[多余]?"
    r"(?:个|名|人|平方|米|公里|千米|厘米|倍|成|次|元|年|日|月|天|小时|分钟|工作日|周|季|户|家|层|级|度|种|项|票|辆|套|间|处|块|分|株|棵|台|所|座|条(?!例)|以[上下])"
)
_SHARE = rf"(?:百分之|%|{_NUMERAL}分之)"
_PAID = r"(?:费|价|款|补贴|补助|补偿|奖励|罚|金额|资金|投资|公积金|缴存|利率)"
_UNTOLD = "定期|随时|即时|及时|立即|尽快|长期"  # how long, without saying
_STATED: dict[Demand, re.Pattern[str]] = {
    Demand.MONEY: re.compile(
        rf"{_NUMERAL}\s*(?:多)?(?:元|万元|亿元|倍)|{_PAID}[^。;]{{0,24}}{_SHARE}|{_SHARE}[^。;]{{0,24}}{_PAID}|免费|无偿|不得收费|不收取|不收费|免收|减免"
        r"|按(?:照)?[^,。;]{0,16}(?:价|费|款|标准)[^,。;]{0,4}(?:收取|支付|缴纳|补足|补交|赔偿)"
    ),
    Demand.PHONE: re.compile(r"电话(?:号码)?(?:为|:|是)|\d{3,4}-\d{7,8}|\b1[0-9]{10}\b|12345"),
    Demand.WEB: re.compile(r"https?://|www\.|网址"),
    Demand.PARTY: re.compile(r"(?!)"),  # nor the firms that build
    Demand.PERSON: re.compile(r"(?!)"),  # policy texts name offices, never persons
    Demand.HOURS: re.compile(rf"{_NUMERAL}(?:时|点)(?:至|到|-)|{_NUMERAL}:\d\d|二十二时|六时"),
    Demand.PLACE: re.compile(r"地址(?:为|:)|位于"),
    Demand.PROGRESS: re.compile(r"截至|已(?:建成|完成|改造|开工)"),
    Demand.LIST: re.compile(r"名单|目录|清单"),
    Demand.LOOK_UP: re.compile(r"查询|查阅|公布|公示|公开|公告|告知|载明|标明|答复"),
    Demand.DATE: re.compile(
        rf"{_NUMERAL}(?:个)?(?:年|月|日|天|小时|工作日|周)|到{_NUMERAL}年|当日|当天|立即|及时"
    ),
    Demand.DURATION: re.compile(
        rf"{_NUMERAL}个?(?:年|月|日|天|小时|工作日|周|分钟)|每(?:半|学)?(?:年|季度|季|月|周|日|天)"
        rf"|当日|当天|当场|永久|{_UNTOLD}"
    ),
    Demand.SHARE: re.compile(r"过半|半数|一半|分之|%|全体|一致同意"),
    Demand.NUMBER: re.compile(rf"\d|{_COUNTED}|百分之|半数|过半|一半"),
}


_REFERENCE = re.compile(rf"第{_NUMERAL}[条款项章节]")
_VAGUE = re.compile(_UNTOLD)


def demands_of(text: str, *, yes_no: bool = False) -> frozenset[Demand]:
    """Particulars that a folded question asks for.

    Whether a telephone number must be put up (`yes_no`) is no question after the number.
    """
    text = _NO_CONTACT.sub(" ", text)
    asked = {demand for demand, pattern in _ASKED.items() if pattern.search(text)}
    if any_of := asked & _ANY_OF:
        definite = _ANY.sub(" ", text)
        asked -= {demand for demand in any_of if not _ASKED[demand].search(definite)}
    if _SETTLING.search(text):
        asked -= _SETTLED
    if asked & _SEEN and _LOOKED_UP.search(text):
        asked = (asked - _SEEN) | {Demand.LOOK_UP}
    if yes_no and _BUILT.search(text):
        asked.discard(Demand.LIST)
    return frozenset(asked - _WHETHER if yes_no and not _IS_THERE.search(text) else asked)


def states(text: str, demand: Demand) -> bool:
    """True when a folded text states a particular of that sort; 第二十条 states no number."""
    return bool(_STATED[demand].search(_REFERENCE.sub(" ", text)))


def states_in_figures(text: str, demand: Demand) -> bool:
    """As `states`, but 及时 and 定期 tell no time."""
    return states(_VAGUE.sub(" ", text) if demand is Demand.DURATION else text, demand)
