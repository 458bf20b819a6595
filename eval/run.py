"""Run: asks the questions of a set and keeps what came back, as a folder of three files.

answers.jsonl   one outcome a line: question, expected, given (with every step), what a search ranks
metrics.json    the table of figures with their intervals, and what was measured
report.html     the same to look at
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.service import PolicyAssistant
from eval.errors import RunFolderError
from eval.given import Ranked, given_of, ranked_of
from eval.metrics.table import Row, metric_rows
from eval.outcome import Outcome, TurnOutcome
from eval.question import Item, Turn

ANSWERS = "answers.jsonl"
METRICS = "metrics.json"
REPORT = "report.html"
RANKED = 10  # clauses a search is asked for

_OUTCOME = TypeAdapter(Outcome)
_ROWS = TypeAdapter(tuple[Row, ...])


@dataclass(frozen=True, slots=True)
class Setup:
    """What was measured."""

    model: str
    documents: int
    clauses: int
    questions: int
    seconds: float


def ask_items(
    assistant: PolicyAssistant,
    items: Sequence[Item],
    progress: Callable[[int], None] = lambda done: None,
) -> Iterator[Outcome]:
    """The outcome of each item, in order; a conversation's turns share one conversation."""
    for done, item in enumerate(items, 1):
        conversation: str | None = None
        turns = []
        for turn in item.turns:
            outcome, conversation = _ask(assistant, turn, conversation, item.is_conversation)
            turns.append(outcome)
        progress(done)
        yield Outcome(
            item.id, item.group, item.intent, item.split, tuple(turns), item.note, item.source
        )


def _ask(
    assistant: PolicyAssistant, turn: Turn, conversation: str | None, in_conversation: bool
) -> tuple[TurnOutcome, str | None]:
    started = time.perf_counter()
    answer = assistant.ask(turn.question, conversation_id=conversation)
    seconds = time.perf_counter() - started
    ranked: tuple[Ranked, ...] = ()
    if turn.expected.wanted and not in_conversation:
        ranked = tuple(map(ranked_of, assistant.search(turn.question, RANKED)))
    given = given_of(answer, assistant.knowledge.clauses)
    kept = answer.conversation_id or conversation
    outcome = TurnOutcome(turn.question, turn.expected, given, seconds, ranked)
    return outcome, kept if in_conversation else None


def write_run(folder: Path, outcomes: Sequence[Outcome], setup: Setup) -> tuple[Row, ...]:
    """Write answers.jsonl and metrics.json; the rows written."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (_OUTCOME.dump_json(outcome) + b"\n" for outcome in outcomes)
    (folder / ANSWERS).write_bytes(b"".join(lines))
    rows = metric_rows(outcomes)
    record = {"setup": asdict(setup), "rows": _ROWS.dump_python(rows, mode="json")}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (folder / METRICS).write_text(text + "\n", encoding="utf-8")
    return rows


def read_outcomes(folder: Path) -> tuple[Outcome, ...]:
    """The outcomes of a run; raises RunFolderError."""
    try:
        lines = (folder / ANSWERS).read_bytes().splitlines()
        return tuple(_OUTCOME.validate_json(line) for line in lines)
    except OSError as error:
        raise RunFolderError(folder, f"{ANSWERS}: {error.strerror}") from error
    except ValidationError as error:
        raise RunFolderError(folder, f"{ANSWERS}: {error.errors()[0]['msg']}") from error


def wrong(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The items with an expectation that was not met."""
    return tuple(outcome for outcome in outcomes if not outcome.right)
