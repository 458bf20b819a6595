"""Clause (条款): the smallest citable unit of a policy text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document
from corpus.indicator import Indicator
from corpus.responsibility import Responsibility


class ClauseKind(StrEnum):
    """What a clause is in its document."""

    PREFACE = "preface"  # text before the first numbered heading
    SECTION = "section"  # the own text of 一、 or （一）
    TASK = "task"  # the lowest numbered item of a plan or notice (1．)
    ARTICLE = "article"  # 第…条
    BOX = "box"  # 专栏 or a table between tasks
    ANNEX = "annex"  # 附件, 附录
    CLOSING = "closing"  # 落款: signature, date, list of annexes


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a clause answered in a conversation, and what had been spoken of before it.

    `source` is the conversation's id.
    """

    question: str
    before: str
    source: str

    @property
    def after_it(self) -> str:
        """The question with what was spoken of before it."""
        return f"{self.before},{self.question}" if self.before else self.question


@dataclass(frozen=True, slots=True)
class Clause:
    """A task, section or article with its place in the document.

    `label` is the full number that cites it (七、（二）1． / 第三十二条), `title` its bold lead
    sentence (empty for most articles), `path` the headings above it, outermost first.
    `document.text[start:end] == text` always. `wordings` are what people say when they mean the
    clause, `follow_ups` what they ask on about it without naming its matter, `asked` what it has
    answered in conversations: no part of the text, never quoted.
    """

    id: str
    document_id: str
    document_title: str
    kind: ClauseKind
    path: tuple[str, ...]
    label: str
    title: str
    text: str
    start: int
    end: int
    responsibility: Responsibility | None = None
    indicators: tuple[Indicator, ...] = ()
    wordings: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def name(self) -> str:
        """How the clause is called in an answer: 七、（二）1．推进城镇老旧小区改造."""
        return f"{self.label}{self.title}"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that only names a part, chapter or section; not a clause."""

    level: int  # 1 is the outermost
    label: str  # 七、 / 第三章
    title: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Label and title as written on a path."""
        return f"{self.label}{self.title}"


@dataclass(frozen=True, slots=True)
class StructureWarning:
    """Something a reviewer should look at: a numbering gap, an unread trailer."""

    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A document read into headings and clauses, both in the text's order.

    From `body_start` on every character that is not white space belongs to exactly one
    heading or clause; before it stands the front matter.
    """

    document: Document
    body_start: int
    headings: tuple[Heading, ...]
    clauses: tuple[Clause, ...]
    warnings: tuple[StructureWarning, ...] = ()
