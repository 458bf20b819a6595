"""axe-core, fetched from npm: the rules by which pages are checked for accessibility."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

from selenium.webdriver import Chrome

VERSION = "4.14.1"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOURS = ("color-contrast", "link-in-text-block")  # all that a theme changes


class NpmUnreachableError(RuntimeError):
    """npm is not installed or its registry cannot be reached."""


def fetch_axe(folder: Path) -> str:
    """The script; raises NpmUnreachableError."""
    command = ["npm", "pack", f"axe-core@{VERSION}", "--silent", "--cache", str(folder / "cache")]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise NpmUnreachableError(str(error)) from error
    archive = folder / done.stdout.decode().split()[-1]
    with tarfile.open(archive) as files:
        script = files.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


def violations(browser: Chrome, axe: str) -> list[str]:
    """Every broken rule with its elements; empty on a page that keeps all rules of TAGS."""
    return _run(browser, axe, {"type": "tag", "values": TAGS})


def violations_of_colours(browser: Chrome, axe: str) -> list[str]:
    """Broken rules of OF_COLOURS alone."""
    return _run(browser, axe, {"type": "rule", "values": OF_COLOURS})


def _run(browser: Chrome, axe: str, rules: dict[str, object]) -> list[str]:
    browser.set_script_timeout(120)
    if not browser.execute_script("return !!window.axe"):
        browser.execute_script(axe)
    found = browser.execute_async_script(
        """
        const [rules, done] = arguments;
        const options = { runOnly: rules, resultTypes: ['violations'], preload: false };
        axe.run(document, options).then((result) => done({
          passes: result.passes.length,
          violations: result.violations.flatMap((rule) => rule.nodes.map(
            (node) => `${rule.id} (${rule.impact}): ${node.target.join(' ')}`)),
        }));
        """,
        rules,
    )
    assert found["passes"]
    return list(found["violations"])
