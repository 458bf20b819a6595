"""Pipeline: how a question becomes an answer, read from top to bottom."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import Answer, Intent, Status, StepTrace
from assistant.follow_up.earlier import gone_back_otherwise
from assistant.follow_up.reader import Reader, answered
from assistant.follow_up.readings import best_reading
from assistant.inquiry import Inquiry, Memory
from assistant.memory import remember, remember_parts
from assistant.steps.address import address
from assistant.steps.clarify import clarify
from assistant.steps.compose import compose
from assistant.steps.confirm import confirm
from assistant.steps.judge import judge
from assistant.steps.rank import rank
from assistant.steps.resume import resume
from assistant.steps.retrieve import retrieve, retrieve_if_needed
from assistant.steps.screen import screen
from assistant.steps.split import split
from assistant.steps.suggest import suggest
from assistant.steps.understand import understand
from assistant.steps.verify import verify
from assistant.tools import Toolbox
from assistant.understanding import ellipsis, story

Step = Callable[[Inquiry, Toolbox], Inquiry]
Choosing = Callable[[Inquiry, Inquiry, Reader, Toolbox], Inquiry]
Steps = tuple[tuple[str, Step], ...]

# Each takes what the ones before found; the first to set an answer ends the way.
FINDING: Steps = (
    ("承接上文", resume),
    ("理解问题", understand),
    ("已确认的回答", confirm),
    ("追问", clarify),
    ("条款定位", address),
    ("检索", retrieve_if_needed),
    ("排序", rank),
    ("判断能否回答", judge),
    ("组织回答", compose),
)
# A reading of a follow-up is not what its asker said: no confirmed answer is given to it.
READING = tuple((name, step) for name, step in FINDING if step is not confirm)
SEARCHING: Steps = (
    ("理解问题", understand),
    ("条款定位", address),
    ("检索", retrieve),
    ("排序", rank),
)
CONCLUDING = tuple((n, s) for n, s in READING if s in (judge, compose))
# Every answer goes through these.
FINISHING: Steps = (
    ("核对原文", verify),
    ("后续问题", suggest),
)


def answer_question(
    inquiry: Inquiry, tools: Toolbox, choose: Choosing = best_reading
) -> tuple[Answer, Memory]:
    """The answer to a message and what the conversation remembers of it.

    `choose` takes one of several readings of a follow-up.
    """
    screened, trace = _run(inquiry, tools, (("检查输入", screen),))
    if screened.answer is not None:
        return replace(screened.answer, steps=trace), inquiry.memory
    questions = split(screened.text, tools)
    answers: list[Answer] = []
    memory = inquiry.memory
    for question in questions:
        part = replace(screened, text=question, rewritten=question, memory=memory)
        part, traces = _found(part, tools, choose)
        part, finishing = _run(part, tools, FINISHING, to_the_end=True)
        assert part.answer is not None
        answers.append(replace(part.answer, steps=(*trace, *traces, *finishing)))
        memory = remember(part, tools)
        trace = ()
    merged = _merge(inquiry, questions, answers)
    return merged, remember_parts(memory, answers) if len(answers) > 1 else memory


def _found(
    part: Inquiry, tools: Toolbox, choose: Choosing
) -> tuple[Inquiry, tuple[StepTrace, ...]]:
    """The answer to one question, be it with the story told before it or by itself."""
    found, traces = _read(part, tools, choose)
    told = story.told_before(part.text)
    if told is None or answered(found):
        return found, traces
    alone, further = _read(replace(part, text=told.asked, rewritten=told.asked), tools, choose)
    kept = answered(alone) and told.asks_the_same(found.reading, alone.reading)
    return (alone if kept else found), traces + further


def _read(part: Inquiry, tools: Toolbox, choose: Choosing) -> tuple[Inquiry, tuple[StepTrace, ...]]:
    """The answer to one question of a conversation, in the reading that fits best."""
    if rest := ellipsis.anew(part.text, tools):
        anew, traces = _run(
            replace(part, text=rest, rewritten=rest, memory=Memory()), tools, FINDING
        )
        return replace(anew, memory=part.memory), traces
    if back := gone_back_otherwise(part.text, part.memory, tools):
        text, memory = back
        part = replace(part, text=text, rewritten=text, memory=memory)
    found, traces = _run(part, tools, FINDING)
    if not part.memory.question or (found.answer is not None and found.answer.confirmed):
        return found, traces
    ways = [traces]

    def through(steps: Steps) -> Callable[[Inquiry], Inquiry]:
        def read(inquiry: Inquiry) -> Inquiry:
            answered, traces = _run(inquiry, tools, steps)
            ways.append(traces)
            return answered

        return read

    reader = Reader(through(READING), through(SEARCHING), through(CONCLUDING))
    best = choose(part, found, reader, tools)
    return best, tuple(step for steps in ways for step in steps)


def retrieve_clauses(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """The way up to the candidates, as the search gives them."""
    found, _ = _run(inquiry, tools, SEARCHING[:-1])
    return found


def rank_clauses(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """The way up to the ranking, for a search without an answer."""
    return rank(retrieve_clauses(inquiry, tools), tools)


def _run(
    inquiry: Inquiry,
    tools: Toolbox,
    steps: Steps,
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
        confirmed=all(answer.confirmed for answer in answers),
        steps=tuple(step for answer in answers for step in answer.steps),
        parts=len(answers),
    )
