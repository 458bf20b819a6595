"""The page as people use it: by mouse, by keyboard, on a phone."""

from __future__ import annotations

import httpx
import pytest
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    StaleElementReferenceException,
)
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.chromium import requested, view

PHONE = (390, 844)
FIRST_SHOWN = """return [...document.querySelectorAll(arguments[0])].find((each) =>
  each.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  && each.getBoundingClientRect().height) || null"""
# Both places in one go: between two readings the page may have moved.
BELOW = """const [one, other] = [...arguments].map((each) => each.getBoundingClientRect().top);
  return one > other"""
QUESTION = "老旧小区改造由哪个单位牵头？"


def wait(browser: Chrome) -> WebDriverWait[Chrome]:
    """What the page paints again while it is looked at is looked at again."""
    repainted = [StaleElementReferenceException, ElementClickInterceptedException]
    return WebDriverWait(browser, 60, 0.05, repainted)


def element(browser: Chrome, selector: str) -> WebElement:
    """The first one shown, found in one go: asked one by one, a later one may appear first."""
    return wait(browser).until(lambda b: b.execute_script(FIRST_SHOWN, selector))


def click(browser: Chrome, selector: str) -> None:
    """Click the first one shown, wherever it moves while the page is painted."""
    wait(browser).until(lambda _: element(browser, selector).click() or True)


def open_page(browser: Chrome, address: str) -> WebElement:
    browser.get(address)
    element(browser, ".example, .turn")
    return element(browser, "#question textarea")


def answers(browser: Chrome) -> list[str]:
    return browser.execute_script(  # type: ignore[no-any-return]
        "return [...document.querySelectorAll('.answer .text')].map(e => e.innerText)"
    )


def wait_for_answers(browser: Chrome, count: int) -> str:
    wait(browser).until(lambda b: len(answers(b)) == count)
    return answers(browser)[-1]


def ask(browser: Chrome, question: str) -> str:
    count = len(answers(browser))
    box = element(browser, "#question textarea")
    box.send_keys(question, Keys.ENTER)
    return wait_for_answers(browser, count + 1)


def open_tab(browser: Chrome, name: str) -> None:
    """Click a tab, once the page no longer moves under the pointer."""

    def clicked(b: Chrome) -> bool:
        for tab in b.find_elements(By.CSS_SELECTOR, "button[role=tab]"):
            if tab.text == name:
                tab.click()
                return True
        return False

    wait(browser).until(clicked, f"no tab {name}")


def test_question_is_answered_with_its_source_beside_it(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    text = ask(browser, QUESTION)
    assert "市住房城乡建委" in text
    assert "市发展改革委" in text
    source = element(browser, ".source").text
    assert "推进城镇老旧小区改造" in source
    assert "重庆市城市更新提升“十四五”行动计划" in source
    assert element(browser, ".source mark").text
    lead = element(browser, ".source .chip-lead")
    assert lead.text == "市住房城乡建委"


def test_unit_chip_starts_the_units_task_list(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    click(browser, ".source .chip-lead")
    text = wait_for_answers(browser, 2)
    assert "市住房城乡建委" in text
    assert "项" in text
    assert len(browser.find_elements(By.CSS_SELECTOR, ".source")) > 10


def test_keyboard_alone_is_enough(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    browser.execute_script("document.querySelector('#sources summary').focus()")
    for _ in range(10):
        focused = browser.switch_to.active_element
        if "chip" in (focused.get_attribute("class") or ""):
            break
        focused.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert "项" in wait_for_answers(browser, 2)


def test_examples_and_suggestions_are_asked_when_clicked(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    groups = [group.text for group in browser.find_elements(By.CSS_SELECTOR, ".examples h3")]
    assert groups == ["市民", "公务员", "评估人员"]
    click(browser, ".example")
    wait_for_answers(browser, 1)
    click(browser, ".suggestion")
    wait_for_answers(browser, 2)


def test_conversation_survives_a_reload_and_ends_with_a_new_one(
    browser: Chrome, address: str
) -> None:
    open_page(browser, address)
    text = ask(browser, QUESTION)
    wait(browser).until(lambda b: "?c=" in b.current_url)
    browser.refresh()
    assert wait_for_answers(browser, 1) == text
    click(browser, "#new")
    element(browser, ".example")
    wait(browser).until(lambda b: "?c=" not in b.current_url)


def test_conversation_is_downloaded(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    assert not browser.find_elements(By.CSS_SELECTOR, ".transcript .download")
    ask(browser, QUESTION)
    links = browser.find_elements(By.CSS_SELECTOR, ".transcript .download")
    assert [link.text for link in links] == ["下载问答记录 DOCX", "Markdown"]
    assert QUESTION in httpx.get(links[1].get_attribute("href") or "").text


def test_refusal_is_headed_as_unanswered(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, "老旧小区改造每户补贴多少元？")
    assert "未回答" in element(browser, ".badge").text
    assert element(browser, "#sources h2").text == "最接近的条款（未回答）"
    assert not browser.find_elements(By.CSS_SELECTOR, ".source mark")


def test_process_is_shown_on_request(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    click(browser, "#process button")
    assert "毫秒" in element(browser, ".steps").text


def test_what_is_sent_while_an_answer_comes_is_asked_after_it(
    browser: Chrome, address: str
) -> None:
    open_page(browser, address).send_keys(QUESTION, Keys.ENTER)
    wait(browser).until(lambda b: not element(b, "#question textarea").get_property("value"))
    element(browser, "#question textarea").send_keys("那责任单位呢？", Keys.ENTER, Keys.ENTER)
    assert wait_for_answers(browser, 2).startswith("责任单位")
    assert not any(notice.text for notice in browser.find_elements(By.CSS_SELECTOR, ".notice"))


@pytest.mark.parametrize("question", ["   ", "问" * 3000], ids=["blank", "3000 characters"])
def test_text_that_is_no_question_gets_a_notice(
    browser: Chrome, address: str, question: str
) -> None:
    box = open_page(browser, address)
    browser.execute_script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
        box,
        question,
    )
    box.send_keys(Keys.ENTER)
    assert element(browser, ".notice").text
    assert element(browser, ".example").is_displayed()  # nothing is taken away from who begins


def test_markup_in_a_question_is_shown_not_run(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    hostile = (
        "<img src=x onerror=\"document.title='run'\"> ${document.title='run'} {{x}} 老旧小区改造"
    )
    ask(browser, hostile)
    assert "<img src=x" in element(browser, ".question").text
    assert "${document.title" in element(browser, ".question").text
    assert browser.title != "run"


def test_phone_stacks_the_columns_and_scrolls_only_down(browser: Chrome, address: str) -> None:
    view(browser, *PHONE)
    open_page(browser, address)
    ask(browser, QUESTION)
    element(browser, ".suggestion")
    box, sources = element(browser, "#question"), element(browser, "#sources")
    assert browser.execute_script(BELOW, sources, box)
    for tab in ("问答", "原文", "任务表", "指标", "版本对比", "文件"):
        tabs = [
            t for t in browser.find_elements(By.CSS_SELECTOR, "button[role=tab]") if t.text == tab
        ]
        if tabs and tabs[0].is_displayed():
            open_tab(browser, tab)
        width = browser.execute_script("return document.documentElement.scrollWidth")
        assert width <= PHONE[0]


def test_sources_of_an_answer_come_into_sight_on_a_phone(browser: Chrome, address: str) -> None:
    view(browser, *PHONE)
    open_page(browser, address)
    ask(browser, QUESTION)
    element(browser, ".suggestion")
    click(browser, ".show-sources")
    wait(browser).until(
        lambda b: b.execute_script(
            "const top = document.querySelector('#sources').getBoundingClientRect().top;"
            "return top < window.innerHeight / 2"
        )
    )


def test_tables_are_filtered_and_downloaded(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    open_tab(browser, "任务表")
    assert "共 96 项任务" in element(browser, "#tasks caption").text
    links = browser.find_elements(By.CSS_SELECTOR, "#tasks a.download")
    assert [link.text for link in links] == ["下载 XLSX", "下载 DOCX", "下载 CSV"]
    unit = element(browser, "input[aria-label='单位']")
    unit.send_keys(Keys.CONTROL, "a")
    unit.send_keys("市水利局", Keys.ENTER)
    wait(browser).until(lambda b: len(b.find_elements(By.CSS_SELECTOR, "#tasks a.download")) == 5)
    links = browser.find_elements(By.CSS_SELECTOR, "#tasks a.download")
    assert [link.text for link in links[3:]] == ["责任清单 XLSX", "责任清单 DOCX"]
    for link in links:
        response = httpx.get(link.get_attribute("href") or "")
        assert response.status_code == 200
        assert response.content
    open_tab(browser, "指标")
    element(browser, "#indicator-filter textarea, #indicator-filter input").send_keys("绿化覆盖率")
    wait(browser).until(
        lambda b: len(b.find_elements(By.CSS_SELECTOR, "#indicators tbody tr")) < 10
    )
    assert "43%" in element(browser, "#indicators tbody").text


def test_nothing_is_asked_of_another_machine(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    open_tab(browser, "热力图")
    element(browser, "#heat-map .plot-container")
    browser.get(f"{address}/docs")
    element(browser, ".opblock")
    addresses = requested(browser)
    assert addresses
    assert {each for each in addresses if not each.startswith(address)} == set()


def test_page_causes_no_errors(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    for tab in ("原文", "任务表", "指标", "热力图", "协作网络", "版本对比", "文件"):
        open_tab(browser, tab)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
