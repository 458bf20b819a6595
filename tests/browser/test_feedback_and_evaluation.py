"""Feedback under the answers, and the evaluators' tab, as people use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from assistant.evaluation import Evaluation
from assistant.records.feedback import Reason, Thumbs
from assistant.service import PolicyAssistant
from tests.browser.test_page import QUESTION, ask, click, element, open_page, open_tab
from tests.conftest import ADMIN_TOKEN


def until(browser: Chrome, condition: Callable[[Chrome], object]) -> None:
    """Wait for it; a part drawn anew meanwhile is looked for again."""
    ignored = [StaleElementReferenceException]
    WebDriverWait(browser, 60, poll_frequency=0.05, ignored_exceptions=ignored).until(condition)


def text_of(browser: Chrome, selector: str) -> str:
    return element(browser, selector).text


def conversation(browser: Chrome) -> str:
    until(browser, lambda b: "?c=" in b.current_url)
    return browser.current_url.partition("?c=")[2]


def enter(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    open_tab(browser, "评估")
    element(browser, "#admin-token input").send_keys(ADMIN_TOKEN, Keys.ENTER)
    element(browser, "#log caption")


def open_question(browser: Chrome, question: str) -> None:
    """The first click."""
    box = element(browser, "#log-text textarea, #log-text input")
    box.clear()
    box.send_keys(question)
    until(
        browser,
        lambda b: (
            {e.text for e in b.find_elements(By.CSS_SELECTOR, "#log .open-question")} == {question}
        ),
    )
    click(browser, "#log .open-question")
    until(
        browser,
        lambda b: (
            b.find_elements(By.CSS_SELECTOR, "#question-panel h2")
            and b.find_element(By.CSS_SELECTOR, "#question-panel h2").text == question
        ),
    )


def test_a_thumb_up_is_thanked_for_and_stays_after_a_reload(
    browser: Chrome, address: str, assistant: PolicyAssistant
) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    key = conversation(browser)
    click(browser, "[data-thumbs=up]")
    until(browser, lambda b: "谢谢" in b.find_element(By.CSS_SELECTOR, ".thanks").text)
    kept = assistant.records.feedback.of_conversation(key)[0]
    assert kept.judgement.thumbs is Thumbs.UP
    browser.refresh()
    assert element(browser, "[data-thumbs=up]").get_attribute("aria-pressed") == "true"
    assert "谢谢" in text_of(browser, ".thanks")


def test_a_thumb_down_tells_its_reason_by_keyboard_alone(
    browser: Chrome, address: str, assistant: PolicyAssistant
) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    key = conversation(browser)
    down = element(browser, "[data-thumbs=down]")
    assert down.get_attribute("aria-label") == "没用"
    browser.execute_script("arguments[0].focus()", down)
    down.send_keys(Keys.ENTER)
    element(browser, ".why legend")
    names = [e.text for e in browser.find_elements(By.CSS_SELECTOR, ".reason")]
    assert names == ["单位不对", "条款不对", "没有回答", "已经过时", "其他"]
    until(browser, lambda b: b.switch_to.active_element.get_attribute("type") == "radio")
    browser.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys("应当是第三条")
    browser.switch_to.active_element.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    until(browser, lambda b: not b.find_element(By.CSS_SELECTOR, ".why").is_displayed())
    kept = assistant.records.feedback.of_conversation(key)[0].judgement
    assert (kept.thumbs, kept.reason, kept.text) == (
        Thumbs.DOWN,
        Reason.WRONG_CLAUSE,
        "应当是第三条",
    )


def test_the_tab_opens_only_for_the_token(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    open_tab(browser, "评估")
    element(browser, "#admin-token input").send_keys("guess", Keys.ENTER)
    assert "口令不对" in text_of(browser, "#evaluation-notice .notice")
    assert not browser.find_elements(By.CSS_SELECTOR, "#log caption")


def test_a_bad_answer_becomes_a_test_case_in_two_clicks(browser: Chrome, address: str) -> None:
    question = "加装电梯每户补贴多少钱？"
    open_page(browser, address)
    ask(browser, question)
    click(browser, "[data-thumbs=down]")
    element(browser, ".why")
    enter(browser, address)
    open_question(browser, question)
    click(browser, "#question-panel [data-expect]")
    until(
        browser,
        lambda b: "已加入测试题" in b.find_element(By.CSS_SELECTOR, "#question-panel .saved").text,
    )
    assert element(browser, "#question-panel .choice").get_attribute("aria-pressed") == "true"
    exported = httpx.get(
        f"{address}/v1/admin/cases.jsonl", headers={"Authorization": f"Bearer {ADMIN_TOKEN}"}
    )
    (line,) = [
        each
        for each in map(json.loads, exported.text.splitlines())
        if each.get("question") == question
    ]
    assert len(line["expected"]["clauses"]) == 1


def test_questions_that_were_not_answered_stand_in_groups(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    questions = ("外卖员的社保谁来交？", "外卖员的社保由谁交？")
    for question in questions:
        ask(browser, question)
    enter(browser, address)
    click(browser, "#evaluation-view label:has(input[value='clusters'])")
    element(browser, "#log-text textarea, #log-text input").send_keys("外卖员的社保")
    # The list is drawn anew with each letter typed: its groups are read in one step.
    groups = "return [...document.querySelectorAll('.cluster')].map(each => each.textContent)"
    until(
        browser,
        lambda b: (
            len(shown := b.execute_script(groups)) == 1
            and all(question in shown[0] for question in questions)
        ),
    )


def test_a_confirmed_answer_is_marked_when_it_is_given_again(
    browser: Chrome, address: str, assistant: PolicyAssistant
) -> None:
    question = "停车难的问题由哪个单位牵头解决？"
    open_page(browser, address)
    text = ask(browser, question)
    enter(browser, address)
    open_question(browser, question)
    click(browser, "#question-panel [data-confirm]")
    element(browser, "#question-panel [data-withdraw]")
    open_page(browser, address)
    click(browser, "#new")
    element(browser, ".example")
    assert ask(browser, question) == text
    assert text_of(browser, ".badge.confirmed") == "已由评估人员确认"
    assert element(browser, ".source mark").text
    for entry in assistant.records.confirmed.all():
        assistant.records.confirmed.remove(entry.id)


def test_further_questions_appear_once_they_are_found_answered(
    browser: Chrome, address: str
) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    element(browser, ".suggestion")
    offered = {e.text for e in browser.find_elements(By.CSS_SELECTOR, ".suggestion")}
    key = conversation(browser)
    found = httpx.get(f"{address}/v1/conversations/{key}/suggestions").json()
    assert offered == set(found["suggestions"])


def test_the_log_is_filtered_by_day(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    enter(browser, address)
    first = element(browser, "#desk input[type=date]")
    assert first.accessible_name == "起始日期"
    # As the browser's calendar does it, whose keys depend on the language.
    choose = """arguments[0].value = arguments[1];
      arguments[0].dispatchEvent(new Event('input', { bubbles: true }))"""
    browser.execute_script(choose, first, "2999-01-01")
    until(browser, lambda b: "共 0 个" in b.find_element(By.CSS_SELECTOR, "#log caption").text)
    browser.execute_script(choose, first, "2020-01-01")
    until(browser, lambda b: "共 0 个" not in b.find_element(By.CSS_SELECTOR, "#log caption").text)


def test_the_cases_are_downloaded_with_the_token(
    browser: Chrome, address: str, assistant: PolicyAssistant, tmp_path: Path
) -> None:
    answer = assistant.ask(QUESTION)
    case = Evaluation(assistant).add_case(answer.conversation_id, 0, [], refused=True)
    browser.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    enter(browser, address)
    click(browser, "#desk .download")
    file = tmp_path / "cases.jsonl"
    until(browser, lambda _: file.exists() and file.read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert dict(case.line()) in lines
