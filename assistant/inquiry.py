"""Inquiry: a question on its way through the pipeline, richer after every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answer import Answer, Audience, Intent
from corpus.clause import Clause
from corpus.responsibility import Role
from index.hit import Hit


class Demand(StrEnum):
    """A particular a question asks for, which only an explicit statement can answer."""

    MONEY = "金额"
    PHONE = "电话或联系方式"
    PERSON = "具体人员"
    PARTY = "具体的施工或中标单位"
    PLACE = "具体地点"
    HOURS = "办公或服务时间"
    DATE = "具体时间"
    DURATION = "时长或期限"
    PROGRESS = "进展情况"
    NUMBER = "数量"
    SHARE = "表决比例"
    WEB = "网址或线上入口"
    LIST = "具体名单"
    LOOK_UP = "查询途径"


@dataclass(frozen=True, slots=True)
class Address:
    """A place in the corpus that a question names outright.

    `clause_ids` are the clauses it names; empty when the document has no such clause
    (`missing` then says what was asked for).
    """

    document_id: str | None
    clause_ids: tuple[str, ...]
    missing: str = ""
    paragraph: int | None = None  # 款, counted from 1
    item: int | None = None  # 项, counted from 1
    part: str = ""  # heading whose tasks are asked for
    inherited: bool = False  # taken from the conversation, not named in the question


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks, read from its words alone."""

    intent: Intent
    topic: str  # the question without its asking words
    terms: tuple[str, ...]  # words that carry the topic, in order
    meaning: str = ""  # the question without the titles of documents, which no wording has
    official: tuple[str, ...] = ()  # official words for everyday ones among them
    everyday: tuple[str, ...] = ()  # the everyday words met
    corrections: tuple[tuple[str, str], ...] = ()  # typing errors and what was read
    units: tuple[str, ...] = ()
    absent_units: tuple[str, ...] = ()  # real units that no clause names
    role: Role | None = None
    roles: tuple[Role, ...] = ()  # of each unit, where they are to have different ones in a task
    sole: bool = False  # leads alone
    asks_units: float = 0.0  # how surely the units of a task are asked for, 0 to 1
    yes_no: bool = False
    joint: bool = False  # tasks the units share
    count_only: bool = False
    documents: tuple[str, ...] = ()
    both_kinds: bool = False  # asks what a plan says and what a law says
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = ()  # places outside the corpus's area
    demands: frozenset[Demand] = frozenset()


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation carries from one turn to the next."""

    question: str = ""  # the last rewritten question
    intent: Intent | None = None
    topic: str = ""
    said: str = ""  # the last question, where it stood alone and the topic is older
    document_id: str = ""
    clause_id: str = ""  # the clause the last answer stood on
    listed: tuple[str, ...] = ()  # clause ids in the order the last answer gave them
    visited: tuple[str, ...] = ()  # first clause of each answer so far
    asked: tuple[str, ...] = ()  # the rewritten questions so far, the last at the end
    units: tuple[str, ...] = ()  # the units asked about last
    named: tuple[str, ...] = ()  # … in the very last question
    joint: bool = False  # … together
    spoken: tuple[str, ...] = ()  # all units asked about so far, the last one at the end
    indicator: str = ""
    part: str = ""  # the part of a plan whose tasks were asked for last
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """State between two steps; a step returns a copy with more of it known."""

    question: str
    text: str  # folded question
    audience: Audience
    memory: Memory = field(default_factory=Memory)
    rewritten: str = ""
    inherited: Memory | None = None  # what a follow-up took from the conversation
    within: str = ""  # id of the document spoken of, where only that is searched
    among: tuple[str, ...] = ()  # ids of the tasks spoken of, where only these are asked about
    unheard: str = ""  # a name in it that no text has, for which it was refused
    sure: bool = False  # rewritten, and not to be read in any other way
    resumed: bool = False  # rewritten with what was said before
    reading: Reading | None = None
    address: Address | None = None
    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    answer: Answer | None = None
    verdict: str = ""  # of the step just done
    details: tuple[tuple[str, str], ...] = ()

    @property
    def best(self) -> Clause | None:
        """The clause ranked first."""
        return self.hits[0].clause if self.hits else None
