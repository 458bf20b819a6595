"""Period: an answer from a plan whose period is over says so."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Intent
from assistant.tools import Toolbox
from corpus.document import Validity


def with_period_note(answer: Answer, tools: Toolbox) -> Answer:
    """Add the note where a cited document's period has ended; the facts stay the text's."""
    ended = {
        document.title: document
        for document in (tools.knowledge.document_of(c.clause) for c in answer.citations)
        if document.validity_on(tools.today()) is Validity.ENDED and document.period_end
    }
    if not ended:
        return answer
    titles = "、".join(f"《{title}》" for title in ended)
    year = next(iter(ended.values())).period_end
    assert year is not None
    facts = "文件事实" if answer.kind is Intent.DOCUMENT else "分工和目标"
    note = (
        f"注：{titles}的实施期限到{year.year}年底，已经期满，以上为文件原文所定的{facts}；"
        "是否有新的规定，请向牵头单位核实。"
    )
    return replace(answer, text=f"{answer.text}\n{note}")
