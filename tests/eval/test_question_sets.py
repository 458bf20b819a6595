"""The sets that come with the project: their form, their clauses, their halves."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from assistant.service import PolicyAssistant
from assistant.toolbox import SHIPPED
from corpus.wordings import all_asked
from eval.errors import QuestionSetError, UnknownSetError
from eval.given import reference_of
from eval.question import Group, Split, writer_of
from eval.question_set import SETS, load_items, read_set, sample, set_names


@pytest.mark.parametrize("name", set_names())
def test_every_line_has_the_form_of_the_schema(name: str) -> None:
    schema = json.loads((SETS / "schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))


def test_six_hundred_questions_in_every_group_and_both_halves() -> None:
    items = load_items()
    assert len(items) >= 600
    assert {item.group for item in items} == set(Group) - {Group.GENERATED}
    for group in set(Group) - {Group.GENERATED}:
        splits = {item.split for item in items if item.group is group}
        assert splits == {Split.DEV, Split.TEST}


def test_what_teaches_is_not_measured() -> None:
    taught = load_items(split=Split.TRAIN)
    assert taught
    assert not {item.id for item in taught} & {item.id for item in load_items()}
    sources = {asked.source for asked in all_asked(SHIPPED)}
    by_id = {item.id: item for item in taught}
    assert sources <= set(by_id)
    tested = {writer_of(item) for item in load_items(split=Split.TEST)}
    assert not {writer_of(by_id[source]) for source in sources} & tested


def test_every_expected_clause_is_in_the_corpus(assistant: PolicyAssistant) -> None:
    known = {reference_of(clause) for clause in assistant.knowledge.clauses.values()}
    for item in load_items():
        for turn in item.turns:
            assert set(turn.expected.clauses or ()) <= known, item.id


def test_every_expected_unit_is_one_of_the_corpus(assistant: PolicyAssistant) -> None:
    known = {tasks.name for tasks in assistant.knowledge.all_unit_tasks()}
    for item in load_items():
        for turn in item.turns:
            named = (*(turn.expected.lead or ()), *(turn.expected.responsible or ()))
            assert set(named) <= known, item.id


def test_a_sample_keeps_the_groups_and_does_not_change() -> None:
    items = load_items()
    drawn = sample(items, 60)
    assert 50 <= len(drawn) <= 70
    assert {item.group for item in drawn} == {item.group for item in items}
    assert {item.id for item in sample(reversed(items), 60)} == {item.id for item in drawn}


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ('{"id": "x"}', "id"),
        ('{"id":"ab-001","group":"citizens","split":"dev","intent":"content"}', "question"),
        ("{", ""),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, detail: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(QuestionSetError) as error:
        read_set(path)
    assert error.value.line == 2
    assert detail in error.value.user_message


def test_an_unknown_set_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownSetError) as error:
        load_items(["nobody"])
    assert "citizens" in error.value.user_message
