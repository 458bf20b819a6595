"""axe-core, fetched from npm: the rules by which pages are checked for accessibility."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

from selenium.webdriver import Chrome

VERSION = "4.14.1"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


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
    """Every broken rule with its elements; empty on a page that keeps all of RULES."""
    browser.set_script_timeout(120)
    browser.execute_script(axe)
    found = browser.execute_async_script(
        """
        const [rules, done] = arguments;
        axe.run(document, { runOnly: rules }).then((result) => done({
          passes: result.passes.length,
          violations: result.violations.flatMap((rule) => rule.nodes.map(
            (node) => `${rule.id} (${rule.impact}): ${node.target.join(' ')}`)),
        }));
        """,
        list(RULES),
    )
    assert found["passes"] > 10
    return list(found["violations"])
