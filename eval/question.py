"""Question: what an evaluation asks and what it expects, as eval/sets/SCHEMA.md defines it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Split(StrEnum):
    """`dev` is for tuning, `test` is looked at once a change is done.

    What `train` holds is known to the assistant (corpus/documents/asked.tsv) and measures nothing.
    """

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


class Group(StrEnum):
    """Who asks, or what is tried."""

    CIVIL_SERVANTS = "civil_servants"
    CITIZENS = "citizens"
    CONVERSATIONS = "conversations"
    MUST_REFUSE = "must_refuse"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True, order=True)
class ClauseRef:
    """A clause as a reader cites it: title of the document and label (七、（二）1．)."""

    document: str
    label: str

    def __str__(self) -> str:
        return f"《{self.document}》{self.label}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit of measure; `name` is empty where one figure is expected."""

    value: float
    unit: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.value:g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What makes an answer right; None (or an empty tuple of `contains`) is not scored.

    A turn that only leads up to a later one has `scored` False and every answer is right.

    `all_clauses` asks for every one of `clauses`: the exact set for the tasks of `unit` or
    `units`, else one clause of each document.
    """

    clauses: tuple[ClauseRef, ...] | None = None
    all_clauses: bool = False
    lead: tuple[str, ...] | None = None
    responsible: tuple[str, ...] | None = None
    unit: str | None = None
    units: tuple[str, ...] | None = None
    role: str | None = None
    lead_count: int | None = None
    responsible_count: int | None = None
    values: tuple[Figure, ...] | None = None
    document: str | None = None
    contains: tuple[str, ...] = ()
    yes: bool | None = None
    refused: bool = False
    status: str | None = None
    status_prefix: str | None = None
    scored: bool = True

    @property
    def is_task_list(self) -> bool:
        """True when the exact set of a unit's tasks is asked for."""
        return self.all_clauses and bool(self.unit or self.units)

    @property
    def wanted(self) -> tuple[frozenset[ClauseRef], ...]:
        """What a search should find: one clause of each of these sets.

        Empty for a list of tasks, which comes from parsed data and never from a search.
        """
        if not self.clauses or self.is_task_list:
            return ()
        if not self.all_clauses:
            return (frozenset(self.clauses),)
        documents = dict.fromkeys(clause.document for clause in self.clauses)
        return tuple(
            frozenset(clause for clause in self.clauses if clause.document == document)
            for document in documents
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with what is expected of its answer."""

    question: str
    expected: Expected


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a question set: one question, or a conversation of several."""

    id: str
    group: Group
    intent: str
    split: Split
    turns: tuple[Turn, ...]
    note: str = ""
    source: str = ""  # name of the set it stands in

    @property
    def is_conversation(self) -> bool:
        """True when its turns lean on each other."""
        return self.group is Group.CONVERSATIONS


def writer_of(item: Item) -> str:
    """The letters of its id, which a writer's items share."""
    return item.id.split("-", 1)[0] + "-"
