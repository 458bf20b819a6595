"""A conversation of several questions, each asked with what was said before."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.service import PolicyAssistant


def converse(assistant: PolicyAssistant, *questions: str) -> list[Answer]:
    """The answers to questions of one conversation, in order."""
    answers: list[Answer] = []
    for question in questions:
        known = answers[-1].conversation_id if answers else None
        answers.append(assistant.ask(question, conversation_id=known))
    return answers


def labels(answer: Answer) -> list[str]:
    """The labels of the clauses that an answer cites, in order, each once."""
    return list(dict.fromkeys(citation.clause.label for citation in answer.citations))
