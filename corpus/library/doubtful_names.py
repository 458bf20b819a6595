"""Names of units that look wrongly read: a person in them, two bodies as one, no kind of body.

A right name of another city's or district's office is ordinary, and not worth a look of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.glued_names import may_be_glued
from corpus.structure.impossible_units import is_impossible
from corpus.structure.organisation import is_section, is_telecom, stands_alone
from corpus.structure.shared_endings import names_a_trade

_LONGEST = 20
_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]?")
# What a name itself may have in brackets: 城投（集团）公司, 各镇（街道）, 投促局（筹）.
_OF_A_NAME = re.compile(
    r"(?:集团|控股|股份|有限|筹|总|分)|[\u4e00-\u9fff、]*(?:[市区县州旗镇乡]|街道|办事处|园区|开发区|管委会|公司)$"
    r"|(?:各?(?:乡镇|镇乡|镇|乡)|各[市区县、]+)(?:人民)?政府$"
)
_KIND_ALONE = re.compile(
    r"(?:各|有关|相关|其他|上级)?(?:单位|部门|机构|主体|办公室|公司|集团|企业|中心|政府|委员会|小组|组|局|委|办|部|处|所|站|队|会)"
)
_COLLECTIVE = re.compile(
    r"(?:[市区县省州镇]?(?:级|直|属)?)(?:各|有关|相关|其他|全体|全市|全区|全县)+(?:单位|部门|机构|企业|主体"
    r"|(?:新闻|主流|宣传)?媒体|院校|高校|学校|中小学校?|医院|医疗机构|(?:商业)?银行|金融机构|行业协会|协会|商会|社会组织|社团"
    r"|平台|运营商|(?:通信)?运营企业|(?:物业|施工|建设|产权|管线|燃气|供水|供电)(?:服务)?(?:企业|单位|公司))"
)
# 区水务局（河长办）, 区城市管理局（执法）: a second plate of the body, or its line of work.
_SECOND_PLATE = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:办|专班|指挥部|执法局|大队|支队|中队|总队)"
    r"|(?:综合|行政|城管)?执法|监察|交警|治安|信访|文明|双拥|林业|水利|民宗|民族宗教|外事|侨务|体育|文物|知识产权|粮食|医保|国资"
    r"|人防|民防|园林|环卫|市政|房管|规划|建设|乡村振兴|数据|政务服务|统战|人武|妇联|团委|科协|版权|新闻出版|电影"
)
_VERB = re.compile(r"开展|加强|推进|负责|牵头|配合|做好|抓好|停车|办理|设在")
_SIGNS = re.compile(
    r"[0-9０-９A-Za-z。；;：:！!？?%％+＋=“”《》\s]|[的了]|(?:局|县|区|市|镇|乡|院|校)长|主任|书记|同志|经理"
    r"|扩大|强化|加强|完善|落实|开展|做好|抓好|确保|牵头|配合|负责|会同|督促|按照|根据|包括|其中|通过|进行|应当|以及"
    r"|提升(?!办|局|中心|专班|指挥部)|优化(?!营商)|推动|构建|打造|培育|召开|完成|实现|报送"
)
_BEGINS_AMID = re.compile(r"(?:及|与|由|并|等|该|其(?!他|它)|请|将|把|被|向|从|或)")
# 人行文山中支分局, 市交通运输局海州机场集团: what ends a name stands inside it.
_TWO_ENDS = re.compile(
    r"(?:中支|支行|分行|公司|集团).+(?:局|委|办)$"
    r"|.{2}(?<!总)[局厅](?!(?:[\u4e00-\u9fff]{0,12})(?:分局|总队|支队|大队|中队|队|中心|所|科|股|站|室|处|院|办|校|馆|段|组|专班|检查站|单位|部门)$)"
    r"[\u4e00-\u9fff]{3,}$"
)
_MEMBERS = re.compile(r"(?<=..)各成员单位$")
_OTHER_KIND = re.compile(r"(?:[一二三四五六七八九十]中|中学|小学|幼儿园|中支|报社?|基地)$")
_STATE = re.compile(r"国家[\u4e00-\u9fff]{2,6}局")


# 办公室 beside 绿化处 and 财务科 is the office of their own authority.
_OFFICE = "办公室"


def doubtful_among(names: Sequence[str]) -> list[str]:
    """The doubtful ones of a document's names."""
    inner = any(map(is_section, names))
    return [name for name in names if is_doubtful(name) and not (inner and name == _OFFICE)]


def is_doubtful(name: str) -> bool:
    """True where a name read from a list should be compared with the text."""
    if _COLLECTIVE.fullmatch(name) or names_a_trade(name):
        return False
    if _KIND_ALONE.fullmatch(name) or is_impossible(name):
        return True
    if not all(map(_belongs, _BRACKET.findall(name))):
        return True
    bare = _MEMBERS.sub("", _BRACKET.sub("", name))
    if len(bare) > _LONGEST or _SIGNS.search(bare) or _BEGINS_AMID.match(bare):
        return True
    if not (_OTHER_KIND.search(bare) or stands_alone(bare) or is_section(bare) or is_telecom(bare)):
        return True
    return may_be_glued(bare) or bool(_TWO_ENDS.search(_STATE.sub("", bare)))


def _belongs(inside: str) -> bool:
    """Whether a bracket may be part of a name, or a second name of the same body."""
    if _SECOND_PLATE.fullmatch(inside) and not _VERB.search(inside):
        return True
    return bool(_OF_A_NAME.match(inside)) or (len(inside) > 3 and _names_a_body(inside))


def _names_a_body(words: str) -> bool:
    """市粮食和物资储备局: an authority of some level by its whole name."""
    return bool(re.match("[市省区县州国]", words)) and stands_alone(words)
