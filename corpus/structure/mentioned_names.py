"""Names of bodies that a sentence gives something to do, whatever the sentence looks like.

This is a net below the rules that read duties: it finds more names and says nothing of roles. A
name counts where it is the subject of a verb, or stands behind 由, 请 or 督促; not where somebody
reports to it, where it has done something, or where it owns a thing (市财政局的资金).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.structure.collectives import is_collective
from corpus.structure.deeds import DEED
from corpus.structure.duty_sentences import NUMBER, SENTENCE, comma_pieces
from corpus.structure.glued_names import is_known_name
from corpus.structure.impossible_units import is_impossible
from corpus.unit import is_listed_name

_LONGEST = 24
_MOST_IN_A_ROW = 100
_KINDS = (
    "局|委|委员会|办|办公室|督查室|研究室|厅|政府|管委会|公司|集团|中心|支队|总队|大队|中队|部|院|联|联合会|总工会|协会|站|所|处|银行|支行|分行|街道"
    "|办事处|工作组|专班|指挥部|领导小组|开发区|园区|高新区|经开区|机构|部门|单位|业主|党委|党组"
)
_TRADES = (
    "发展改革|财政|审计|公安|民政|教育|人社|人力资源社会保障|住建|住房城乡建设|住房和城乡建设|建设|城管|城市管理|规划|自然资源|生态环境|环保"
    "|水利|水务|交通|交通运输|农业农村|商务|文旅|文化旅游|卫健|卫生健康|应急|应急管理|市场监管|税务|宣传|组织|消防|园林|绿化|林业|司法|信访"
    "|统计|医保|金融|国资|科技|经信|工信|纪检监察|电力|通信|气象|大数据|房管|人防|供销|残联|退役军人"
)
_LEVEL = (
    r"(?:重庆市?|国网|(?:各|有关|相关)?"
    r"(?:[市省区县镇乡](?!场|民(?!政)|容|域|间|内|长|级以上)|乡镇|镇街|街镇))"
)
_BY_FORM = re.compile(
    rf"{_LEVEL}[一-龥]{{0,14}}(?:{_KINDS})"
    r"|[一-龥]{0,16}(?:领导小组|工作专班|专班|指挥部|联席会议|安委会|[防创]\S{1,3}办)(?:各?成员单位|办公室|办)?"
    r"|[一-龥]{2,4}(?:区|县|市|镇|乡|街道)(?:人民)?(?:政府|党委|办事处|管委会|委)"
    r"|(?:各级|各|有关|相关)[一-龥]{0,6}(?:部门|单位|企业|机构|公司|科室|处室|股室|主体|学校|院校|医院|银行)"
    r"|(?:各)?(?:区、)?(?:区县|县区|市县|区|县|市|乡镇|镇|乡|街道)[（(](?:自治县|街道|[市区县旗镇乡、])+[）)](?:人民)?(?:政府|党委)?"
    r"|(?:街道|镇街|乡镇|镇乡|所在地|属地)(?:办事处|政府|人民政府)|社区居委会|村（?居）?委会|居委会|业主委员会|业委会"
    rf"|(?:{_TRADES})(?:、(?:{_TRADES}))*等(?:有关|相关|职能|主管)*(?:部门|单位)"
    r"|中国(?:移动|电信|联通|铁塔)(?:[一-龥]{2,6}公司)?"
    rf"|(?:设区市|县级以上|[省市区县]级|各级|区县|主管|行业)?(?:{_TRADES}|行业)(?:行政|综合)?(?:主管|监管|管理|执法)?部门"
)
# They mean the units that tasks name, or all who read the paper.
_ALREADY_MEANT = re.compile(
    r"(?:各|各级|有关|相关)*(?:责任|牵头|配合|成员|参与|承办|主办|协办|落实|实施)*(?:单位|责任部门|牵头部门|主体|机构|企业)|各级|全市|全区|全县"
)
# 绿化处, 财政办, 派出所: offices that write no level before their names.
_INNER = re.compile(
    r"(?:[一-龥]{2,6}(?:处|科|股|办|中队|大队|支队|派出所|管护站|管理所|管理站)|派出所|办公室|物业公司|供电公司|供水公司|燃气公司|城投公司|自来水公司)"
)
_NO_INNER = re.compile(
    r"(?:好|到|各|多|查|之|益|深|长|短|此|何|难|惩|论|\d|主|承|协|督|举|通|网上|掌上|就近|一次|帮|代|快|马上|即|立|筹|申|新|兴|民|创|开|合|集|限时|专|催|交|接|转|自)(?:办|处)$|学科|全科|专科|本科|外科|内科|百科|文科|理科"
)
_NO_NAME = re.compile(
    r"网站$|[的了在将为对把被并]|^(?:市场(?!监管|监督)|市民|市容|市域|市区|区域|区间|区内|市辖|县域)|实施|推进|推动|加强|开展|落实|完善|建立|健全|督促|指导"
    r"|组织(?!部)|负责|会同|联合(?!会|执法|工作)|配合|牵头|由|向|报|全部|内部|干部|局部|按照|应当|使用|改造|对接"
)
_OPENS = re.compile(
    r"(?:(?:20\d\d年)?[\d一二三四五六七八九十]{0,3}[年月]?(?:底|末|上半年|下半年)?(?:之?前|起)[，,]?)?(?:由|请|责成|责令|要求|明确|确定|其中|同时|对此|平时|必要时)*"
)
# Whoever stands behind 由 does what follows, in whatever words.
_BY = re.compile(r"(?:由|责成|责令)$")
_ANY_DEED = re.compile(
    r"(?!规范性|文件|规章|工作报告|常务|专题|办公|组成|构成|分管|主管|网站|官网|门户|系统|关于|为|是|和|及|有关|相关|担任|兼任|任|为主|等|的|及|和|与|或|所|之|内|出具的)[一-龥]{2}"
)
_CUES = re.compile(
    r"(?:(?<![经缘理事来自])由|责成|责令|委托|授权|督促|督导|会同|联合|协调|协同|商请|(?<![申提])请|[：:]|明确)(?=[一-龥])"
)
# 市委宣传部, 市政府督查室: what stands below these is one body with them.
_ABOVE = re.compile(r"(?:委|政府|党委|党组|管委会)$")
_BELOW = 7
_SEAT = re.compile(r"[（(][^（）()]{2,30}[）)]")
_JOIN = re.compile(r"、|和|及|与|以及|会同|联合|协同|或|/|／")
_AND_OTHERS = re.compile(
    r"(?:[（(][^（）()]{0,40}[）)])?(?:等(?:有关|相关|市级|区级|各|成员|职能|主管)*(?:部门和单位|部门|单位|机构|企业)?)?"
)
_ADVERB = (
    r"(?:要|优先|依[法规纪][依规纪法]*|严肃|从严|应当?|须|需|必须|可|将|共同|分别|具体|主要|按"
    r"|积极|切实|认真|统一|定期|及时|负|予以|每|也|都|均|各自|全面|进一步|严格)"
)
_DOES = re.compile(
    rf"{_ADVERB}*(?:予以|负总?责|牵头|主办|协办|承办|包干|认领|自行|把关|跟进|出资|投入|到位|安排|列支|实行|设立|派驻|派员|值班|上门|走访|入户|约谈|通报|移送|备案|抽查"
    rf"|受理|答复|反馈|对照|立足|承接|落地|参加|报告|会商|研判|谋划|招募|调配|补贴|给予|编列|保证|追责|问责|启动|率先|处理|约谈|抓|管|清运|清扫|保洁|绿化|修|建|拆|治|查|督|考|评|审|做"
    rf"|指导|监管|协管|向(?=[一-龥]{{4}}))|{_ADVERB}{{1,3}}(?!求|素|点|闻|件|急|对)[一-龥]{{2}}"
)
# What was done, how the paper came about, and what only a condition says gives nobody a task.
_NO_TASK = re.compile(
    r"已经?(?=[一-龥])|曾|不再|(?:印发|制定|出台|发布|编制|公布|批准|下达|确定|规定|认定|核定|建立|实施|组织|开展|主管|负责|管理|牵头|承担|推进)的|以下简称|简称|联系人|联系电话|咨询|地址|负责解释|高度重视|审议通过|同意|决定"
    r"|(?:牵头|参加|参与|组成|主导|负责)的[一-龥]{0,8}(?:机制|制度|会议|小组|专班|体系|格局|体制|平台|班子)"
    r"|(?:委|政府)(?:要|应当?|将)?(?:成立|建立|设立|组建)[^，。；]*(?:小组|会议|指挥部|专班|委员会)"
    r"|本(?:方案|办法|意见|细则|计划|通知|规定|措施|规划|清单)(?:自|由)|[?？]"
)
# 各区县每月向市住建局报送进度: but 每年开展体检并报告 is a task.
_REPORTS = re.compile(
    r"(?:(?!负责|牵头|发布|编制|编写|形成|出具|开展|组织|排查|检查|巡查|制定|落实|做好|审[核查]|汇总).)*?"
    r"(?:(?:将|把|于|每|及时|按时|定期|按[年月季周]|\d+[日月]前)(?:(?!发布|编制|形成|出具|开展|组织|排查|检查|制定|并).){0,30}?"
    r"|向[市省区县镇各专领指][一-龥]{1,14}?|并|要|应当?)?"
    r"(?:报送|上报|呈报|抄报|报告|汇报|反馈|报(?=[市省区县镇]))",
    re.DOTALL,
)
_TITLES = re.compile(r"《[^《》]*》|[“][^“”]{12,}[”]")
# 市政府分管领导, 业主委员会组建率: no deed of the body itself.
_NO_DEED = re.compile(r"[一-龥]{1,5}(?:率|数量|总数|面积|比例|名单|情况|网站)")
_PERSON = re.compile(
    r"(?:局|委|办|部|处|科|站|所|院|区|市|县|镇|乡)?长|(?:主要|分管|有关)?(?:负责人|负责同志|领导)|(?:副)?(?:主任|书记|组长|经理)|领导|干部|同志|工作人员|负责人"
)


@dataclass(frozen=True, slots=True)
class MentionedName:
    """A name at text[start:end]."""

    name: str
    start: int
    end: int


def mentioned_names(text: str) -> Iterator[MentionedName]:
    """Names that the sentences of a clause give something to do, in order."""
    plain = _TITLES.sub(lambda match: "\u3000" * len(match.group()), text)
    for sentence in SENTENCE.finditer(plain):
        for start, end in comma_pieces(plain, *sentence.span()):
            if not (_NO_TASK.search(plain, start, end) or _REPORTS.match(plain, start, end)):
                yield from _in_piece(plain, start, end)


def is_inner(name: str) -> bool:
    """绿化处, 财政办, 派出所: an office below an authority, by its form."""
    return bool(_INNER.fullmatch(name)) and not _NO_INNER.search(name)


def named_bodies(text: str, start: int, end: int) -> list[MentionedName]:
    """The bodies of text[start:end] where it is nothing but their names; else none."""
    found: list[MentionedName] = []
    for begin, stop in comma_pieces(text, start, end):  # （设施处、市排水中心，4—6月）
        names = _Chains(text, stop, alone=True).at(begin)
        if not names and not found:
            return []
        found += names or []
    return found


def _in_piece(text: str, start: int, end: int) -> Iterator[MentionedName]:
    number = NUMBER.match(text, start, end)
    begin = number.end() if number else start
    opened = _OPENS.match(text, begin, end)
    starts = [begin, opened.end() if opened else begin]
    starts += [match.end() for match in _CUES.finditer(text, begin, end)]
    after = begin
    chains = _Chains(text, end)
    for place in sorted(set(starts)):
        if place < after:
            continue
        for found in chains.at(place) or _behind_by(text, place, end):
            if not _ALREADY_MEANT.fullmatch(found.name):
                yield found
            after = found.end


def _behind_by(text: str, start: int, end: int) -> list[MentionedName]:
    """A lone name with a deed in any words: behind 由, or by its name plainly an authority."""
    by = _BY.search(text, max(0, start - 2), start)
    for stop in _name_ends(text, start, end):
        sure = by or is_known_name(text[start:stop])
        if sure and _ANY_DEED.match(text, stop, end) and not _no_deed(text, stop, end):
            return [MentionedName(text[start:stop], start, stop)]
    return []


class _Chains:
    """Names joined one to the next up to `end`, and behind the last a verb; or `end` itself."""

    def __init__(self, text: str, end: int, *, alone: bool = False) -> None:
        self._text, self._end, self._alone = text, end, alone
        self._read: dict[int, list[MentionedName] | None] = {}
        self._depth = 0

    def at(self, start: int) -> list[MentionedName] | None:
        """The names from `start` on; None where there is no such row."""
        if start not in self._read:
            self._read[start] = None
            if self._depth < _MOST_IN_A_ROW:
                self._depth += 1
                self._read[start] = self._row(start)
                self._depth -= 1
        return self._read[start]

    def _row(self, start: int) -> list[MentionedName] | None:
        text, end = self._text, self._end
        for name_end in _name_ends(text, start, end):
            seat = _SEAT.match(text, name_end, end)
            name = text[start : seat.end() if seat else name_end]
            here = [MentionedName(name, start, name_end)]
            others = _AND_OTHERS.match(text, name_end, end)
            for after in dict.fromkeys((name_end, others.end() if others else name_end)):
                if self._closes(after):
                    return here
                join = _JOIN.match(text, after, end)
                rest = join and (self.at(join.end()) or self._behind_others(join.end()))
                if rest is not None:
                    return here + rest
        return None

    def _closes(self, after: int) -> bool:
        return after == self._end if self._alone else _does(self._text, after, self._end)

    def _behind_others(self, start: int) -> list[MentionedName] | None:
        """The names behind words that are none by themselves: 新闻媒体、市教育局."""
        for stop in range(start + 2, min(self._end, start + 11)):
            if not "\u4e00" <= self._text[stop - 1] <= "\u9fff" or self._text[stop - 1] == "等":
                return None
            if join := _JOIN.match(self._text, stop, self._end):
                if rest := self.at(join.end()):
                    return rest
            else:
                others = _AND_OTHERS.match(self._text, stop, self._end)
                if not self._alone and self._closes(others.end() if others else stop):
                    return []
        return None


def _does(text: str, after: int, end: int) -> bool:
    if _no_deed(text, after, end):
        return False
    return bool(DEED.match(text, after, end) or _DOES.match(text, after, end))


def _no_deed(text: str, after: int, end: int) -> bool:
    return bool(_PERSON.match(text, after, end) or _NO_DEED.match(text, after, end))


def _name_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where a name that begins at `start` may end, the shortest first."""
    stops = [
        stop
        for stop in range(start + 2, min(end, start + _LONGEST) + 1)
        if is_name(text[start:stop])
    ]
    for number, stop in enumerate(stops):
        follows = stops[number + 1] - stop if number + 1 < len(stops) else _LONGEST
        above = _ABOVE.search(text, start, stop)
        if not (follows <= 2 or (above and follows <= _BELOW)):
            yield stop


def is_name(words: str) -> bool:
    """True for words that are a body's name by the table of units or by their form."""
    if len(words) < 2 or not re.fullmatch(r"[一-龥、（）()]+", words):
        return False
    if is_collective(words):
        return True
    if re.search(r"[、（）()]", words):
        return bool(_BY_FORM.fullmatch(words))
    if _NO_NAME.search(words) or is_impossible(words):
        return False
    if (
        len(words) > 2
        and is_listed_name(words)
        and words[-1] in "局委办厅会部院府室心司团队校行联站所处"
    ):
        return True
    return bool(_BY_FORM.fullmatch(words)) or is_inner(words)
