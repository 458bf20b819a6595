"""The reference pages say what the program has: every command, setting and exit code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from assistant.settings import Settings
from ui.exit_codes import ExitCode

DOCS = Path(__file__).parents[2] / "docs"
# The command that writes docs/cli.md.
GENERATE = ["-m", "typer", "ui.terminal", "utils", "docs", "--name", "policy-assistant"]


def test_commands_are_those_of_the_terminal(tmp_path: Path) -> None:
    made = tmp_path / "cli.md"
    command = [sys.executable, *GENERATE, "--output", str(made)]
    subprocess.run(command, check=True, capture_output=True, cwd=DOCS.parent)
    assert made.read_text(encoding="utf-8") == (DOCS / "cli.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_table() -> None:
    table = (DOCS / "reference.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.M))
    assert {name.removeprefix("POLICY_") for name in named} >= {
        name.upper() for name in Settings.model_fields
    }


def test_every_exit_code_is_in_the_table() -> None:
    table = (DOCS / "reference.md").read_text(encoding="utf-8")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.M)} >= set(
        map(int, ExitCode)
    )
