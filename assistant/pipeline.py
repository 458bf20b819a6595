"""Pipeline: how a question becomes an answer, read from top to bottom."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from assistant import ellipsis
from assistant.answer import Answer, Intent, Status, StepTrace
from assistant.inquiry import Inquiry, Memory
from assistant.memory import remember
from assistant.steps.address import address
from assistant.steps.clarify import clarify
from assistant.steps.compose import compose
from assistant.steps.judge import judge
from assistant.steps.rank import rank
from assistant.steps.resume import resume
from assistant.steps.retrieve import retrieve
from assistant.steps.screen import screen
from assistant.steps.split import split
from assistant.steps.suggest import suggest
from assistant.steps.understand import understand
from assistant.steps.verify import verify
from assistant.tools import Toolbox

SURE = 0.8  # confidence at which a follow-up stands alone where the rewritten one is refused
HARDLY = 0.1  # … below which a question is about nothing that the texts speak of
STAYING = 1.5  # rank score that another document must be better by, once one is spoken of
WEAK = 18.0  # … below which a question may lack the topic of the one before
MUCH = 0.4  # by which it must be more certain where both are answered

Step = Callable[[Inquiry, Toolbox], Inquiry]

# Each takes what the ones before found; the first to set an answer ends the way.
FINDING: tuple[tuple[str, Step], ...] = (
    ("承接上文", resume),
    ("理解问题", understand),
    ("追问", clarify),
    ("条款定位", address),
    ("检索", retrieve),
    ("排序", rank),
    ("判断能否回答", judge),
    ("组织回答", compose),
)
# Every answer goes through these.
FINISHING: tuple[tuple[str, Step], ...] = (
    ("核对原文", verify),
    ("后续问题", suggest),
)


def answer_question(inquiry: Inquiry, tools: Toolbox) -> tuple[Answer, Memory]:
    """The answer to a message and what the conversation remembers of it."""
    screened, trace = _run(inquiry, tools, (("检查输入", screen),))
    if screened.answer is not None:
        return replace(screened.answer, steps=trace), inquiry.memory
    questions = split(screened.text, tools)
    answers: list[Answer] = []
    memory = inquiry.memory
    for question in questions:
        part = replace(screened, text=question, rewritten=question, memory=memory)
        part, traces = _found(part, tools)
        part, finishing = _run(part, tools, FINISHING, to_the_end=True)
        assert part.answer is not None
        answers.append(replace(part.answer, steps=(*trace, *traces, *finishing)))
        memory = remember(part)
        trace = ()
    return _merge(inquiry, questions, answers), memory


def _found(part: Inquiry, tools: Toolbox) -> tuple[Inquiry, tuple[StepTrace, ...]]:
    """The answer to one question of a conversation.

    A follow-up is also searched as it was said, and one that finds nothing by itself with the
    topic before it; the better answer is kept.
    """
    found, traces = _run(part, tools, FINDING)
    if found.resumed and ellipsis.own_words(part.text, tools):
        alone, others = _run(replace(part, memory=Memory()), tools, FINDING)
        if _better(alone, found):
            return replace(alone, memory=part.memory), (*traces, *others)
    if found.inherited is None and (inside := _inside(part, found, tools)):
        return inside, traces
    if not found.resumed and _leans(found):
        taken = replace(part, text=f"{part.memory.topic}{part.text}", memory=Memory())
        leaning, others = _run(replace(taken, rewritten=taken.text), tools, FINDING)
        if _on_the_topic(leaning, part.memory):
            return replace(leaning, memory=part.memory, resumed=True), (*traces, *others)
    return found, traces


def _inside(part: Inquiry, found: Inquiry, tools: Toolbox) -> Inquiry | None:
    """The question asked of the regulation spoken of, where that answers about as well."""
    document_id = part.memory.document_id
    reading = found.reading
    if reading is None or reading.documents or reading.intent is Intent.UNIT_TASKS:
        return None
    if not document_id or document_id in tools.knowledge.plans or not found.hits:
        return None
    if found.hits[0].clause.document_id == document_id:
        return None
    others = [(part.text, STAYING)]
    if found.hits[0].score < WEAK:
        others.append((f"{part.memory.topic},{part.text}", 0.5))
    for text, margin in others:
        asked = replace(part, text=text, rewritten=text, memory=Memory(), within=document_id)
        inside, _ = _run(asked, tools, FINDING)
        assert inside.answer is not None
        if inside.answer.status is not Status.ANSWERED:
            continue
        if found.hits[0].score - inside.hits[0].score <= margin:
            return replace(inside, memory=part.memory, resumed=True)
    return None


def _leans(found: Inquiry) -> bool:
    """True for a question that the corpus does not answer, asked after one that it does."""
    assert found.answer is not None
    if found.confidence < HARDLY and not ellipsis.ANAPHORIC_END.search(found.text):
        return False  # another matter altogether
    unsure = found.answer.status is Status.NO_MATCH or (
        found.answer.status is Status.ANSWERED and found.confidence < SURE
    )
    return unsure and bool(found.memory.topic and found.memory.clause_id)


def _on_the_topic(leaning: Inquiry, memory: Memory) -> bool:
    """True where the question with the topic is answered from the very clause spoken of."""
    assert leaning.answer is not None
    cited = leaning.answer.citations
    return (
        leaning.answer.status is Status.ANSWERED
        and leaning.confidence >= SURE
        and bool(cited)
        and cited[0].clause.id == memory.clause_id
    )


def _better(alone: Inquiry, resumed: Inquiry) -> bool:
    """True where a question answers for itself what it does not with the words before it."""
    assert alone.answer is not None
    assert resumed.answer is not None
    if alone.answer.status is not Status.ANSWERED:
        return False
    if resumed.answer.status is not Status.ANSWERED:
        return alone.confidence >= SURE
    return alone.confidence - resumed.confidence > MUCH


def retrieve_clauses(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """The way up to the candidates, as the search gives them."""
    wanted = (understand, address, retrieve)
    found, _ = _run(inquiry, tools, tuple((n, step) for n, step in FINDING if step in wanted))
    return found


def rank_clauses(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """The way up to the ranking, for a search without an answer."""
    return rank(retrieve_clauses(inquiry, tools), tools)


def _run(
    inquiry: Inquiry,
    tools: Toolbox,
    steps: tuple[tuple[str, Step], ...],
    *,
    to_the_end: bool = False,
) -> tuple[Inquiry, tuple[StepTrace, ...]]:
    """Run steps, stopping at the first answer; how each one went is kept."""
    traces = []
    for name, step in steps:
        started = time.perf_counter()
        inquiry = step(replace(inquiry, verdict="", details=()), tools)
        elapsed = (time.perf_counter() - started) * 1000
        traces.append(StepTrace(name, round(elapsed, 2), inquiry.verdict, inquiry.details))
        if inquiry.answer is not None and not to_the_end:
            break
    return inquiry, tuple(traces)


def _merge(inquiry: Inquiry, questions: tuple[str, ...], answers: list[Answer]) -> Answer:
    """One answer of several; it is a refusal only when every part is."""
    if len(answers) == 1:
        return answers[0]
    answered = [answer for answer in answers if answer.status is Status.ANSWERED]
    first = (answered or answers)[0]
    text = "\n\n".join(
        f"{number}. {question.strip()}\n{answer.text}"
        for number, (question, answer) in enumerate(zip(questions, answers, strict=True), 1)
    )
    kinds = {answer.kind for answer in answered}
    return Answer(
        status=first.status,
        kind=first.kind if len(kinds) <= 1 else Intent.CONTENT,
        text=text,
        question=inquiry.question,
        rewritten_question="；".join(answer.rewritten_question.strip("?？") for answer in answers),
        conversation_id="",
        confidence=min(answer.confidence for answer in answered or answers),
        reason="" if answered else first.reason,
        citations=tuple(dict.fromkeys(c for a in answered for c in a.citations)),
        units=tuple(dict.fromkeys(u for a in answered for u in a.units)),
        indicators=tuple(dict.fromkeys(i for a in answered for i in a.indicators)),
        nearest=() if answered else first.nearest,
        ask_unit="" if answered else first.ask_unit,
        suggestions=answers[-1].suggestions,
        steps=tuple(step for answer in answers for step in answer.steps),
    )
