"""Duties: questions after what units do: whether a list is asked for, in which role, shared or not.

Whether a question wants a unit's list of tasks or is about one thing and names a unit is told by
the examples it is like (lexicon/unit_questions.tsv): people ask for a list in endless words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.understanding import asking
from assistant.understanding.lexicon_file import LexiconError
from corpus.responsibility import Role
from corpus.unit import UnitMatch
from index.embedder import Embedder
from index.question_bank import QuestionBank

EXAMPLES_FILE = Path(__file__).parent.parent / "lexicon" / "unit_questions.tsv"
NEIGHBOURS = 3
MARGIN = 0.03  # by which a question must be nearer to the questions after lists
LISTED = -0.1  # … where it has the words of a list (哪些任务, 几项)
_TASKS, _THING = "tasks", "thing"
_STAND_INS = ("某局", "某委", "某办")
_MARK = re.compile(r"\{([UVW])\}")

LEAD = re.compile(
    r"牵(?:了|着)?(?:有)?[几多啥哪什]|牵头|主办|主抓|挑头|领头|扛头|打头|带头|领衔|挂帅|抓总|打头阵|[扛挑]大梁|扛旗|主责|主导|主牵|第一责任|说了算"
    r"|当?主角|当老大|打主力|主力|统筹负责|[牵迁千]头|牵的头|牵投|牵(?:了|着)?.{0,3}个头"
)
RESPONSIBLE = re.compile(
    r"责任单位|责任部门|[项个条件]责任|责任[几的]|参[与于加]|配合|陪合|协[助办同作]|打下手|搭把?手|帮[手忙](?!我|梳|查|看|列|数|理|拉|整|汇|筛|选|找|统|核|挑|标|捋|弄)|敲边鼓"
    r"|配角|绿叶|辅助|陪跑|跟着|给别(?:人|个)|助攻|还有(?:哪(?![些几](?:项|条|件|个)?的?(?:任务|工作|事))(?![些几]?[^,。?]{0,6}牵头)|谁)|其他(?:单位|部门)(?!牵头)"
)
_NOT_LEAD = re.compile(
    r"(?:不|非|没|除了?|不含|不算|莫算)(?:是|用|由|含|算|当)*(?:牵头|主办|挑头)|(?:别人|别个|其他(?:部门|单位))牵头"
    r"|牵头的?(?:先|都|就)?(?:不(?:用|必)?[管要看算列]|除外|莫(?![漏忘落少]))"
)
_NOT_RESPONSIBLE = re.compile(
    r"(?:不|非|没|除了?|不含|不算|莫算|不包括|去掉)(?:是|用|由|含|算|当|作为)*(?:配合|参[与加]|协[助办]|责任单位)|莫把(?:配合|参与)"
    r"|(?:配合|参[与加]|协助|责任单位)的?(?:先|都|就)?(?:不(?:用|必)?[管要看算列]|不用了|除外|莫(?![漏忘落少])|算了)"
)
_SHARED = re.compile(
    r"共同|一起|一同|一块|都|同时|联合|合作|协作|协同|交集|联手|一道|一路|同一|共通|交叉|重[叠合]|双方|合(?:起来|着|办|力|伙)|[两二三]家|双牵头|并列|均|同样|共有|合伙|搭伙|凑[到一]|绑在"
)
_SEVERALLY = re.compile(
    r"(?:谁|哪一?[个家]).{0,10}(?:多|少)(?:些|点|一点)?[?。]*$|各自|各(?:有|是|参与|牵头|承担|多少)|分别|分开|又有|的有.*的有"
)

_EITHER = re.compile(
    r"都算|也算上?|都莫漏|牵头[+/]责任|(?:不[论管限分]|无论)(?:什么|何种|哪种)?角色|(?:不[论管]|无论)(?:由)?(?:谁|哪个|哪家)(?:来)?牵头|参与的?(?:所有|全部)|(?:负责|牵头)(?:和|与|及|、)(?:参[与加]|配合)|连(?:同)?(?:配合|参与|牵头)的?(?:一起|一并|都|也)|[(（]?(?<!不)(?:含|包括)(?:了)?(?:牵头|参与|配合)|不分牵头|不管牵头|不论牵头|无论牵头|牵头(?:还是|或者?|和|与|、)(?:配合|参与|责任)"
    # 参与几项，其中有没有牵头的; 一共几件，牵头的是哪件: one role is asked for on top of the other
    r"|(?:参与|参加|配合|责任单位)(?!.{0,6}吗).*[,，;].*(?:有|没)[^,，]{0,4}牵头"
    r"|(?:一共|总共|合计|拢共|总计)[^,，。?]{0,8}(?:几|多少|哪)[项件条个些].*[,，;].*(?:牵头|配合|责任)"
    r"|(?:几|多少)[项件条个样](?:事|任务|工作)?[,，;].*(?:哪[些项件几]|有没有|有)[^,，]{0,4}牵头"
)
_TOGETHER = re.compile(r"参与|参加|协同|协作|(?:相互|互相)配合|配合(?:着|起来|到)")
_COUNTED = re.compile(
    r"(?:几|多少)(?:项|件|条|个)(?:任务|工作|事)?(?:是)?(?:牵头|责任|配合|参与)"
    r"|(?:牵头?|参与|配合|责任)(?:了|的)?(?:有)?(?:几|多少)(?:项|件|条)"
)
_BOTH = re.compile(
    r"[既又]有.+又有|(?P<verb>[有在]|参[与加]|涉及|牵头)(?:了)?[、,，]?[^,，。?、]{2,12}也(?:都)?(?P=verb)"
    r"|的任务(?:里头?|中|当中)[,，]?(?:有)?(?:哪些)?[^,，。?]{0,14}也"
)
# Leads alone: 单独牵头, 只有它一家牵头.
SOLE = re.compile(
    r"(?:单独|独立|独自|独家|单家|一家单独|自己一家)(?:一家)?(?:来|去)?(?:牵头|挑头|领衔)"
    r"|(?:是|由)(?:它|他|[这那])?(?:自己|们)?一家(?:单位|部门)?(?:来)?(?:牵头|挑头)"
    r"|(?:只有|仅有?|就)(?:它|他们)?(?:自己)?一(?:家|个单位|个部门)(?:单位|部门)?(?:来)?(?:牵头|挑头)"
)
_ASKING = re.compile(r"谁|哪|什么|啥|几|多少|吗|呢|[?]")
_SEGMENT = re.compile(r"[^,，;；]+")
_EITHER_ROLE = re.compile(r"牵头[^,，。?]{0,6}(?:还是|或者?|抑或)[^,，。?]{0,4}(?:责任|配合|参与)")


def role_asked(text: str, joint: bool = False) -> Role | None:
    """The one role a question is after; None for both or either.

    Units that take part in a task together may do so in any role.
    """
    if _EITHER.search(text):
        return None
    if joint:
        text = _TOGETHER.sub(" ", text)
    lead = bool(LEAD.search(text)) and not _NOT_LEAD.search(text)
    responsible = bool(RESPONSIBLE.search(text)) and not _NOT_RESPONSIBLE.search(text)
    if lead == responsible:
        return None
    return Role.LEAD if lead else Role.RESPONSIBLE


def role_of_units(text: str, units: Sequence[UnitMatch], joint: bool) -> Role | None:
    """The role asked about of the units: in 谁牵头，甲局参加吗 it is not that of 谁."""
    own = [m for m in _SEGMENT.finditer(text) if any(m.start() <= u.start < m.end() for u in units)]
    if not own or len(own) == len(_SEGMENT.findall(text)):
        return role_asked(text, joint)
    return role_asked(",".join(match.group() for match in own), joint)


def roles_apart(text: str, units: Sequence[UnitMatch]) -> tuple[Role, ...]:
    """甲局牵头、乙局参与的任务: the role of each unit; empty unless they have both in one task."""
    if len(units) < 2:
        return ()
    edges = [*(unit.start for unit in units[1:]), len(text)]
    after = [text[unit.end : edge] for unit, edge in zip(units, edges, strict=True)]
    if any(_ASKING.search(piece) for piece in after[:-1]):
        return ()
    roles: list[Role] = []
    role: Role | None = None
    for piece in reversed(after):  # 甲局和乙局牵头: what stands after the last holds for both
        role = role_asked(piece) or role
        if role is None:
            return ()
        roles.insert(0, role)
    return tuple(roles) if len(set(roles)) > 1 and asking.LISTING.search(text) else ()


def either_role(text: str) -> bool:
    """是牵头还是责任单位: which of the two, not whether."""
    return bool(_EITHER_ROLE.search(text))


def shared(text: str) -> bool:
    """True when the tasks are asked for that all units named have in common."""
    if _BOTH.search(text):
        return True
    return bool(_SHARED.search(text)) and not _SEVERALLY.search(text)


class DutyQuestions:
    """Tells questions after the tasks of units from questions about one thing."""

    def __init__(self, tasks: QuestionBank, thing: QuestionBank, embedder: Embedder) -> None:
        self._tasks = tasks
        self._thing = thing
        self._embedder = embedder

    @classmethod
    def open(cls, embedder: Embedder, folder: Path, file: Path = EXAMPLES_FILE) -> DutyQuestions:
        """Read the examples; their vectors are kept in `folder`. Raises LexiconError."""
        examples: dict[str, list[str]] = {_TASKS: [], _THING: []}
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            kind, _, question = line.partition("\t")
            if kind not in examples or not question.strip():
                raise LexiconError(
                    f"{file.name}:{number}: expected tasks|thing<TAB>question, got {line!r}",
                    f"词表 {file.name} 第{number}行格式不对：应为“tasks 或 thing<Tab>问法”。",
                )
            examples[kind].append(_example(question))
        banks = {kind: QuestionBank.open(said, embedder, folder) for kind, said in examples.items()}
        return cls(banks[_TASKS], banks[_THING], embedder)

    def asks_for_tasks(self, text: str, units: Iterable[UnitMatch]) -> bool:
        """True for a question after what the units named in it do."""
        if _COUNTED.search(text):
            return True
        (vector,) = self._embedder.embed_queries([_masked(text, tuple(units))])
        tasks, thing = (bank.nearness(vector, NEIGHBOURS) for bank in (self._tasks, self._thing))
        return tasks - thing > (LISTED if asking.LISTING.search(text) else MARGIN)


def _example(question: str) -> str:
    return _MARK.sub(lambda match: _STAND_INS["UVW".index(match[1])], question)


def _masked(text: str, units: Sequence[UnitMatch]) -> str:
    """The question with stand-ins for its units: which unit it is does not tell what is asked."""
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        stand_in = _STAND_INS[min(place, len(_STAND_INS) - 1)]
        text = text[: unit.start] + stand_in + text[unit.end :]
    return text
