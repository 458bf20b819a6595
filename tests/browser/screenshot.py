"""Takes the README's picture of a running page: python -m tests.browser.screenshot ADDRESS FILE."""

from __future__ import annotations

import sys

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.chromium import chromium, view

QUESTION = "老旧小区改造由哪个单位牵头？"


def main(address: str, file: str) -> None:
    """Ask the question and save what a 1280-pixel window shows."""
    with chromium("--hide-scrollbars") as browser:
        view(browser, 1280, 840)
        browser.get(address)
        wait = WebDriverWait(browser, 60)
        box = wait.until(lambda b: b.find_element(By.CSS_SELECTOR, "#question textarea"))
        wait.until(lambda b: b.find_elements(By.CSS_SELECTOR, ".example"))
        box.send_keys(QUESTION, Keys.ENTER)
        wait.until(lambda b: b.find_elements(By.CSS_SELECTOR, ".source mark"))
        browser.execute_script("document.activeElement.blur()")
        browser.save_screenshot(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
