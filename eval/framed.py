"""Framed questions: ways of asking by several writers, filled with the texts' own names.

Each way in ways_of_asking.tsv becomes a question, or a conversation that ends in it, about a task,
a unit, a target or an article drawn by its text; what is right is read from the parsed texts. Like
the generated set they are never counted with the questions that people wrote whole: they tell in
how many ways a thing may be asked, not which things people ask.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.lookup.knowledge import Knowledge
from eval.framed_laws import LawWays
from eval.framed_plan import PlanWays
from eval.ways import Way


def framed_lines(knowledge: Knowledge, ways: Sequence[Way], seed: int = 1) -> Iterator[str]:
    """The lines of a question set, one for each way of asking; the same for the same seed."""
    plan, laws = PlanWays(knowledge), LawWays(knowledge)
    for number, way in enumerate(ways, 1):
        source = plan if way.act in plan.acts else laws
        filled = source.fill(way, random.Random(f"{seed}-{way.act}-{way.text}"))
        question = way.text
        for place, name in filled.names.items():
            question = question.replace(f"{{{place}}}", name)
        line: dict[str, Any] = {"id": f"gf-{number:04d}", "split": "test", "note": way.act}
        if filled.before:
            turns: list[dict[str, Any]] = [{"question": said} for said in filled.before]
            turns.append({"question": question, "expected": filled.expected})
            line |= {"group": "conversations", "intent": "conversation", "turns": turns}
        else:
            line |= {"group": "generated", "intent": "content" if source is laws else "who-leads"}
            line |= {"question": question, "expected": filled.expected}
        yield json.dumps(line, ensure_ascii=False)
