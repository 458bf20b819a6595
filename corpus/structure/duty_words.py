"""Words of duty behind units, …牵头, …按职责分工负责, …为责任主体."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.structure.organisation import is_organisation

TAIL = 40  # a verb of duty or a note stands within this many characters of a list's end
LEADING = re.compile(r"牵头|主办|主责|第一责任|为主|主抓")
# 按照“谁主管、谁负责”原则, 按“管行业必须管安全”要求, 按照属地管理原则
PRINCIPLE = re.compile(r"(?<=[按照据循着持])“[^“”]{2,30}”(?:、?“[^“”]{2,30}”)*")
_BY_RULE = (
    r"(?:按照?|依照?|根据|遵循|本着|坚持)"
    r"(?:“[^“”]{2,30}”(?:、?“[^“”]{2,30}”)*|[一-龥]{2,8}?)的?(?:原则|要求|规定)(?:，|、)?"
)
_HOW = (
    r"(?:分别|共同|具体|主要|统一|全力|依法|依规|予以|给予|各自|联合|积极|密切|协同|主动|认真|切实|分工|要|应当?|须|需|"
    r"(?:按照?|依照?|根据)[一-龥]{0,8}?(?:职责|职能|分工|权限)(?:分工|划分|范围|要求)*(?:，|、)?"
    rf"|{_BY_RULE})*"
)
_DONE = r"(?:落实|组织实施|实施|推进|组织|协调|统筹|抓总|抓好|办理|完成)"
# Verbs that no name of a body ends in, and verbs that need a whole name before them.
_PLAIN = rf"总?牵头(?:负责)?{_DONE}*|负责(?:牵头|具体)?{_DONE}*|主办|(?<![政科作侨文音])协办|主抓"
_JOINING = r"(?:配合|参与|参加|协助)(?:(?:做好|抓好)?(?:配合|落实|实施|支持|推进|工作))*"
_AFTER_NAME = (
    rf"协同|协作|(?:抓好|抓|组织|推动|推进|做好)?落实|组织实施|实施|推进{_DONE}*|统筹{_DONE}*|承办|支持|"
    r"(?:加强|做好|负责)?(?:业务)?(?:指导|督导)(?:监督|督促)?|(?:加强|做好)(?:监督|监管|督促|保障|支持|协调)|"
    r"各负其责|(?:作为|为|是)(?:(?:[本该]项|此项|这项)(?:工作|任务|行动|整治)的?)?(?:牵头|责任|第一责任|实施|落实|主责|配合|参与)(?:主体|单位|部门)"
)
_VERB = re.compile(rf"(?P<how>{_HOW})(?P<verb>{_PLAIN}|{_JOINING}|{_AFTER_NAME})$")
_BY_DUTY = re.compile(r"(?P<how>(?:按照?|依照?|根据)[一-龥]{0,8}?(?:职责|职能)(?:分工|划分)*)$")
_FOR = re.compile(r"以(?P<units>.{2,30})(?P<verb>为主)$", re.DOTALL)
# 市规划局负责规划，市财政局负责资金保障: a duty with its matter.
_WITH_MATTER = re.compile(
    r"(?P<how>具体|主要|分别|统一|共同)?(?P<verb>牵头|负责(?!人|同志|制)|加强|做好|抓好|承担|提供|指导|督促)"
    r"(?P<matter>[一-龥、“”]{1,16})$"
)
_NO_TASK = re.compile(r"^(?:同志|人(?:参加|出席|到会|$))|解释|说明|咨询|受理电话")
_OF_A_LEAD = re.compile("^牵头|牵头[一-龥]{0,4}(?:职责|责任|作用|任务)$")
_MUST_JOIN = re.compile(r"配合|参与|参加|协助|协同|协办|支持")
_CARRIES_OUT = re.compile(r"落实|实施")


class Duty(StrEnum):
    """What a verb says of the units before it."""

    LEADS = "leads"  # 牵头
    JOINS = "joins"  # 配合
    CARRIES_OUT = "carries out"  # 落实
    ANSWERS = "answers"  # 负责, 按职责分工


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of duty that ends a piece of a list; the units end at `units_end`."""

    duty: Duty
    units_start: int
    units_end: int


def closing_verb(text: str, start: int, end: int) -> Verb | None:
    """The verb of duty at the end of text[start:end]; line ends may break it."""
    # What the eye reads: without blanks, each letter with its place.
    places = [i for i in range(max(start, end - TAIL), end) if not text[i].isspace()]
    words = "".join(text[i] for i in places)
    whole = not places or not text[start : places[0]].strip()
    if match := _FOR.match(words) if whole else None:
        return Verb(Duty.LEADS, places[match.start("units")], places[match.start("verb")])
    match = _VERB.search(words)
    if match is None:
        if match := _BY_DUTY.search(words):
            return Verb(Duty.ANSWERS, start, places[match.start()])
        match = _WITH_MATTER.search(words)
        if (
            match is None
            or not is_organisation(words[: match.start()])
            or _NO_TASK.search(match["matter"])
        ):
            return None
        if _OF_A_LEAD.search(match["matter"]):  # 负责牵头制定规划
            return Verb(Duty.LEADS, start, places[match.start()])
    elif re.fullmatch(_AFTER_NAME, match["verb"]) and not match["how"]:
        before = words[: match.start()]
        if before and not is_organisation(re.sub("等$", "部门", before)):
            return None  # 市医疗保障、公安: no verb
    return Verb(_duty(match["verb"]), start, places[match.start()])


def _duty(verb: str) -> Duty:
    if LEADING.search(verb):
        return Duty.LEADS
    if _MUST_JOIN.search(verb):
        return Duty.JOINS
    return Duty.CARRIES_OUT if _CARRIES_OUT.search(verb) else Duty.ANSWERS
