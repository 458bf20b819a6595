"""The real application in the real Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from assistant.service import PolicyAssistant
from tests.browser.chromium import chromium, requested, view
from tests.serving import serving
from ui.app import create_application

DESKTOP = (1280, 980)


@pytest.fixture(scope="session")
def address(assistant: PolicyAssistant) -> Iterator[str]:
    with serving(create_application(assistant)) as address:
        yield address


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}") as browser:
        yield browser


@pytest.fixture
def browser(window: Chrome) -> Chrome:
    """A desktop window with nothing loaded and no request recorded."""
    view(window, *DESKTOP)
    window.get("about:blank")
    requested(window)
    window.get_log("browser")
    return window
