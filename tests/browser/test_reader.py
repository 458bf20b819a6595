"""The reader as people use it: opened from a citation or an address, searched, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from assistant.lookup.knowledge import Knowledge
from corpus.document import Document, DocumentKind
from corpus.outline import read_outline
from tests.browser.chromium import view
from tests.browser.test_page import PHONE, QUESTION, ask, click, element, open_page, open_tab, wait
from tests.serving import serving
from ui.page.masthead import build_masthead
from ui.page.reader import TAB, Place, build_reader
from ui.page.theme import CSS

SENTENCE = "第{}句说明城市更新的要求，应当依法办理。"
LONG = "".join(SENTENCE.format(number) for number in range(2100))


@pytest.fixture(scope="module")
def long_address(window: Chrome) -> Iterator[str]:
    """A page with the reader alone, over a regulation whose second article is very long."""
    articles = ("为了规范管理，制定本条例。", LONG, "本条例自公布之日起施行。")
    text = "某市管理条例\n\n" + "".join(
        f"第{number}条　{article}\n\n" for number, article in zip("一二三", articles, strict=True)
    )
    knowledge = Knowledge(
        [read_outline(Document("long", "某市管理条例", text, DocumentKind.REGULATION))]
    )
    assert len(knowledge.outline("long").clauses[1].text) > 40_000
    with gr.Blocks() as page:
        links = build_masthead("政策", lambda: knowledge)
        with gr.Tabs() as tabs:
            with gr.Tab("其他"):
                gr.HTML("")
            with gr.Tab("原文", id=TAB):
                build_reader(page, links, tabs, lambda: knowledge, lambda _: knowledge)
    app = gr.mount_gradio_app(FastAPI(), page, path="/", css_paths=CSS, ssr_mode=False)
    with serving(app) as address:
        yield address
        window.get("about:blank")  # an open page would keep the server waiting


def is_in_view(browser: Chrome, selector: str) -> bool:
    return bool(
        browser.execute_script(
            """
            const mark = document.querySelector(arguments[0]);
            const box = mark && document.querySelector('.document-text').getBoundingClientRect();
            const place = mark && mark.getBoundingClientRect();
            return !!mark && place.bottom > Math.max(box.top, 0)
              && place.top < Math.min(box.bottom, window.innerHeight);
            """,
            selector,
        )
    )


def test_citation_leads_to_its_words_in_the_text_and_back(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    ask(browser, QUESTION)
    quoted = element(browser, ".source mark").text.replace("\n", "")
    click(browser, ".source .open-text")
    mark = element(browser, ".clause.current mark")
    wait(browser).until(lambda b: is_in_view(b, ".clause.current mark"))
    assert quoted.startswith(mark.text.replace("\n", ""))
    assert "doc=cq-urban-renewal-2022" in browser.current_url
    assert "c=" in browser.current_url
    open_tab(browser, "问答")
    assert element(browser, ".answer .text").text
    assert "doc=" not in browser.current_url


def test_the_browsers_way_back_leads_to_the_tab_left(browser: Chrome, address: str) -> None:
    open_page(browser, address)
    text = ask(browser, QUESTION)
    click(browser, ".source .open-text")
    element(browser, ".clause.current mark")
    browser.back()
    assert element(browser, ".answer .text").text == text
    assert "doc=" not in browser.current_url
    browser.forward()
    element(browser, ".clause.current mark")
    browser.back()
    open_tab(browser, "任务表")
    click(browser, "#tasks .open-text")
    element(browser, ".clause.current")
    browser.back()
    element(browser, "#tasks caption")


def test_address_opens_the_same_place(browser: Chrome, address: str) -> None:
    clause = "cq-urban-renewal-2022:7.2.1"
    browser.get(address + Place("cq-urban-renewal-2022", clause, 2, 11).address)
    assert element(browser, ".clause.current mark").text == "推进城镇老旧小区改"
    wait(browser).until(lambda b: is_in_view(b, ".clause.current mark"))


def test_address_of_no_document_is_told(browser: Chrome, address: str) -> None:
    browser.get(f"{address}/?doc=nothing")
    assert "没有编号为“nothing”的文件" in element(browser, ".reader .notice").text


def test_hits_are_marked_and_gone_through(browser: Chrome, address: str) -> None:
    browser.get(address + Place("property-management-2018").address)
    find = element(browser, "#find")
    find.send_keys("业主大会")
    wait(browser).until(lambda b: element(b, ".found").text.startswith("第 1 处"))
    count = len(browser.find_elements(By.CSS_SELECTOR, "mark.hit"))
    assert element(browser, ".found").text == f"第 1 处，共 {count} 处"
    find.send_keys(Keys.ENTER)
    assert element(browser, ".found").text.startswith("第 2 处")
    click(browser, "[data-find=previous]")
    click(browser, "[data-find=previous]")
    assert element(browser, ".found").text.startswith(f"第 {count} 处")
    wait(browser).until(lambda b: is_in_view(b, "mark.now"))
    find.send_keys(Keys.ESCAPE)
    assert not browser.find_elements(By.CSS_SELECTOR, "mark.hit")


@pytest.mark.parametrize(
    ("words", "text"), [("１００％", "100%"), ("<img src=x>", "没有找到")], ids=["width", "markup"]
)
def test_finding_reads_full_width_and_runs_nothing(
    browser: Chrome, address: str, words: str, text: str
) -> None:
    browser.get(address + Place("cq-urban-renewal-2022").address)
    element(browser, "#find").send_keys(words)
    wait(browser).until(lambda b: element(b, ".found").text)
    hits = [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, "mark.hit")]
    assert set(hits) == {text} if hits else element(browser, ".found").text == text


def test_hit_across_a_quoted_span_keeps_the_quote(browser: Chrome, address: str) -> None:
    clause = "cq-urban-renewal-2022:7.2.1"
    browser.get(address + Place("cq-urban-renewal-2022", clause, 2, 6).address)
    quoted = element(browser, ".clause.current mark").text
    element(browser, "#find").send_keys("推进城镇老旧小区改造")
    wait(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, "mark.hit"))
    assert element(browser, ".clause.current mark:not(.hit)").text == quoted
    element(browser, "#find").send_keys(Keys.ESCAPE)
    assert element(browser, ".clause.current mark").text == quoted


def test_contents_lead_to_a_clause_by_keyboard(browser: Chrome, address: str) -> None:
    browser.get(address + Place("property-management-2018").address)
    link = (
        browser.execute_script(
            "return document.querySelector('.contents a[data-anchor$=\":53\"]') "
            "|| document.querySelectorAll('.contents a')[52]"
        )
        if element(browser, ".contents a")
        else None
    )
    assert link is not None
    link.send_keys(Keys.ENTER)
    anchor = link.get_attribute("data-anchor")
    assert browser.switch_to.active_element.get_attribute("id") == anchor


def test_very_long_clause_is_shown_marked_and_searched(browser: Chrome, long_address: str) -> None:
    start = LONG.index(SENTENCE.format(2000)) + len("第二条　")
    browser.get(long_address + Place("long", "long:art-2", start, start + 10).address)
    assert element(browser, ".clause.current mark").text == SENTENCE.format(2000)[:10]
    wait(browser).until(lambda b: is_in_view(b, ".clause.current mark"))
    element(browser, "#find").send_keys("城市更新")
    wait(browser).until(lambda b: "共 2000 处以上" in element(b, ".found").text)


def test_task_leads_to_related_regulations(browser: Chrome, address: str) -> None:
    tasks = httpx.get(f"{address}/v1/tasks").json()
    task = next(each for each in tasks if each["title"] == "加强噪声污染防治")
    browser.get(address + Place(task["document_id"], task["clause_id"]).address)
    click(browser, ".clause.current button[data-related]")
    assert element(browser, ".related ul").text
    assert "相关法规（由检索得出）" in element(browser, ".related").text
    click(browser, ".related a")
    wait(browser).until(lambda b: "clause=noise-2021" in b.current_url)
    assert "噪声污染防治法" in element(browser, ".document-text h2").text


def test_reader_fits_a_phone(browser: Chrome, address: str) -> None:
    view(browser, *PHONE)
    browser.get(address + Place("cq-urban-renewal-2022", "cq-urban-renewal-2022:7.2.1").address)
    element(browser, ".clause.current")
    assert not browser.find_element(By.CSS_SELECTOR, "details.contents").get_attribute("open")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= PHONE[0]
