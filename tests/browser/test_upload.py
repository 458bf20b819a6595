"""The tab 加入文件: a file is uploaded, looked over, confirmed, asked about and removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from assistant.safekeeping.renewal import renew_index
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from index.graph_embedder import GraphEmbedder
from tests.browser.chromium import view
from tests.browser.test_page import answers, ask, click, element, open_page, open_tab, wait
from tests.corpus.library.test_library import OLD, PLAN
from tests.corpus.readers.writers import write_docx
from tests.serving import serving
from ui.app import create_application


@pytest.fixture
def address(browser: Chrome, tmp_path: Path, embedder: GraphEmbedder) -> Iterator[str]:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "停车.txt").write_text(OLD, encoding="utf-8")
    settings = Settings(
        documents=documents,
        library=tmp_path / "library",
        store=tmp_path / "store",
        database=f"sqlite:///{tmp_path / 'conversations.sqlite'}",
        admin_token="kouling",  # type: ignore[arg-type]
    )
    renew_index(settings, embedder)
    with (
        PolicyAssistant.open(settings, embedder) as assistant,
        serving(create_application(assistant)) as at,
    ):
        yield at
        browser.get("about:blank")  # the page holds a connection open


def fill(browser: Chrome, selector: str, value: str) -> None:
    field = element(browser, selector)
    field.clear()
    field.send_keys(value)


def notice(browser: Chrome) -> str:
    return element(browser, "#upload .notice").text


def upload(browser: Chrome, path: Path) -> None:
    element(browser, "#upload input[type=file]").send_keys(str(path))
    click(browser, "#upload .upload-file button")


def extent(browser: Chrome) -> str:
    """What the head tells of how much is held."""
    return element(browser, "#masthead nav span").text


def offered_to_read(browser: Chrome) -> list[str]:
    """What the reader offers, without loading the page again; the tab is left again."""
    open_tab(browser, "原文")
    click(browser, "#reader-document input")
    wait(browser).until(options)
    found = options(browser)
    open_tab(browser, "加入文件")
    return found


def options(browser: Chrome) -> list[str]:
    """What an open dropdown offers, read in one go: it is painted again when it is refreshed."""
    return browser.execute_script(  # type: ignore[no-any-return]
        "return [...document.querySelectorAll('.options li')].map(e => e.innerText)"
    )


def choose(browser: Chrome, place: int) -> bool:
    browser.find_elements(By.CSS_SELECTOR, ".options li")[place].click()
    return True


def test_a_file_is_added_asked_about_and_removed(
    browser: Chrome, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "绿化.docx"
    path.write_bytes(write_docx(PLAN.splitlines()))
    open_page(browser, address)
    open_tab(browser, "加入文件")
    fill(browser, "#upload input[type=password]", "不对")
    upload(browser, path)
    assert "管理口令不正确" in notice(browser)
    fill(browser, "#upload input[type=password]", "kouling")
    upload(browser, path)
    assert "编号不连续" in element(browser, "#upload .warnings").text
    assert element(browser, "#upload .chip-lead").text == "牵头：市城市管理局"
    click(browser, "#upload .clause")
    assert "新建口袋公园" in element(browser, "#upload .marked").text
    fill(browser, "#upload input[name=number]", "某府发〔2023〕7号")
    click(browser, "#upload .particulars button")
    wait(browser).until(
        lambda b: "已加入" in b.find_element(By.CSS_SELECTOR, "#upload .notice").text
    )
    assert "某府发〔2023〕7号" in element(browser, "#upload .held").text
    wait(browser).until(lambda b: "收录 2 个文件" in extent(b))
    assert "某市绿化行动计划" in offered_to_read(browser)
    open_tab(browser, "问答")
    assert "市城市管理局" in ask(browser, "新建口袋公园由哪个单位牵头？")
    open_tab(browser, "加入文件")
    click(browser, "#upload button[aria-label='移除《某市绿化行动计划》']")
    browser.switch_to.alert.accept()
    wait(browser).until(
        lambda b: "绿化" not in b.find_element(By.CSS_SELECTOR, "#upload .held").text
    )
    wait(browser).until(lambda b: "收录 1 个文件" in extent(b))
    assert "已废止" in element(browser, "#upload .old").text
    assert "某市绿化行动计划" not in offered_to_read(browser)
    assert answers(browser)


def test_a_day_that_cannot_be_is_refused_and_may_be_put_right(
    browser: Chrome, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "绿化.txt"
    path.write_text(PLAN + "2\n本计划自1345年1月1日起施行。\n", encoding="utf-8")
    open_page(browser, address)
    open_tab(browser, "加入文件")
    fill(browser, "#upload input[type=password]", "kouling")
    upload(browser, path)
    assert "施行日期“1345-01-01”" in element(browser, "#upload .warnings").text
    click(browser, "#upload .particulars button")
    assert "施行日期“1345-01-01”不在1949年至" in notice(browser)
    browser.execute_script(
        "document.querySelector('#upload input[name=effective]').value = '2023-01-01'"
    )
    click(browser, "#upload .particulars button")
    wait(browser).until(lambda b: "已加入" in notice(b))


def test_a_replaced_file_is_compared_with_the_one_in_force_and_read(
    browser: Chrome, address: str, tmp_path: Path
) -> None:
    open_page(browser, address)
    open_tab(browser, "加入文件")
    fill(browser, "#upload input[type=password]", "kouling")
    click(browser, "#upload button[aria-label^='替换']")
    path = tmp_path / "停车.txt"
    path.write_text(OLD.replace("停车", "停放"), encoding="utf-8")
    upload(browser, path)
    click(browser, "#upload .particulars button")
    wait(browser).until(
        lambda b: "已加入" in b.find_element(By.CSS_SELECTOR, "#upload .notice").text
    )
    said = "已修订，由《某市停放管理办法》（2020-03-01）代替"
    assert said in element(browser, "#upload .old li").text
    open_tab(browser, "文件")
    wait(browser).until(lambda b: "旧版本" in b.find_element(By.CSS_SELECTOR, "#documents").text)
    row = element(browser, "#documents .table-box:last-child tbody tr")
    assert "已修订" in row.text
    assert len(row.find_elements(By.CSS_SELECTOR, "a.open-text")) == 2
    open_tab(browser, "版本对比")
    for place, version in enumerate(("new", "old")):
        click(browser, f"#compare-{version} input")
        wait(browser).until(lambda b: len(options(b)) == 2)
        assert "旧版本" in options(browser)[1]
        wait(browser).until(lambda b, at=place: choose(b, at))  # type: ignore[misc]
    assert "停车" in element(browser, "#comparison del").text
    assert "停放" in element(browser, "#comparison ins").text
    click(browser, "#comparison .open-text")
    assert "这是旧版本" in element(browser, "#reader .notice").text


def test_a_file_that_cannot_be_read_is_told(browser: Chrome, address: str, tmp_path: Path) -> None:
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    open_page(browser, address)
    open_tab(browser, "加入文件")
    fill(browser, "#upload input[type=password]", "kouling")
    upload(browser, path)
    assert "另存为 .docx" in notice(browser)
    assert not browser.find_element(By.CSS_SELECTOR, "#upload .draft").is_displayed()


def test_the_tab_fits_a_phone(browser: Chrome, address: str) -> None:
    view(browser, 390, 844)
    open_page(browser, address)
    open_tab(browser, "加入文件")  # tabs that find no room wrap
    wait(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#upload .held li"))
    width = browser.execute_script("return document.documentElement.scrollWidth")
    assert width <= 390
