"""Follow-ups about several tasks spoken of together, or about one of those listed.

这三项里市公安局是什么角色, 两项任务的责任单位有哪些共同的, 牵头单位是同一家吗; 其中养老那项谁牵头
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.follow_up.resumed import Resumed
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from assistant.understanding.fold import fold
from corpus.clause import Clause

_COUNTED = r"(?:项|条|件|块|样|方面|个(?!单位|部门|局|委|办|区|区县))(?:任务|工作|事情?)?"
_INSIDE = r"(?:里头|里面|当中|之中|之间|[里中内])?的?"
_THESE = re.compile(
    rf"^(?:那|那么|其中)?(?:(?:上述|上面|前面|刚才|以上|[这那]|它们?)(?:说的|提到的|问的|讲的)?)?"
    rf"(?P<number>[两二三四五]){_COUNTED}{_INSIDE}[,，]?"
    rf"|^(?:那|那么)?(?:这|那|上述|上面|前面|刚才|以上)(?:说的|提到的|问的)?[几些]{_COUNTED}{_INSIDE}[,，]?"
    rf"|^(?:那|那么)?(?:[二两]者|[这那它他]俩|[它他]们(?=[^,，]*(?:一样|相同|同一|不同|区别|差别|共同|重合)))(?!家){_INSIDE}[,，]?"
)
# The comparison alone: 责任单位有什么不同, 牵头单位是同一家吗.
_COMPARED = re.compile(
    r"^(?:那|那么)?(?:两边|双方|各自)?的?(?:牵头|责任|配合|参与)的?(?:单位|部门)?(?:呢)?[,，]?(?:都|又|也)?"
    r"(?:是不是|是否|是)?(?:一样|相同|同一[个家些]|一致|有(?:什么|哪些|没有)?(?:不同|不一样|区别|差别|重合|相同))[^,，]{0,3}$"
)
# With one more task: 它跟地面公交那条的牵头单位一样吗, 果园港那条也是他们牵头吗.
_ITEM = r"(?:[这那](?:一?(?:条|项|块|个|边)))?"
_COMPARED_WITH = re.compile(
    rf"^(?:那|那么)?(?:它|[这那][条项个]?|上面[这那]?[条项个]?)?[跟和与同](?P<other>[^,，。?]{{2,14}}?){_ITEM}的?"
    rf"(?P<role>牵头|责任)的?(?:单位|部门)?(?:是不是|是否|是|都)?(?:一样|相同|同一|一致)[^,，]{{0,4}}$"
    rf"|^(?:那|那么)?(?P<another>[^,，。?]{{2,14}}?){_ITEM}(?:呢)?[,，]?的?(?P<its>牵头|责任)的?(?:单位|部门)?"
    rf"(?:也|还)(?:都)?是(?:它|他们|它们|同样的?|同一)[^,，]{{0,4}}$"
    rf"|^(?:那|那么)?(?P<third>[^,，。?]{{2,14}}?){_ITEM}(?:呢)?[,，]?(?:也|还)(?:都)?是(?:它|他们|它们)(?P<doing>牵头)[吗不嘛么][?。]*$"
    rf"|^(?:那|那么)?(?P<fourth>[^,，。?]{{2,14}}?)[这那](?:条|项|块|个|边)的?(?P<of>牵头|责任)的?(?:单位|部门)?(?:也|都)?(?:一样|相同|同一[个家])[吗不嘛么][?。]*$"
)
_OF_UNITS = re.compile(r"牵头|责任|配合|参[与加]|单位|部门|角色|分工|谁")
_ONE_OF_THEM = re.compile(
    rf"^(?:那|那么|其中|里面|里头|这里面|上面|当中)*的?(?P<thing>[^,，。?这那第]{{2,24}}?)的?[这那]一?"
    rf"{_COUNTED}的?[,，]?(?P<rest>.+)$"
)
_THE_OTHER = re.compile(
    rf"^(?:那|那么)?(?:另外?的?[那这]?一?|剩下的?[那这]?一?){_COUNTED}(?:的|里|呢)?[,，]?"
    r"(?P<rest>.+)$"
)
_BESIDES = re.compile("除了?(?:它|[这那]一?[项条个])?|另外|其他|别的")
_THAT_ONE = re.compile(r"^(?:那|这)一?项的?[,，]?(?P<rest>.+)$")
_NUMBER = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_MOST = 12
_LONGEST = 10  # characters by which a task is named
_MEANT = 0.5  # cosine with a wording at which a few words mean a task
_DOES = re.compile(r"(?:也|都|还)?(?:参[加与]|牵头|负责|配合)")
_IT = re.compile(r"它(?!们|俩)")
_OF_TITLE = 0.7  # share of the thing's words that the title of the task has


def these_tasks(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """The tasks spoken of last, asked about together: their units, or a unit's role in each."""
    match = _THESE.search(text)
    if tools.titles.find(text):
        return None
    if asking.LEADS_MOST.search(text) and not ellipsis.own_words(
        asking.LEADS_MOST.sub("", text), tools
    ):
        return _all_listed(text, memory, tools)
    rest = text[match.end() :] if match else text
    named = tools.knowledge.units.find(text)
    if not (named or _OF_UNITS.search(rest)) or asking.QUANTITY.search(rest):
        return None
    if match is None and not _COMPARED.match(text):
        return None
    number = match and _NUMBER.get(match["number"] or "", 0)
    tasks = _spoken_of(number or 0, memory, tools)
    if not 1 < len(tasks) <= _MOST:
        return None
    titles = "、".join(clause.title for clause in tasks)
    about = replace(memory, topic=titles)
    return Resumed(f"{titles}：{rest}", about, tuple(clause.id for clause in tasks))


def _all_listed(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """谁牵头最多, of the tasks listed last."""
    tasks = tasks_among(memory.listed, tools)
    if len(tasks) < 2:
        return None
    titles = "、".join(clause.title for clause in tasks)
    about = replace(memory, topic=titles)
    return Resumed(f"{titles}：{text}", about, tuple(clause.id for clause in tasks))


def compared_with(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """The task spoken of and one named now: whether they have the same units."""
    match = _COMPARED_WITH.match(text)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or not clause.title or clause.responsibility is None:
        return None
    said = match.groupdict()
    other = next(filter(None, (said[n] for n in ("other", "another", "third", "fourth"))))
    role = next(filter(None, (said[n] for n in ("role", "its", "doing", "of"))))
    task = task_named(other, clause, tools)
    if task is None or task.id == clause.id:
        return None
    # 果园港那条也是他们牵头吗 is about the task named now, 它跟果园港那条一样吗 about both.
    pair = (clause, task) if said["other"] else (task, clause)
    titles = "、".join(each.title for each in pair)
    about = replace(memory, topic=titles)
    return Resumed(f"{titles}：{role}单位一样吗", about, tuple(each.id for each in pair))


def task_named(thing: str, beside: Clause, tools: Toolbox) -> Clause | None:
    """The task of the same plan that a few words name; None when none is clearly meant."""
    if not ellipsis.own_words(thing, tools) or tools.knowledge.units.find(thing):
        return None
    hits = tools.retriever.search(
        thing,
        1,
        keep=lambda each: (
            each.document_id == beside.document_id and each.responsibility is not None
        ),
    )
    if not hits:
        return None
    words = ellipsis.own_words(thing, tools)
    named = _share(words, hits[0].clause, tools) >= _OF_TITLE
    return hits[0].clause if named or hits[0].wording >= _MEANT else None


_WHOLE = re.compile("(?:整个|整份|全部?|所有)(?:行动)?(?:计划|规划|文件)")  # no task of it


def another_task(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """路网更新那条牵头的有哪几个: a task of the plan spoken of, named by a few words."""
    match = _ONE_OF_THEM.match(text)
    clause = tools.knowledge.clauses.get(memory.clause_id)
    if match is None or clause is None or clause.document_id not in tools.knowledge.plans:
        return None
    thing, rest = _unit_first(match, memory, tools)
    if len(thing) > _LONGEST or tools.titles.find(text) or _WHOLE.search(thing):
        return None
    if not (_OF_UNITS.search(rest) or tools.knowledge.units.find(rest)):
        return None
    task = task_named(thing, clause, tools)
    if task is None:
        return None
    about = replace(memory, clause_id=task.id, document_id=task.document_id, topic=task.title)
    return Resumed(f"{task.title}{rest}", about)


def _spoken_of(number: int, memory: Memory, tools: Toolbox) -> list[Clause]:
    """So many tasks with units, those listed together before those gone through."""
    listed, visited = tasks_among(memory.listed, tools), tasks_among(memory.visited, tools)
    if not number:
        return listed if len(listed) > 1 else visited
    if len(listed) == number:
        return listed
    return visited[-number:] if len(visited) >= number else []


def tasks_among(clause_ids: Iterable[str], tools: Toolbox) -> list[Clause]:
    """Those of the clauses that are tasks: titled, with a trailer."""
    found = (tools.knowledge.clauses.get(clause_id) for clause_id in clause_ids)
    return [clause for clause in found if clause and clause.title and clause.responsibility]


def one_of_them(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """其中养老那项谁牵头: the one of the tasks listed whose title speaks of the thing."""
    match = _ONE_OF_THEM.match(text)
    if match is None or len(memory.listed) < 2 or tools.titles.find(text):
        return None
    thing, rest = _unit_first(match, memory, tools)
    words = ellipsis.own_words(thing, tools)
    tasks = tasks_among(memory.listed, tools)
    if not words or not tasks or len(thing) > _LONGEST:
        return None
    shares = [_share(words, clause, tools) for clause in tasks]
    if max(shares) < _OF_TITLE or shares.count(max(shares)) > 1:
        return None
    task = tasks[shares.index(max(shares))]
    about = replace(memory, clause_id=task.id, document_id=task.document_id, topic=task.title)
    return Resumed(f"{task.title}{rest}", about)


def _unit_first(match: re.Match[str], memory: Memory, tools: Toolbox) -> tuple[str, str]:
    """The thing and what is asked of it: 残联参加养老这项不 asks of 养老 about 残联."""
    thing, rest = match["thing"], match["rest"]
    if named := tools.knowledge.units.find(thing):
        does = _DOES.match(thing, named[0].end)
        rest = f"{named[0].name}{does.group() if does else '参加'}{rest}"
        thing = thing[: named[0].start] + thing[does.end() if does else named[0].end :]
    elif memory.named:
        rest = _IT.sub(memory.named[-1], rest)
    return thing, rest


def the_other(text: str, memory: Memory, tools: Toolbox) -> Resumed | None:
    """另外那项它算什么角色: of two tasks listed the one that was not answered from."""
    match = _THE_OTHER.match(text)
    if match is None and _BESIDES.search(memory.question):
        match = _THAT_ONE.match(text)  # 那一项的牵头单位, after 除了它还参与哪一项
    tasks = tasks_among(memory.listed, tools)
    if match is None or len(tasks) != 2 or tools.titles.find(text):
        return None
    others = [clause for clause in tasks if clause.id != memory.clause_id]
    if len(others) != 1:  # of a list just given: the one not spoken of before
        for visited in (memory.visited, memory.visited[:-1]):  # the list added its first
            others = [clause for clause in tasks if clause.id not in visited]
            if others:
                break
    if len(others) != 1:
        return None
    (task,) = others
    about = replace(memory, clause_id=task.id, document_id=task.document_id, topic=task.title)
    rest = _IT.sub(memory.named[-1], match["rest"]) if memory.named else match["rest"]
    return Resumed(f"{task.title}{rest}", about)


def _share(words: tuple[str, ...], clause: Clause, tools: Toolbox) -> float:
    return tools.vocabulary.coverage(words, fold(clause.title))
