"""The door: a login on the page opens what the role may do, and the page keeps to its policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from assistant.access.caller import AccessRole
from assistant.old_version import OldVersions
from assistant.records.records import Records
from assistant.service import PolicyAssistant
from assistant.understanding.lexicon_watch import WatchedTools
from tests.browser.test_page import ask, click, element, open_page, open_tab, wait
from tests.serving import serving
from ui.app import create_application

PASSWORD = "correct horse battery"
TABS = ("原文", "任务表", "指标", "热力图", "协作网络", "版本对比", "文件", "加入文件", "评估")


@pytest.fixture
def own(assistant: PolicyAssistant, tmp_path: Path) -> Iterator[PolicyAssistant]:
    settings = assistant.settings.model_copy(
        update={"admin_token": SecretStr(""), "library": tmp_path / "library"}
    )
    tools = replace(assistant.tools, settings=settings)
    records = Records.open(f"sqlite:///{tmp_path / 'records.sqlite'}")
    opened = PolicyAssistant(
        WatchedTools(lambda: tools), records, OldVersions(settings.store, lambda folder: tools)
    )
    opened.credentials.accounts.add("zhang", AccessRole.ADMINISTRATOR, PASSWORD)
    with opened:
        yield opened


@pytest.fixture
def door(browser: Chrome, own: PolicyAssistant) -> Iterator[str]:
    with serving(create_application(own)) as address:
        yield address
        browser.get("about:blank")  # the page holds a connection open
        browser.delete_all_cookies()


def test_a_login_opens_the_desk_and_the_documents(
    browser: Chrome, door: str, own: PolicyAssistant, tmp_path: Path
) -> None:
    browser.get(f"{door}/login")
    element(browser, "[name=name]").send_keys("zhang")
    element(browser, "[name=password]").send_keys("wrong")
    click(browser, "#in button")
    wait(browser).until(lambda b: "不正确" in element(b, "#notice").text)
    element(browser, "[name=password]").clear()
    element(browser, "[name=password]").send_keys(PASSWORD)
    click(browser, "#in button")
    wait(browser).until(lambda b: "/login" not in b.current_url)
    element(browser, "#question")
    ask(browser, "老旧小区改造由谁牵头？")
    *_, (entry, _) = own.records.audit.entries()
    assert (entry.facts["action"], entry.facts["identity"]) == ("answer", "account:zhang")

    open_tab(browser, "评估")
    click(browser, "#admit")
    wait(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#log caption"))

    open_tab(browser, "加入文件")
    path = tmp_path / "办法.txt"
    path.write_text("某市办法\n第一条 为了管理，制定本办法。\n第二条 本办法施行。\n", "utf-8")
    element(browser, "#upload input[type=file]").send_keys(str(path))
    click(browser, "#upload .upload-file button")
    wait(browser).until(lambda b: element(b, "#upload .draft").is_displayed())

    browser.get(f"{door}/login")
    wait(browser).until(lambda b: b.find_element(By.CSS_SELECTOR, "#out").is_displayed())
    click(browser, "#out button")
    wait(browser).until(lambda b: b.find_element(By.CSS_SELECTOR, "#in").is_displayed())
    assert httpx.get(f"{door}/v1/drafts").status_code == 401


def test_no_tab_asks_for_what_the_page_policy_forbids(browser: Chrome, door: str) -> None:
    open_page(browser, door)
    ask(browser, "老旧小区改造由谁牵头？")
    for tab in TABS:
        open_tab(browser, tab)
    refused = [line for line in browser.get_log("browser") if "Content Security" in line["message"]]
    assert refused == []
