"""Answer record: an answer as the JSON in which a conversation keeps it.

Clauses are kept by id and looked up again, so a record is small; a citation of a clause that the
corpus no longer has is left out, its words stay in the answer's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.answer import (
    Answer,
    Citation,
    CitedIndicator,
    Intent,
    NamedUnit,
    Status,
    StepTrace,
)
from assistant.inquiry import Memory
from assistant.verification.verdict import Outcome, Reason, Verdict, Wording, WordingAudit
from corpus.clause import Clause
from corpus.indicator import Indicator
from corpus.responsibility import Role

_PLAIN = (
    "text",
    "question",
    "rewritten_question",
    "conversation_id",
    "confidence",
    "reason",
    "ask_unit",
)


def to_record(answer: Answer) -> dict[str, Any]:
    """JSON-ready form of an answer."""
    return {
        **{name: getattr(answer, name) for name in _PLAIN},
        "status": answer.status.value,
        "kind": answer.kind.value,
        "citations": [[c.clause.id, c.quote, c.start, c.end] for c in answer.citations],
        "units": [[u.name, u.role.value, u.clause_id] for u in answer.units],
        "indicators": [[asdict(i.indicator), i.clause_id] for i in answer.indicators],
        "nearest": [clause.id for clause in answer.nearest],
        "suggestions": list(answer.suggestions),
        "confirmed": answer.confirmed,
        "steps": [[s.name, s.duration_ms, s.verdict, list(s.details)] for s in answer.steps],
        "parts": answer.parts,
        "wording": answer.wording.value,
        "audit": _audit_to_record(answer.audit),
    }


def from_record(record: Mapping[str, Any], clauses: Mapping[str, Clause]) -> Answer:
    """The answer of a record."""
    return Answer(
        **{name: record[name] for name in _PLAIN},
        status=Status(record["status"]),
        kind=Intent(record["kind"]),
        citations=tuple(
            Citation(clauses[clause_id], quote, start, end)
            for clause_id, quote, start, end in record["citations"]
            if clause_id in clauses and clauses[clause_id].text[start:end] == quote
        ),
        units=tuple(NamedUnit(name, Role(role), key) for name, role, key in record["units"]),
        indicators=tuple(
            CitedIndicator(Indicator(**fields), key) for fields, key in record["indicators"]
        ),
        nearest=tuple(clauses[key] for key in record["nearest"] if key in clauses),
        suggestions=tuple(record["suggestions"]),
        confirmed=record.get("confirmed", False),  # older records lack it
        steps=tuple(
            StepTrace(name, duration, verdict, tuple((a, b) for a, b in details))
            for name, duration, verdict, details in record["steps"]
        ),
        # Answers kept before a model could word them have none of these.
        parts=record.get("parts", 1),
        wording=Wording(record.get("wording", Wording.COMPOSED)),
        audit=_audit_from_record(record.get("audit")),
    )


def _audit_to_record(audit: WordingAudit | None) -> dict[str, Any] | None:
    if audit is None:
        return None
    return {
        "outcome": audit.outcome.value,
        "model": audit.model,
        "verdicts": [[v.sentence, v.reason, v.detail] for v in audit.verdicts],
        "is_completed": audit.is_completed,
    }


def _audit_from_record(record: Mapping[str, Any] | None) -> WordingAudit | None:
    if record is None:
        return None
    return WordingAudit(
        Outcome(record["outcome"]),
        record["model"],
        tuple(
            Verdict(sentence, Reason(reason) if reason else None, detail)
            for sentence, reason, detail in record["verdicts"]
        ),
        record.get("is_completed", False),
    )


def memory_to_record(memory: Memory) -> dict[str, Any]:
    """JSON-ready form of a memory."""
    return asdict(memory)


def memory_from_record(record: Mapping[str, Any]) -> Memory:
    """The memory of a record."""
    fields = dict(record)
    for name in ("listed", "visited", "asked", "units", "named", "spoken"):
        fields[name] = tuple(fields.get(name, ()))
    fields["intent"] = Intent(fields["intent"]) if fields["intent"] else None
    fields["role"] = Role(fields["role"]) if fields["role"] else None
    return Memory(**fields)
