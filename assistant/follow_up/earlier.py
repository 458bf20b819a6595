"""Follow-ups that go back to a task spoken of before: 绕回公交站那个，…, 最早问的那项…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Intent
from assistant.inquiry import Memory
from assistant.tools import Toolbox
from assistant.understanding import asking, ellipsis
from corpus.clause import Clause

_ITEM = r"[这那]一?(?:个(?:事|问题)?|条|项|件事?|块|桩|里|边|儿|头)(?!家|单位|部门|局|委)"
_FIRST = re.compile(
    r"^(?:那|那么)?(?:最早|最先|最开始|一开始|最初|起初|第一次|头一回)(?:我)?(?:问|说|提|讲)?(?:到|过|起)?的?"
    rf"(?:{_ITEM}|第?一(?:个|条|项))的?[,，]?(?P<rest>.+)$"
)
_RETURNING = (
    r"(?:(?:再|又|最后|接着)?[回绕转倒折拐退返]|回过头|掉头)(?:回|到)?(?:头|去|来)?(?:再|又)?(?:说|讲|看|问|聊|提)?(?:到|回)?(?:一下|下)?"
    r"|(?:再|接着|继续|还是)(?:说|讲|看|问|聊|谈)(?:回|到)?"
    r"|(?:说|讲|聊|扯)回(?:到)?|再把"
)
_LEADING_IN = r"^(?:(?:算了|好嘛?|要得|那|那么|嗯|哦)[,，]?)*"
_BACK = re.compile(
    rf"{_LEADING_IN}(?:{_RETURNING}"
    r"|(?:前头|前面|上面|先前|之前|早先|刚才|刚刚|开头)(?:我)?(?:问|说|提|讲)?(?:到|过|起)?的?)"
    rf"(?P<thing>[^,，。?这那]{{0,12}}?)的?{_ITEM}的?[,，]?(?P<rest>.+)$"
)
# 说回四山，…: the thing alone, which the task must then have in its words.
_BACK_TO = re.compile(
    rf"{_LEADING_IN}(?:{_RETURNING})(?P<thing>[^,，。?这那]{{2,10}}?)(?:呢)?[,，](?P<rest>.+)$"
)
# 回到刚才那个复查，…: what is meant stands after the pronoun.
_BACK_TO_THAT = re.compile(
    rf"{_LEADING_IN}(?:{_RETURNING})(?:前头|前面|上面|先前|之前|刚才|刚刚)?(?:说|问|提|讲)?(?:到|过)?的?"
    r"[那这]个(?P<thing>[^,，。?这那]{2,10}?)(?:的事情?|的问题|呢)?[,，](?P<rest>.+)$"
)
_THIS_ITEM = re.compile(rf"^{_ITEM}的?[,，]?")
_THE_PLAN = re.compile("(?:行动)?(?:计划|规划|文件)[里上中]?")
_OF_A_ROLE = re.compile("(?:牵头|责任|配合|参与)(?:单位|部门)")
_OF_THE_TASK = 0.5  # share of its words
_BEFORE = re.compile(
    r"^(?:前头|前面|上面|先前|之前|刚才|刚刚)(?:我)?(?:问|说|提|讲)?(?:到|过|起)?的?"
)
_A_TASK = re.compile(r"^(?:任务|工作(?!人员|组|单位|满|日|经验))[里中的]*[,，]?")
_FINED = re.compile("罚|处分|什么后果")
_NAMED_TASK = re.compile(
    r"^(?P<thing>(?![^,，。?]{0,8}(?:单位|部门|公司|(?<![布格])局|委(?!托)))[^,，。?这那]{2,10}?)的?(?:任务|事项|工作)[里中的]*[,，]"
    r"(?P<rest>.+)$"
)
_INSIDE = re.compile(r"里|中|内|头")
_TOLD = 2  # … of a regulation, which has more of them
# 刚才那部条例里，这种罚多少: of the regulation spoken of anyway
_SAME_TEXT = re.compile(
    r"^(?:刚才|刚刚|前面|上面)?(?:说|问|提)?(?:到|过)?的?[那这该]?部(?:条例|法律?|规定|办法)[里中上]?[面头]?[,，](?P<rest>.+)"
)
_LEAST = 1  # characters by which a thing is told


def gone_back(text: str, memory: Memory, tools: Toolbox) -> tuple[str, Memory] | None:
    """What is asked of a task spoken of before, and the memory as it was of that task."""
    if tools.titles.find(text):
        return None
    tasks = [
        clause for clause_id in memory.visited if (clause := tools.knowledge.clauses.get(clause_id))
    ]
    if match := _FIRST.match(text):
        return _about(tasks[0], match["rest"], memory, tools) if tasks else None
    match = _BACK.match(text)
    if match is not None and _points_to_unit(text, match.start("rest"), tools):
        return None
    if match is None:
        return _by_its_words(text, tasks, memory, tools)
    if not tasks:
        return None
    thing = _BEFORE.sub("", match["thing"].strip())
    plans = tools.knowledge.plans
    if kind := ellipsis.A_PLAN.search(thing):
        tasks = [clause for clause in tasks if clause.document_id in plans]
        thing = re.sub(rf"(?:行动)?{kind.re.pattern}|[里中上头面的]+$", "", thing)
        if tasks and len(thing) < _LEAST:
            return _about(tasks[-1], match["rest"], memory, tools)
    if not thing and _INSIDE.match(match["rest"]):  # 上面那条里…: of the task spoken of last
        clause = tools.knowledge.clauses.get(memory.clause_id)
        return _about(clause, match["rest"], memory, tools) if clause else None
    if not thing and (task := _A_TASK.match(match["rest"])):  # 刚才那项任务，…: the plan's
        planned = [clause for clause in tasks if clause.document_id in plans]
        rest = match["rest"][task.end() :]
        return _about(planned[-1], rest, memory, tools) if planned and rest else None
    if not thing and (task := _NAMED_TASK.match(match["rest"])):  # 刚才那个整治任务，…
        planned = [clause for clause in tasks if clause.document_id in plans]
        named = _nearest(task["thing"], planned, tools) if planned else None
        words = tools.vocabulary.content_words(task["thing"])
        if named is None or not words or _share_told(words, named, tools) < _OF_THE_TASK:
            return None
        fined = _FINED.search(task["rest"])  # which no plan tells
        return None if fined else _about(named, task["rest"], memory, tools)
    if not thing and tools.knowledge.units.find(match["rest"]):  # 回到刚才那项，市财政局参加吗
        planned = [clause for clause in tasks if clause.document_id in plans]
        return _about(planned[-1], match["rest"], memory, tools) if planned else None
    if not tasks or len(thing) < _LEAST or tools.knowledge.units.find(thing):
        return None
    clause = _nearest(thing, tasks, tools)
    return _about(clause, match["rest"], memory, tools) if clause else None


def gone_back_otherwise(text: str, memory: Memory, tools: Toolbox) -> tuple[str, Memory] | None:
    """回到评估公司那里，要是他们作假呢: what is asked, and the memory as it was of that matter.

    Of a matter that a regulation was asked about; the article that says more of it is looked for
    as after any question. 说回计划，… is asked of the plan, of what it names itself;
    刚才那部条例里，… of the regulation spoken of anyway.
    """
    of_a_law = memory.document_id and memory.document_id not in tools.knowledge.plans
    if of_a_law and (same := _SAME_TEXT.match(text)) and not tools.titles.find(same["rest"]):
        return same["rest"], memory
    match = _BACK_TO_THAT.match(text) or _BACK.match(text) or _BACK_TO.match(text)
    if match is None or tools.titles.find(text):
        return None
    if _points_to_unit(text, match.start("rest"), tools):
        return None
    thing = _BEFORE.sub("", match["thing"].strip())
    if _OF_A_ROLE.match(_THIS_ITEM.sub("", match["rest"])):
        return None  # 行动计划那项的责任单位: of the task
    if ellipsis.A_PLAN.search(thing) and ellipsis.own_words(match["rest"], tools):
        return f"计划里{match['rest']}", memory
    articles = [
        clause
        for clause_id in memory.visited
        if (clause := tools.knowledge.clauses.get(clause_id))
        and clause.document_id not in tools.knowledge.plans
    ]
    if len(thing) < _TOLD or not articles:
        return None
    if len(articles) < len(memory.visited) and gone_back(text, memory, tools):
        return None
    clause = _nearest(thing, articles, tools)
    if clause is None:
        return None
    back = replace(
        memory,
        question=thing,
        intent=Intent.CONTENT,
        topic=thing,
        said="",
        document_id=clause.document_id,
        clause_id=clause.id,
        listed=(),
    )
    return match["rest"], back


def _share_told(words: Sequence[str], clause: Clause, tools: Toolbox) -> float:
    """Share of the words by which a clause is meant that it has, itself or in its wordings."""
    said = tools.knowledge.folded(clause)
    return tools.vocabulary.coverage(words, said.body + said.said)


def _nearest(thing: str, clauses: Sequence[Clause], tools: Toolbox) -> Clause | None:
    """The clause that says the thing most often, for that is its matter; else the nearest."""
    among = {clause.id: clause for clause in clauses}
    times = {i: tools.knowledge.folded(clause).body.count(thing) for i, clause in among.items()}
    most = [i for i, count in times.items() if count == max(times.values()) > 0]
    if len(most) == 1:
        return among[most[0]]
    hits = tools.retriever.search(thing, 1, keep=lambda clause: clause.id in among)
    return hits[0].clause if hits else None


def without_return(text: str, tools: Toolbox) -> str:
    """回到电梯，行动计划里写没写加装电梯: what is asked, where it names its matter itself."""
    match = _BACK_TO.match(text)
    return match["rest"] if match and ellipsis.own_words(match["rest"], tools) else text


def _points_to_unit(text: str, start: int, tools: Toolbox) -> bool:
    """True for 刚才责任单位里那个经信委: the unit is pointed to, not a task."""
    return any(unit.start == start for unit in tools.knowledge.units.find(text)) and (
        text[start - 1] not in ",，"
    )


def _by_its_words(
    text: str, tasks: list[Clause], memory: Memory, tools: Toolbox
) -> tuple[str, Memory] | None:
    match = _BACK_TO.match(text)
    planned = [task for task in tasks if task.document_id in tools.knowledge.plans]
    if match and planned and _THE_PLAN.fullmatch(match["thing"]):
        rest = _THIS_ITEM.sub("", match["rest"])  # 回到计划，这项责任单位念一遍
        of_it = rest != match["rest"] and not asking.PENAL.search(rest)
        return _about(planned[-1], rest, memory, tools) if of_it else None
    words = tools.vocabulary.content_words(match["thing"]) if match else ()
    if match is None or not words:
        return None
    shares = [_share_told(words, task, tools) for task in tasks]
    if max(shares, default=0.0) < _OF_THE_TASK:
        return None
    task = tasks[shares.index(max(shares))]
    if task.document_id in tools.knowledge.plans and asking.PENAL.search(match["rest"]):
        return None  # a plan sets no penalty
    return _about(task, match["rest"], memory, tools)


def _about(clause: Clause, rest: str, memory: Memory, tools: Toolbox) -> tuple[str, Memory] | None:
    if clause.document_id not in tools.knowledge.plans or not clause.title:
        return None
    if clause.responsibility is None and asking.WHO.search(rest):
        return None  # no task, and has no units
    back = replace(
        memory,
        intent=Intent.WHO_LEADS,
        topic=clause.title,
        document_id=clause.document_id,
        clause_id=clause.id,
        listed=(),
        named=(),
        joint=False,
        part="",
        indicator="",
        role=None,
    )
    return rest, back
