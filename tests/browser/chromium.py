"""The machine's own Chromium, headless, asking nobody for a driver."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium(*arguments: str) -> webdriver.Chrome:
    """A new browser that records its network requests and its console."""
    options = Options()
    for argument in (*ARGUMENTS, *arguments):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    options.page_load_strategy = "eager"  # what a test needs of a page it waits for
    options.binary_location = _program(("chromium", "chromium-browser", "google-chrome"))
    return webdriver.Chrome(options, Service(_program(("chromedriver",))))


def view(browser: webdriver.Chrome, width: int, height: int) -> None:
    """Give the page itself this size; a headless window cannot be as narrow as a phone."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500},
    )


def requested(browser: webdriver.Chrome) -> set[str]:
    """Addresses that pages asked the network for since the last call."""
    addresses = set()
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            params = message["params"]
            addresses.add(params["request"]["url"] if "request" in params else params["url"])
    return {each for each in addresses if each.startswith(("http", "ws"))}


def _program(names: Sequence[str]) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise RuntimeError(f"{names[0]} is not installed: run make browser")
    return found
