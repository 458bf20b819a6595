"""The units of a clause as its text lists them, when marks and verbs stand between them."""

from __future__ import annotations

from corpus.clause import Clause, ClauseKind
from corpus.listed_units import unit_line, unit_list
from corpus.responsibility import Role
from corpus.structure.trailer import read_responsibility


def clause(trailer: str) -> Clause:
    text = f"3．治水。{trailer}"
    duty = read_responsibility(text).responsibility
    return Clause("d:3", "d", "方案", ClauseKind.TASK, (), "3．", "治水", text, 0, len(text), duty)


def test_a_lead_amid_the_list_is_not_listed_among_those_who_join() -> None:
    held = clause("（责任单位：市财政局、市水利局（牵头）、各区政府）")
    assert unit_list(held, Role.LEAD) == "市水利局"
    assert unit_list(held, Role.RESPONSIBLE) == "市财政局、各区政府"


def test_a_role_behind_a_name_does_not_part_the_list() -> None:
    held = clause("（责任单位：市水利局（牵头）、市财政局（配合）、各区政府）")
    assert unit_line(held, Role.RESPONSIBLE) == "市财政局、各区政府"


def test_districts_that_share_their_government() -> None:
    held = clause("（责任单位：江北、渝中等区政府，市财政局）")
    assert unit_line(held, Role.RESPONSIBLE) == "江北区政府、渝中区政府等区政府，市财政局"
