"""Generated questions: one for each clause and each unit, from parsed data.

They check that every clause can be reached and every list is complete; they hold no everyday
words and are never counted with the sets that people wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause, ClauseKind

_Line = Mapping[str, Any]


def generated_lines(knowledge: Knowledge) -> Iterator[str]:
    """The lines of a question set, in the corpus's order."""
    for number, (intent, question, expected) in enumerate(_questions(knowledge), 1):
        line = {
            "id": f"gn-{number:04d}",
            "group": "generated",
            "intent": intent,
            "split": "test",
            "question": question,
            "expected": expected,
        }
        yield json.dumps(line, ensure_ascii=False)


def _questions(knowledge: Knowledge) -> Iterator[tuple[str, str, _Line]]:
    for clause in knowledge.clauses.values():
        if clause.kind is ClauseKind.ARTICLE:
            question = f"《{clause.document_title}》{clause.label}规定了什么？"
            yield "content", question, {"clauses": [_ref(clause)]}
    for outline in knowledge.outlines.values():
        titles = [clause.title for clause in outline.clauses]
        for clause in outline.clauses:
            unique = clause.title and titles.count(clause.title) == 1
            if clause.responsibility is not None and unique:
                yield "who-leads", f"{clause.title}由哪个单位牵头？", _duty(clause)
    for tasks in knowledge.all_unit_tasks():
        clauses = list(dict.fromkeys((*tasks.lead, *tasks.responsible)))
        yield (
            "unit-tasks",
            f"{tasks.name}有哪些任务？",
            {
                "unit": tasks.name,
                "clauses": [_ref(clause) for clause in clauses],
                "all": True,
                "lead_count": len(tasks.lead),
                "responsible_count": len(tasks.responsible),
            },
        )


def _duty(clause: Clause) -> _Line:
    assert clause.responsibility is not None
    return {
        "clauses": [_ref(clause)],
        "lead": [mention.name for mention in clause.responsibility.lead],
        "responsible": [mention.name for mention in clause.responsibility.responsible],
    }


def _ref(clause: Clause) -> _Line:
    return {"document": clause.document_title, "label": clause.label}
