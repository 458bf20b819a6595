"""Every tab in light and dark: axe-core's rules (WCAG 2.2 AA), keyboard, a phone's width."""

from __future__ import annotations

import itertools

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from assistant.exports.task_table import parts_of
from assistant.service import PolicyAssistant
from tests.browser.axe import NpmUnreachableError, fetch_axe, violations, violations_of_colours
from tests.browser.chromium import view
from tests.browser.test_page import PHONE, QUESTION, ask, click, element, open_page, open_tab, wait
from tests.conftest import ADMIN_TOKEN
from ui.page.reader import Place

TABS = {
    "任务表": "#tasks caption",
    "指标": "#indicators caption",
    "热力图": "#heat-map .js-plotly-plot",
    "协作网络": "#network .js-plotly-plot",
    "版本对比": "#comparison .none",
    "文件": "#documents caption",
    "加入文件": "#upload .held li",
}
READER = Place("cq-urban-renewal-2022", "cq-urban-renewal-2022:7.2.1", 2, 20)
VERSIONS = {
    "old": "《历史文化名城名镇名村保护条例》",
    "new": "《重庆市历史文化名城名镇名村保护条例》",
}
REFUSED = "老旧小区改造每户补贴多少元？"


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    try:
        return fetch_axe(tmp_path_factory.mktemp("axe"))
    except NpmUnreachableError as error:
        pytest.skip(f"npm cannot be reached: {error}")


def themed(address: str, theme: str) -> str:
    return f"{address}{'&' if '?' in address else '/?'}__theme={theme}"


def is_dark(browser: Chrome) -> bool:
    return "dark" in (browser.find_element(By.TAG_NAME, "body").get_attribute("class") or "")


def broken(browser: Chrome, axe: str) -> list[str]:
    """Rules that what is shown breaks, in light; then those of colours in dark."""
    assert not is_dark(browser)
    found = violations(browser, axe)
    darken(browser, True)
    found += [f"dark: {each}" for each in violations_of_colours(browser, axe)]
    darken(browser, False)
    return found


def darken(browser: Chrome, dark: bool) -> None:
    """Go over to the other theme at once: colours that are still fading have no contrast."""
    browser.execute_script(
        """
        const still = document.getElementById('still') || document.createElement('style');
        still.id = 'still';
        still.textContent = '* { transition: none !important; animation: none !important }';
        document.head.append(still);
        document.body.classList.toggle('dark', arguments[0]);
        """,
        dark,
    )


def test_every_tab_and_state_keeps_the_rules(browser: Chrome, address: str, axe: str) -> None:
    open_page(browser, address)
    assert broken(browser, axe) == []
    ask(browser, QUESTION)
    ask(browser, REFUSED)  # both answers are in sight
    element(browser, "#question textarea").send_keys(" ", Keys.ENTER)
    element(browser, ".notice")
    assert broken(browser, axe) == []
    for tab, content in TABS.items():
        open_tab(browser, tab)
        element(browser, content)
        assert broken(browser, axe) == [], tab
    open_tab(browser, "版本对比")
    for version, title in VERSIONS.items():
        box = element(browser, f"#compare-{version} input")
        box.send_keys(Keys.CONTROL, "a")
        box.send_keys(title, Keys.ENTER)
    element(browser, "#comparison del")
    assert element(browser, "#comparison ins").text
    assert broken(browser, axe) == []
    open_tab(browser, "原文")
    element(browser, ".reader.empty")
    assert broken(browser, axe) == []
    browser.get(address + READER.address)
    element(browser, ".clause.current")
    element(browser, "#find").send_keys("小区")
    element(browser, "mark.hit")
    click(browser, ".clause.current [data-related]")
    element(browser, ".related ul")
    assert broken(browser, axe) == []


def test_the_evaluators_tab_keeps_the_rules_before_and_after_the_token(
    browser: Chrome, address: str, axe: str
) -> None:
    open_page(browser, address)
    ask(browser, REFUSED)
    open_tab(browser, "评估")
    token = element(browser, "#admin-token input")
    assert broken(browser, axe) == []
    token.send_keys("guess", Keys.ENTER)
    element(browser, "#evaluation-notice .notice")
    assert broken(browser, axe) == []
    token.clear()
    token.send_keys(ADMIN_TOKEN, Keys.ENTER)
    element(browser, "#log caption")
    element(browser, "#desk input[type=date]")
    assert broken(browser, axe) == []
    click(browser, "#log .open-question")
    element(browser, "#question-panel h2")
    assert broken(browser, axe) == []
    click(browser, "#evaluation-view label:has(input[value='clusters'])")
    element(browser, "#log .cluster")
    assert broken(browser, axe) == []


def test_every_part_has_its_number_above_the_heat_map_on_a_phone(
    browser: Chrome, address: str, assistant: PolicyAssistant
) -> None:
    view(browser, *PHONE)
    open_page(browser, address)
    open_tab(browser, "热力图")
    element(browser, "#heat-map .xtick text")
    numbers = browser.execute_script(
        """return [...document.querySelectorAll('#heat-map .xtick text')].map((each) => {
          const [box, number] = [each.getBoundingClientRect(), each.querySelector('tspan')];
          return [number.textContent, getComputedStyle(each).display, box.left, box.right];
        })"""
    )
    assert [name for name, *_ in numbers] == [
        part.partition("、")[0] for part in parts_of(assistant.knowledge)
    ]
    assert all(display != "none" for _, display, *_ in numbers)
    middles = [(left + right) / 2 for *_, left, right in numbers]
    apart = min(after - before for before, after in itertools.pairwise(middles))
    # They do not run together.
    assert all(right - left < 1.5 * apart for *_, left, right in numbers)
    assert numbers[-1][-1] <= PHONE[0]


def test_phone_shows_every_tab_without_scrolling_sideways(
    browser: Chrome, address: str, axe: str
) -> None:
    view(browser, *PHONE)
    open_page(browser, address)
    for tab, content in TABS.items():
        open_tab(browser, tab)
        element(browser, content)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE[0]
        assert violations(browser, axe) == [], tab


def test_choice_of_dark_is_kept(browser: Chrome, address: str) -> None:
    open_page(browser, themed(address, "dark"))
    assert is_dark(browser)
    open_page(browser, address)
    button = element(browser, "#theme")
    assert button.get_attribute("aria-pressed") == "false"
    button.send_keys(Keys.ENTER)
    assert is_dark(browser)
    open_page(browser, address)
    assert is_dark(browser)
    assert element(browser, "#theme").get_attribute("aria-pressed") == "true"
    click(browser, "#theme")
    assert not is_dark(browser)


def test_picture_is_clicked_and_chosen_from_by_keyboard(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    open_tab(browser, "协作网络")
    points = wait(browser).until(
        lambda b: b.find_elements(By.CSS_SELECTOR, "#network .trace:last-child .points path")
    )
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", points[0])
    # The picture first notices what the mouse stands on, then takes the click.
    ActionChains(browser).move_to_element(points[0]).pause(0.5).click().perform()
    assert "项任务" in element(browser, "#network-tasks caption").text
    open_tab(browser, "热力图")
    element(browser, "#heat-map .js-plotly-plot")
    box = next(
        each
        for each in browser.find_elements(By.CSS_SELECTOR, "input[aria-label='单位']")
        if each.is_displayed()
    )
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys("市水利局", Keys.ENTER)
    assert element(browser, "#heat-tasks caption").text.startswith("市水利局：")
