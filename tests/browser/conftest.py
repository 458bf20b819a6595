"""The real application in the real Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver

from assistant.service import PolicyAssistant
from tests.serving import serving
from ui.app import create_application

DESKTOP = (1280, 980)
PHONE = (390, 844)


@pytest.fixture(scope="session")
def address(assistant: PolicyAssistant) -> Iterator[str]:
    with serving(create_application(assistant)) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    options = Options()
    for argument in (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    found = [Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")]
    if all(path.exists() for path in found):
        options.binary_location = str(found[0])
        browser = webdriver.Chrome(options, Service(str(found[1])))
    else:
        browser = webdriver.Chrome(options)
    yield browser
    browser.quit()


@pytest.fixture
def browser(chromium: WebDriver) -> WebDriver:
    """A desktop window with nothing loaded and no request recorded."""
    view(chromium, *DESKTOP)
    chromium.get("about:blank")
    requested(chromium)
    chromium.get_log("browser")
    return chromium


def view(browser: WebDriver, width: int, height: int) -> None:
    """Give the page itself this size; a headless window cannot be as narrow as a phone."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
    )


def requested(browser: WebDriver) -> set[str]:
    """Addresses that pages asked the network for since the last call."""
    addresses = set()
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            params = message["params"]
            addresses.add(params["request"]["url"] if "request" in params else params["url"])
    return {each for each in addresses if each.startswith(("http", "ws"))}
