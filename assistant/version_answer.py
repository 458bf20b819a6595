"""An answer from the version asked for: what is in force unless a question says otherwise."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Audience
from assistant.inquiry import Inquiry, Memory
from assistant.lookup.knowledge import Knowledge
from assistant.old_version import (
    OldVersions,
    VersionAsked,
    carried_over,
    followers,
    without_missing,
)
from assistant.pipeline import answer_question
from assistant.tools import Toolbox
from corpus.document import Document
from index.versions import OldVersion


def answer_in_version(
    question: str, memory: Memory, audience: Audience, tools: Toolbox, old: OldVersions
) -> tuple[Answer, Memory]:
    """The answer, with a note where versions matter, and what the conversation remembers."""
    versions = old.all()
    asked = old.asked(question, memory, tools)
    if asked is not None:
        answer, remembered = _answered(asked, audience, tools, old)
        near = (*(citation.clause for citation in answer.citations), *answer.nearest)
        if not asked.is_of_a_document and near:
            answering = near[0].document_id
            if tools.knowledge.outline(answering).document.year == asked.year:
                return _with_current_version_note(answer, tools.knowledge, versions), remembered
            asked = old.of_the_year(asked, answering)
            if asked.version is not None:
                answer, remembered = _answered(asked, audience, tools, old)
        if asked.is_in_force:
            return _with_current_version_note(answer, tools.knowledge, versions), remembered
        return _with_old_version_note(answer, asked, tools.knowledge, versions), remembered
    memory = carried_over(memory, set(tools.knowledge.outlines), versions)
    known = without_missing(memory, tools.knowledge)
    answer, remembered = answer_question(Inquiry(question, "", audience, known), tools)
    return _with_current_version_note(answer, tools.knowledge, versions), remembered


def _answered(
    asked: VersionAsked, audience: Audience, tools: Toolbox, old: OldVersions
) -> tuple[Answer, Memory]:
    """The answer from the version asked for, or from what is in force."""
    used = old.tools(asked.version) if asked.version else tools
    known = without_missing(asked.memory, used.knowledge)
    return answer_question(Inquiry(asked.question, "", audience, known), used)


def _with_old_version_note(
    answer: Answer, asked: VersionAsked, knowledge: Knowledge, versions: tuple[OldVersion, ...]
) -> Answer:
    """Say that an answer comes from an old version, or that the version asked for is not held."""
    if asked.version is None:
        if not (asked.is_of_a_document or answer.citations):
            return answer  # of which document is not known
        note = f"注：文件库中没有{asked.said.rstrip('的里中')}"
        note += "，以上依据现行版本。" if answer.citations else "。"
        return replace(answer, text=f"{answer.text}\n{note}")
    old = asked.version
    current = next((d for d in followers(old, versions) if d in knowledge.outlines), None)
    note = f"注：以上依据旧版本《{old.title}》{_particulars(old)}，"
    if current is None:
        note += "该文件已移出文件库，标为已废止；是否仍然有效，请向发文机关核实。"
    else:
        document = knowledge.outline(current).document
        note += f"该版本已被代替；现行版本是《{document.title}》{_particulars(document)}。"
    return replace(answer, text=f"{answer.text}\n{note}")


def _with_current_version_note(
    answer: Answer, knowledge: Knowledge, versions: tuple[OldVersion, ...]
) -> Answer:
    """Say of a document that has replaced another that the answer comes from what is in force."""
    cited = dict.fromkeys(citation.clause.document_id for citation in answer.citations)
    notes = []
    for document_id in cited:
        before = [version for version in versions if version.replaced_by == document_id]
        if before and document_id in knowledge.outlines:
            document = knowledge.outline(document_id).document
            olds = "、".join(filter(None, map(_particulars, before)))
            note = (
                f"注：以上依据《{document.title}》的现行版本{_particulars(document)}；"
                f"此前的版本{olds}已被代替。"
            )
            if note not in answer.text:  # a confirmed answer has it from when it was given
                notes.append(note)
    return replace(answer, text="\n".join((answer.text, *notes))) if notes else answer


def _particulars(document: OldVersion | Document) -> str:
    """（渝府发〔2022〕31号，2022年6月25日）."""
    day = document.issued
    facts = [document.number, f"{day.year}年{day.month}月{day.day}日" if day else None]
    said = "，".join(fact for fact in facts if fact)
    return f"（{said}）" if said else ""
