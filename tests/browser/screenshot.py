"""Takes the pictures in docs/: python -m tests.browser.screenshot ADDRESS FOLDER [TOKEN].

With the admin token the tab 加入文件 is shown with a file under review, which is then discarded.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.chromium import chromium, view
from tests.corpus.library.test_library import PLAN
from tests.corpus.readers.writers import write_docx

QUESTION = "老旧小区改造由哪个单位牵头？"
DESKTOP, PHONE = (1280, 840), (390, 844)


def main(address: str, folder: str, token: str = "") -> None:
    """Save what the windows show as PNG files in `folder`."""
    with chromium("--hide-scrollbars") as browser:
        wait = WebDriverWait(browser, 60)

        def shown(selector: str) -> Callable[[Chrome], object]:
            return lambda b: b.find_elements(By.CSS_SELECTOR, selector)

        def save(name: str) -> None:
            browser.execute_script("document.activeElement.blur()")
            browser.save_screenshot(str(Path(folder) / f"{name}.png"))

        def tab(name: str) -> None:
            for button in browser.find_elements(By.CSS_SELECTOR, "button[role=tab]"):
                if button.text.strip() == name:
                    button.click()

        def ask() -> None:
            browser.get(address)
            wait.until(shown(".example"))
            box = browser.find_element(By.CSS_SELECTOR, "#question textarea")
            box.send_keys(QUESTION, Keys.ENTER)
            wait.until(shown(".source mark"))

        view(browser, *DESKTOP)
        ask()
        save("screenshot")
        browser.find_element(By.CSS_SELECTOR, ".source a[data-clause]").click()
        wait.until(shown("#reader mark"))
        save("reader")
        tab("协作网络")
        wait.until(shown("#network .plot-container"))
        save("network")
        if token:
            tab("加入文件")
            wait.until(shown("#upload input[type=password]"))
            browser.find_element(By.CSS_SELECTOR, "#upload input[type=password]").send_keys(token)
            with tempfile.TemporaryDirectory() as made:
                path = Path(made) / "绿化.docx"
                path.write_bytes(write_docx(PLAN.splitlines()))
                chosen = browser.find_element(By.CSS_SELECTOR, "#upload input[type=file]")
                chosen.send_keys(str(path))
                browser.find_element(By.CSS_SELECTOR, "#upload .upload-file button").click()
                wait.until(shown("#upload .clause"))
            save("upload")
            (discard,) = (
                button
                for button in browser.find_elements(By.CSS_SELECTOR, "#upload .particulars button")
                if button.text == "放弃"
            )
            discard.click()
            wait.until(shown("#upload .held li"))
        view(browser, *PHONE)
        ask()
        save("phone")


if __name__ == "__main__":
    main(*sys.argv[1:])
