"""Sandbox: a parser in a process of its own, bounded in time, memory and files written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.readers.errors import ERRORS, ReadingTimeError, damaged
from corpus.readers.limits import Limits
from corpus.readers.source import FileFormat, SourceText

_ROOT = Path(__file__).parents[2]
_SOURCE = TypeAdapter(SourceText)


def parse_bounded(kind: FileFormat, data: bytes, name: str, limits: Limits) -> SourceText:
    """Parse `data` in a child process; raises the errors of readers/errors.py.

    The child cannot write files (RLIMIT_FSIZE is 0) and is killed at the time limit.
    """
    request = json.dumps({"kind": kind, "name": name, "limits": asdict(limits)}).encode() + b"\n"
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
            output, _ = child.communicate(request + data, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise ReadingTimeError(
                f"{name}: parsing took more than {limits.seconds} s",
                f"文件“{name}”解析超过 {limits.seconds} 秒，已停止。请拆分或另存为 .txt 后再试。",
            ) from None
        finally:
            child.kill()
    return _result(output, name, child.returncode)


def _result(output: bytes, name: str, code: int) -> SourceText:
    try:
        reply = json.loads(output)
        if "error" in reply:
            raise ERRORS[reply["error"]](reply["message"], reply["user_message"])
        return _SOURCE.validate_python(reply)
    except (ValueError, KeyError, ValidationError) as error:
        raise damaged(name, f"the parser ended with code {code}") from error
