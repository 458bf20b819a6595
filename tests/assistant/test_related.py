"""Related regulations: of other documents, near enough, and on the task's matter."""

from __future__ import annotations

import pytest

from assistant.exports.task_table import tasks_of
from assistant.lookup.related import MOST, SOMEWHAT_ALIKE, related_clauses
from assistant.service import PolicyAssistant
from corpus.clause import Clause
from corpus.document import DocumentKind


def task(assistant: PolicyAssistant, title: str) -> Clause:
    return next(clause for clause in tasks_of(assistant.knowledge) if clause.title == title)


@pytest.mark.parametrize(
    ("title", "document"),
    [
        ("加强噪声污染防治", "noise-2021"),
        ("防治土壤和地下水污染", "soil-2018"),
        ("提升物业管理服务水平", "property-management-2018"),
        ("强化城市垃圾治理", "solid-waste-2020"),
        ("提升大气环境质量", "air-2018"),
    ],
)
def test_task_leads_to_the_law_of_its_matter(
    assistant: PolicyAssistant, title: str, document: str
) -> None:
    found = related_clauses(assistant.knowledge, assistant.retriever, task(assistant, title))
    assert document in {each.clause.document_id for each in found}


def test_every_tasks_relations_are_near_articles(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    for clause in tasks_of(knowledge)[::8]:
        found = related_clauses(knowledge, assistant.retriever, clause)
        assert len(found) <= MOST
        likenesses = [each.likeness for each in found]
        assert likenesses == sorted(likenesses, reverse=True)
        assert all(likeness >= SOMEWHAT_ALIKE for likeness in likenesses)
        kinds = {knowledge.document_of(each.clause).kind for each in found}
        assert kinds <= {DocumentKind.REGULATION, DocumentKind.LAW}


def test_task_without_a_law_and_an_article_have_none(assistant: PolicyAssistant) -> None:
    knowledge = assistant.knowledge
    clause = task(assistant, "加快战略性新兴产业集聚")
    assert related_clauses(knowledge, assistant.retriever, clause) == ()
    article = knowledge.outline("noise-2021").clauses[3]
    assert related_clauses(knowledge, assistant.retriever, article) == ()
