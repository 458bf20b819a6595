"""Question sets: the lines of eval/sets/*.jsonl as typed items.

The forms below are schema.json in Python; tests/eval holds the two to each other. A figure that
a line gives as a string (`value`: "40万套") and as fields (`values`) is the same afterwards.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import QuestionSetError, UnknownSetError
from eval.question import ClauseRef, Expected, Figure, Group, Item, Split, Turn

SETS = Path(__file__).parent / "sets"
_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(.*)")

Intent = Literal[
    "who-leads", "unit-tasks", "indicator", "content", "document", "refuse", "conversation"
]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ClauseForm(_Form):
    """$defs/clause."""

    document: str
    label: str


class ValueForm(_Form):
    """$defs/value."""

    name: str = ""
    value: int | float
    unit: str


class ExpectedForm(_Form):
    """$defs/expected."""

    clauses: list[ClauseForm] | None = None
    all: bool = False
    lead: list[str] | None = None
    responsible: list[str] | None = None
    unit: str | None = None
    units: list[str] | None = None
    role: Literal["lead", "responsible"] | None = None
    lead_count: Annotated[int, Field(ge=0)] | None = None
    responsible_count: Annotated[int, Field(ge=0)] | None = None
    values: Annotated[list[ValueForm], Field(min_length=1)] | None = None
    value: Annotated[str, Field(pattern=rf"^{_FIGURE.pattern}$")] | None = None
    document: str | None = None
    contains: Annotated[list[str], Field(min_length=1)] | None = None
    yes: bool | None = None
    refused: bool = False
    status: str | None = None
    status_prefix: str | None = None


class TurnForm(_Form):
    """An item of $defs/conversation/turns."""

    question: Annotated[str, Field(min_length=1)]
    expected: ExpectedForm | None = None


class LineForm(_Form):
    """$defs/question or $defs/conversation."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2}-[0-9]{3,}$")]
    group: Literal["civil_servants", "citizens", "conversations", "must_refuse", "generated"]
    intent: Intent = "conversation"
    split: Literal["train", "dev", "test"]
    note: str = ""
    question: Annotated[str, Field(min_length=1)] | None = None
    expected: ExpectedForm | None = None
    turns: Annotated[list[TurnForm], Field(min_length=2)] | None = None


def set_names() -> tuple[str, ...]:
    """Names of the sets that come with the project."""
    return tuple(sorted(path.stem for path in SETS.glob("*.jsonl")))


def load_items(names: Sequence[str] = (), split: Split | None = None) -> tuple[Item, ...]:
    """Items of the named sets (names or paths of .jsonl files; all sets when none is named).

    Raises UnknownSetError and QuestionSetError. Without `split` those of dev and test are given.
    """
    items: dict[str, Item] = {}
    for name in names or set_names():
        path = _path_of(name)
        for item in read_set(path):
            if item.id in items:
                raise QuestionSetError(path, 0, f"编号 {item.id} 重复")
            items[item.id] = item
    splits = (Split.DEV, Split.TEST) if split is None else (split,)
    return tuple(item for item in items.values() if item.split in splits)


def read_set(path: Path) -> tuple[Item, ...]:
    """The items of one file; raises QuestionSetError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(path, 0, str(error)) from error
    return tuple(
        _read_line(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    )


def sample(items: Iterable[Item], size: int) -> tuple[Item, ...]:
    """About `size` items, each group by its share, drawn by a hash of the id.

    The same ids give the same sample on every machine and for every order of the files.
    """
    items = tuple(items)
    share = min(1.0, size / max(1, len(items)))
    chosen: set[str] = set()
    for group in Group:
        ids = sorted((item.id for item in items if item.group is group), key=_draw)
        chosen.update(ids[: round(len(ids) * share)])
    return tuple(item for item in items if item.id in chosen)


def _draw(item_id: str) -> str:
    return hashlib.sha256(f"sample:{item_id}".encode()).hexdigest()


def _path_of(name: str) -> Path:
    if name in set_names():
        return SETS / f"{name}.jsonl"
    if name.endswith(".jsonl"):
        return Path(name)
    raise UnknownSetError(name, set_names())


def _read_line(path: Path, number: int, line: str) -> Item:
    try:
        form = LineForm.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise QuestionSetError(path, number, f"{place} {first['msg']}".strip()) from error
    turns = form.turns
    if form.question is not None and form.expected is not None and turns is None:
        turns = [TurnForm(question=form.question, expected=form.expected)]
    elif turns is None or form.question is not None:
        raise QuestionSetError(path, number, "需有 question 和 expected，或有 turns")
    if (form.turns is not None) != (form.group == "conversations"):
        raise QuestionSetError(path, number, "turns 只用于 conversations 组")
    return Item(
        id=form.id,
        group=Group(form.group),
        intent=form.intent,
        split=Split(form.split),
        turns=tuple(Turn(turn.question, _expected(turn.expected)) for turn in turns),
        note=form.note,
        source=path.stem,
    )


def _expected(form: ExpectedForm | None) -> Expected:
    if form is None:
        return Expected(scored=False)
    clauses = form.clauses
    return Expected(
        clauses=tuple(ClauseRef(c.document, c.label) for c in clauses)
        if clauses is not None
        else None,
        all_clauses=form.all,
        lead=_names(form.lead),
        responsible=_names(form.responsible),
        unit=form.unit,
        units=_names(form.units),
        role=form.role,
        lead_count=form.lead_count,
        responsible_count=form.responsible_count,
        values=_figures(form),
        document=form.document,
        contains=tuple(form.contains or ()),
        yes=form.yes,
        refused=form.refused,
        status=form.status,
        status_prefix=form.status_prefix,
    )


def _names(names: list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


def _figures(form: ExpectedForm) -> tuple[Figure, ...] | None:
    figures = [Figure(float(v.value), v.unit, v.name) for v in form.values or ()]
    if form.value is not None:
        match = _FIGURE.fullmatch(form.value)
        assert match is not None
        figures.append(Figure(float(match.group(1).replace(",", "")), match.group(2)))
    return tuple(figures) or None
