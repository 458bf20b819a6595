"""Facts of an answer for the audit log: clauses, versions, model and verification; no free text."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from assistant.answer import Answer, Status
from assistant.audit.entry import Facts, PersonalText
from assistant.records.redaction import redact
from assistant.verification.verdict import Outcome, Wording

ANSWER = "answer"


def answer_facts(answer: Answer, turn: int | None, version_of: Callable[[str], str]) -> Facts:
    """What an entry states; `version_of` gives the sha256 of a document by its id."""
    clauses = dict.fromkeys(citation.clause.id for citation in answer.citations)
    documents = dict.fromkeys(citation.clause.document_id for citation in answer.citations)
    verified, why = verification_of(answer)
    return {
        "conversation_id": answer.conversation_id,
        "turn": turn,
        "status": answer.status.value,
        "kind": answer.kind.value,
        "clauses": list(clauses),
        "documents": {each: version_of(each) for each in documents},
        "model": answer.audit.model if answer.wording is Wording.MODEL and answer.audit else "",
        "confirmed": answer.confirmed,
        "verified": verified,
        "why": why,
    }


def verification_of(answer: Answer) -> tuple[bool, str]:
    """Whether what was shown was verified, and why not or what was dropped on the way."""
    if answer.status is Status.UNVERIFIED:
        return False, "withheld: " + next(
            (step.verdict for step in reversed(answer.steps) if step.name == "核对原文"), ""
        )
    if answer.audit is None:
        return True, ""
    dropped = dict.fromkeys(v.reason.value for v in answer.audit.verdicts if v.reason)
    outcome = answer.audit.outcome
    said = outcome.value if not dropped else f"{outcome.value}: {', '.join(dropped)}"
    # Where the wording failed, what was shown is the composed answer, which is verified.
    return True, "" if outcome is Outcome.ACCEPTED and not dropped else said


def personal_text(answer: Answer) -> PersonalText:
    """The question and answer to keep beside an entry, numbers of persons taken out."""
    return PersonalText(secrets.token_hex(16), redact(answer.question), redact(answer.text))
