"""Sandbox: a parser in a process of its own, bounded in time, memory and files written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from corpus.document import DocumentKind
from corpus.readers.errors import ERRORS, ReadingTimeError, damaged
from corpus.readers.limits import Limits
from corpus.readers.source import FileFormat, SourceText

_ROOT = Path(__file__).parents[2]
STRUCTURE = "structure"
_OUTLINE_SECONDS = 20
_SOURCE = TypeAdapter(SourceText)


def parse_bounded(kind: FileFormat, data: bytes, name: str, limits: Limits) -> SourceText:
    """Parse `data` in a child process; raises the errors of readers/errors.py.

    The child cannot write files (RLIMIT_FSIZE is 0) and is killed at the time limit.
    """
    try:
        return _SOURCE.validate_python(_ask_child({"kind": kind}, data, name, limits))
    except ValidationError as error:
        raise damaged(name, "the parser gave no text") from error


def check_structure(text: str, genre: DocumentKind, name: str, limits: Limits) -> None:
    """Read the outline once in a child process: a text made to keep the rules busy is refused."""
    limits = replace(limits, seconds=min(limits.seconds, _OUTLINE_SECONDS))
    _ask_child({"kind": STRUCTURE, "genre": genre}, text.encode(), name, limits)


def _ask_child(request: dict[str, Any], data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    line = json.dumps({**request, "name": name, "limits": asdict(limits)}).encode() + b"\n"
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "corpus.readers.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=environment,
    )
    with child:
        try:
            output, _ = child.communicate(line + data, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise ReadingTimeError(
                f"{name}: parsing took more than {limits.seconds} s",
                f"文件“{name}”解析超过 {limits.seconds} 秒，已停止。请拆分或另存为 .txt 后再试。",
            ) from None
        finally:
            child.kill()
    return _result(output, name, child.returncode)


def _result(output: bytes, name: str, code: int) -> dict[str, Any]:
    try:
        reply: dict[str, Any] = json.loads(output)
        if "error" in reply:
            raise ERRORS[reply["error"]](reply["message"], reply["user_message"])
        return reply
    except (ValueError, KeyError) as error:
        raise damaged(name, f"the parser ended with code {code}") from error
