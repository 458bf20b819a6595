"""Names of persons beside those of units: 区住建局（张三）, 区财政局 李四."""

from __future__ import annotations

import re

_SURNAME = (
    "欧阳|上官|司马|诸葛|东方|令狐|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢齐易乔伍庞颜倪庄聂章"
    "鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛欧管柴蒙鲍华喻祁房滕屈饶牟艾尤阳穆农司古吉缪简车项连芦麦褚娄戚岑党宫费卜冷晏席卫米柏隋]"
)
# Words of matters and places that begin like a surname.
_MATTER = re.compile(
    r"金[融属]|方案|高[新层速校铁标效]|林[业长区草地木]|马路|路[灯面网政段]|江[北南津]|石[油化]|万[州盛]|房[管屋产]|夏[季粮]|武[装隆警]"
    r"|管[网委护理线]|包[保装]|卫[生健计]|车[站辆管]|项目|成[品果都人员]|农[业村机民]|党[建群政工委员]|连片|华[东北南侨]|单位|关[爱停]"
    r"|尚未|向[上]|白[市天]|田园|温[泉室]|康[养复]|施工|游[客泳]|舒适|古[镇城树]|司[法机]|阳[光台]|严[重控]|史志|任务|申[报请]|应[急对]"
    r"|范围|何时|易地|蓝[天]|简易|黄[标金河]|文[化旅明物体]|全[部市区]|周[一二三四五六日边]|明确|水[利务]|安[全置]|常[务设]"
)
NAME = rf"(?:{_SURNAME})[一-龥]{{1,2}}"
_TITLE = (
    r"(?:同志|局长|副局长|主任|副主任|书记|副书记|部长|镇长|科长|股长|队长|所长|院长|经理"
    r"|(?:常务)?副?(?:市长|区长|县长|秘书长))*"
)
_PHONE = r"(?:[：:，,、 \u3000]*\d{3,4}-?\d{4,8}|[：:，,、 \u3000]*1\d{10})?"
_ONE = rf"(?:负?责任?人|联系人)?[：:]?{NAME}{_TITLE}{_PHONE}"
_BRACKET = re.compile(
    rf"\s*[（(〔\[［]\s*(?P<who>{_ONE}(?:[、，,； ]\s*{_ONE})*)\s*[）)〕\]］]\s*$"
)
_BEHIND = re.compile(rf"(?P<gap>[ \t\u3000]+)(?P<who>{NAME}{_TITLE}{_PHONE})\s*$")
_PERSON = re.compile(rf"(?P<name>{NAME}){_TITLE}{_PHONE}")
_ENDS_LIKE_A_BODY = re.compile(r"[局委办室部院署处所站科股队组区县市镇乡村社会厅司]$|街道$|中心$")


def person_behind(name: str) -> int | None:
    """Where the person behind a unit's name begins: 区住建局（张三）; None without one."""
    match = _BRACKET.search(name) or _BEHIND.search(name)
    if match is None or not match.start():
        return None
    for who in re.split(r"[、，,； ]", match["who"]):
        if re.fullmatch(r"[0-9-]+", who):
            continue
        if not _is_name(re.sub(rf"^(?:负?责任?人|联系人)?[：:]?|{_TITLE}{_PHONE}$", "", who)):
            return None
    return match.start()


def is_person(words: str) -> bool:
    """True for 张三 and 张三局长, and for nothing that stands beside them."""
    person = _PERSON.fullmatch(words)
    return person is not None and _is_name(person["name"])


def _is_name(words: str) -> bool:
    return bool(words) and not _MATTER.match(words) and not _ENDS_LIKE_A_BODY.search(words)
