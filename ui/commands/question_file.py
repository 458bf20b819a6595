"""Question files: one JSON object a line, {"question": …} or {"turns": […]}."""

from __future__ import annotations

import json
from pathlib import Path

from ui.exit_codes import InputFileError


def read_questions(path: Path) -> list[str]:
    """The questions of a file of {"question": …} lines."""
    return [turns[0] for turns in _read(path, allow_turns=False)]


def read_conversations(path: Path) -> list[list[str]]:
    """The turns of each line; a {"question": …} line is a conversation of one turn."""
    return _read(path, allow_turns=True)


def _read(path: Path, *, allow_turns: bool) -> list[list[str]]:
    """The whole file is checked before the first question is asked."""
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise InputFileError(
            f"cannot read {path}: {error}", f"无法读取文件“{path}”。请检查路径和权限。"
        ) from error
    return [
        _turns(line, f"“{path.name}”第 {number} 行", allow_turns=allow_turns)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


def _turns(line: bytes, where: str, *, allow_turns: bool) -> list[str]:
    expected = '{"question": "…"}' + (' 或 {"turns": ["…", "…"]}' if allow_turns else "")
    try:
        fields = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputFileError(
            f"{where}: {error}", f"{where}不是合法的 JSON（UTF-8）。每行应为 {expected}。"
        ) from error
    if isinstance(fields, dict):
        question, turns = fields.get("question"), fields.get("turns")
        if isinstance(question, str) and turns is None:
            return [question]
        is_turns = isinstance(turns, list) and all(isinstance(turn, str) for turn in turns)
        if allow_turns and question is None and is_turns and turns:
            return list(turns)
    raise InputFileError(f"{where}: wrong fields", f"{where}格式有误。每行应为 {expected}。")
