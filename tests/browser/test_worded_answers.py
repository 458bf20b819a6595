"""Answers worded by a model, on the page: whose words they are is told, and only true ones stay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from assistant.service import PolicyAssistant
from tests.browser.test_page import answers, ask, element, open_page, wait
from tests.scripted_model import Script
from tests.serving import serving
from ui.app import create_application

QUESTION = "健全养老服务体系由哪个单位牵头？"
TRUE = "健全养老服务体系由市民政局牵头[1]。"
FALSE = "健全养老服务体系由市教委牵头[1]。"


@pytest.fixture(scope="module")
def page(worded: tuple[PolicyAssistant, Script]) -> Iterator[tuple[str, Script]]:
    """The page of an assistant with a model, and the model's script."""
    assistant, script = worded
    with serving(create_application(assistant)) as address:
        yield address, script


@pytest.mark.parametrize(
    ("text", "behaviour", "badge", "shown"),
    [
        (TRUE, "text", "由模型措辞，已逐句核对", "健全养老服务体系由市民政局牵头"),
        (FALSE, "text", "模型未能通过核对", "牵头单位：市民政局"),
        ("", "503", "模型不可用", "牵头单位：市民政局"),
    ],
)
def test_the_answer_says_whose_words_it_is_in(
    browser: Chrome,
    page: tuple[str, Script],
    text: str,
    behaviour: str,
    badge: str,
    shown: str,
) -> None:
    address, script = page
    script.text, script.behaviour = text, behaviour
    open_page(browser, address)
    ask(browser, QUESTION)
    wait(browser).until(lambda b: badge in element(b, "#transcript").text)
    (answer,) = answers(browser)
    assert shown in answer
    assert "由市教委牵头" not in answer
    browser.get("about:blank")  # the page holds a connection open


def test_what_is_typed_while_an_answer_comes_stays(
    browser: Chrome, page: tuple[str, Script]
) -> None:
    address, script = page
    script.text, script.behaviour = TRUE, "stalled"
    box = open_page(browser, address)
    box.send_keys(QUESTION, Keys.ENTER)
    wait(browser).until(
        lambda _: element(browser, "#question textarea").get_property("value") == ""
    )
    element(browser, "#question textarea").send_keys("下一个问题")
    wait(browser).until(lambda b: "牵头单位：市民政局" in element(b, "#transcript").text)
    wait(browser).until(lambda b: "模型" in element(b, "#transcript .badge").text)
    assert element(browser, "#question textarea").get_property("value") == "下一个问题"
    browser.get("about:blank")  # the page holds a connection open
