"""Split: several questions in one message, each to be answered in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis

_END = re.compile(r"(?<=[?？!！。;；\n])")
_SEVERALLY = re.compile(
    r"^(?P<things>[^?,，。]{2,40}?)(?:这[两三几](?:条|项|个|件|块|样)|这俩)?(?:的)?(?:分别|各自|各(?=[是由归有]))(?:都)?(?P<rest>(?:是|由|归|有|要|牵头|负责|参与)?.{1,20})$"
)
_ALIKE = re.compile(
    r"^(?P<things>[^?。]{4,60}?)[,，]?(?:(?:这[两三几]|[两三])(?:条|项|个|件|块|样)?(?:任务|工作|事)?)?(?:的|在)?(?P<role>牵头|责任|配合|参与)(?:的)?(?:单位|部门)?(?:都)?(?:是不是|是否|是)?(?:一样|相同|同一[个家]|一致|一回事|有(?:什么|啥|哪些|没有)?(?:不同|不一样|区别|差别|重合|相同)).{0,4}$"
)
# 完善道路体系和推进路网更新，牵头单位分别是谁
_ROLE_OF_EACH = re.compile(
    r"^(?P<things>[^?。,，]{4,60}?)(?:这[两三](?:项|条|个))?[,，](?P<role>牵头|责任)(?:单位|部门)(?:分别|各自|各)(?:都)?(?:是|有)(?:谁|哪[些个几]?.{0,4})$"
)
# 加装电梯呢，计划和法律各是怎么说的: asked of each kind of text.
_OF_A_PLAN, _OF_A_LAW = "(?:行动)?(?:计划|规划)", "(?:法律法规|法律|法规|条例)"
_OF_BOTH = re.compile(
    rf"^(?:(?P<thing>[^?。]{{2,30}}?)(?:呢)?[,，]?)?(?:(?P<first>{_OF_A_PLAN})[里上中]?[和与跟、]{_OF_A_LAW}"
    rf"|{_OF_A_LAW}[里上中]?[和与跟、]{_OF_A_PLAN})[里上中]?(?:(?:对于?|关于|针对)(?P<after>[^?。]{{2,30}}?))?"
    r"(?:各自?|分别|都)+(?:又|是|有)*(?:怎么|如何|咋)(?:说|讲|写|规定|要求)的?$"
)
_WRITTEN_WHERE = r"[^,，。?]{2,16}?(?:又|是|在)*(?:哪|第几)(?:一)?(?:项|条|款|部分)[^,，。?]{0,6}"
_IN_EACH = re.compile(
    rf"^(?P<thing>[^?。]{{4,40}}?)[,，](?P<one>{_WRITTEN_WHERE})[,，](?P<other>{_WRITTEN_WHERE})$"
)
_AND = re.compile(r"[、,，]|以及|还有|(?<=.)(?:和|与|跟|及)(?=.)")
_PIECE = re.compile(r"[、,，;；]")
# 可以自己申请吗？还是要别人推荐？: the other half of the question before.
_OR_ELSE = re.compile(r"^\s*(?:还是|抑或)(?!不(?!是|能|用|需)|没|想|得)")
# 我们区上呢？谁算实施主体: the thing that the next question is about.
_NAMES_A_THING = re.compile(r"^\s*[^,，。?？]{1,12}呢[?？]$")
_LED_IN = re.compile(r"(?:这块|那块|方面|这边|那边|里|中|上|账本|说)$|[。!]")
# 和几位老同事, 前几天: so many, and no question after the number
_NOT_ASKED = re.compile(r"(?<=[前后这那好])几|几(?=[位乎番])")
_MOST = 4
_SHORT = 12  # characters of a further thing
_INTERROGATIVE = re.compile(
    r"谁|哪|什么|啥|几|多少|多[大长高久]|怎|咋|如何|何时|为何|呢|[?？]|讲|说|列|介绍"
)


def split(text: str, tools: Toolbox) -> tuple[str, ...]:
    """The questions of a folded message, in order; a remark stays with what it leads to."""
    parts: list[str] = []
    pending = ""
    pieces = [piece for piece in _END.split(text) if piece.strip()]
    for piece, after in zip_longest(pieces, pieces[1:], fillvalue=""):
        if _NAMES_A_THING.match(piece) and after and not _NAMES_A_THING.match(after):
            pending += f"{piece.strip('?？! ！')},"
            continue
        pending += piece
        if parts and (_is_the_other_half(piece) or _is_tag(piece, tools)):
            parts[-1] += pending
            pending = ""
        elif _asks(piece):
            parts.append(pending)
            pending = ""
    if pending:
        if parts:
            parts[-1] += pending
        else:
            parts.append(pending)
    questions = [
        question
        for part in parts
        for asked in _several_values(part, tools)
        for question in _severally(asked, tools)
    ]
    return tuple(questions) if 1 < len(questions) <= _MOST else (text,)


def _several_values(part: str, tools: Toolbox) -> tuple[str, ...]:
    """三级医院建几所、智慧医院几家: each value is asked for on its own."""
    asked = ellipsis.OPENING.sub("", part.strip("?？。 "))
    pieces = [piece for piece in _PIECE.split(asked) if piece.strip()]
    if _and_another(pieces, tools):
        return tuple(pieces)
    bare = [_NOT_ASKED.sub("", piece) for piece in pieces]
    # 没有达到规定指标，罚款多少: beside a question, what is told is none.
    one_asks = any(map(_INTERROGATIVE.search, bare))
    asks = [
        place
        for place, piece in enumerate(bare)
        if asking.QUANTITY.search(piece) and (_INTERROGATIVE.search(piece) or not one_asks)
    ]
    if len(asks) < 2 or (asks[0] and not _LED_IN.search(pieces[asks[0] - 1])):
        return (part,)
    # 医疗这块，计划说要建多少所三级医院、多少个社区医院: what leads in stays with the first.
    asking_pieces = [",".join(pieces[: asks[0] + 1]), *(pieces[place] for place in asks[1:])]
    if any(not tools.vocabulary.content_words(asking.topic_of(piece)) for piece in asking_pieces):
        return (part,)
    return tuple(asking_pieces)


def _and_another(pieces: Sequence[str], tools: Toolbox) -> bool:
    """高速公路建成多少公里，高铁呢: the same of each further thing, as in a conversation."""
    if not pieces:
        return False  # 还有一个问题
    first, *others = pieces
    if not others or not ellipsis.own_words(first, tools):
        return False
    if not (asking.QUANTITY.search(first) or asking.WHO.search(first)):
        return False
    return all(
        len(piece) <= _SHORT
        and ellipsis.ANAPHORIC_END.search(piece)
        and bool(ellipsis.own_words(piece, tools))
        and not tools.knowledge.units.find(piece)
        for piece in others
    )


def _is_the_other_half(piece: str) -> bool:
    """还是必须别人推荐, and not 还是那个老问题，要建多少所, which asks something of its own."""
    asks = (asking.WHO, asking.LISTING, asking.QUANTITY)
    return _OR_ELSE.match(piece) is not None and not any(each.search(piece) for each in asks)


def _is_tag(piece: str, tools: Toolbox) -> bool:
    """在不在里头? or 牵头配合都算 after a question asks nothing of its own."""
    if tools.knowledge.units.find(piece):
        return False
    if not asking.YES_NO.search(piece):
        return not (ellipsis.own_words(piece, tools) or _INTERROGATIVE.search(piece))
    asks = (asking.WHO, asking.LISTING, asking.QUANTITY)
    return not ellipsis.own_words(piece, tools) and not any(p.search(piece) for p in asks)


def _asks(piece: str) -> bool:
    """True for a piece that is a question on its own, not a remark or a bare tag (对吗？)."""
    if len(re.sub(r"\W", "", piece)) < 3:
        return False
    return bool(
        piece.rstrip().endswith(("?", "？"))
        or asking.WHO.search(piece)
        or asking.LISTING.search(piece)
        or asking.YES_NO.search(piece)
        or re.search(r"怎么|如何|什么|多少|几", _NOT_ASKED.sub("", piece))
    )


def _of_both_kinds(asked: str) -> tuple[str, ...]:
    """What the plan says and what the law says, in the order asked; empty where not so asked."""
    match = _OF_BOTH.match(asked)
    if match is None:
        return ()
    thing = (match["after"] or match["thing"] or "").strip(",， ")
    if not thing:
        return ()
    both = (f"{thing},计划里怎么说", f"{thing},法律怎么规定")
    return both if match["first"] else both[::-1]


def _each_located(asked: str) -> tuple[str, ...]:
    """加装电梯，计划哪一项写了，无障碍环境建设法又是哪一条: where each text has it."""
    match = _IN_EACH.match(asked)
    if match is None:
        return ()
    thing, *places = (match[name].strip(",， ") for name in ("thing", "one", "other"))
    if not all(ellipsis.A_PLAN.search(place) or ellipsis.A_LAW.search(place) for place in places):
        return ()
    return tuple(
        f"计划里{thing}写在哪一项" if ellipsis.A_PLAN.search(place) else f"{thing},{place}"
        for place in places
    )


def _severally(part: str, tools: Toolbox) -> tuple[str, ...]:
    """垃圾分类和污水处理分别谁牵头, 牵头单位一样吗: the same question of each thing."""
    asked = part.strip("?？。 ")
    if both := _of_both_kinds(asked) or _each_located(asked):
        return both
    alike = _ALIKE.match(asked) or _ROLE_OF_EACH.match(asked)
    match = alike or _SEVERALLY.match(asked)
    if match is None:
        return (part,)
    rest = f"的{alike['role']}单位是谁" if alike else match["rest"]
    text = match["things"].strip(",， ")
    units = tools.knowledge.units.find(text)
    spans = [(unit.start, unit.end) for unit in units]
    cuts = [
        m.span()
        for m in _AND.finditer(text)
        if not any(start < m.end() and m.start() < end for start, end in spans)
        and not tools.vocabulary.known(text[max(0, m.start() - 2) : m.end() + 2])
    ]
    if not cuts or len(cuts) > _MOST - 1:
        return (part,)
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    things = [text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if any(len(thing) < 2 for thing in things):
        return (part,)
    return tuple(f"{thing}{rest}" for thing in things)
