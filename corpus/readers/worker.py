"""The child process of the sandbox: a request line and bytes on stdin, one JSON value on stdout."""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from corpus.document import Document, DocumentKind
from corpus.errors import DocumentError
from corpus.outline import read_outline
from corpus.readers.errors import HostileFileError, damaged
from corpus.readers.limits import Limits
from corpus.readers.sandbox import STRUCTURE
from corpus.readers.source import FileFormat

# A parser's library is loaded only where it is used.
_PARSERS = {
    FileFormat.DOCX: "corpus.readers.docx",
    FileFormat.PDF: "corpus.readers.pdf",
    FileFormat.HTML: "corpus.readers.html",
}
_Task = Callable[[bytes, str, Limits], dict[str, Any]]


def main() -> None:
    """Parse what stdin holds under the limits it names."""
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    limits = Limits(**request["limits"])
    parse = _task(request)
    _confine(limits)
    reply = _reply(parse, data, request["name"], limits)
    sys.stdout.write(json.dumps(reply))


def _task(request: dict[str, Any]) -> _Task:
    """What is asked for, its libraries loaded."""
    if request["kind"] == STRUCTURE:
        genre = DocumentKind(request["genre"])

        def read(data: bytes, name: str, _: Limits) -> dict[str, Any]:
            return {"clauses": len(read_outline(Document("", name, data.decode(), genre)).clauses)}

        return read
    parser = import_module(_PARSERS[FileFormat(request["kind"])])
    return lambda data, name, limits: asdict(parser.parse(data, name, limits))


def _reply(parse: _Task, data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    try:
        return parse(data, name, limits)
    except DocumentError as error:
        return _reply_to(error)
    except (MemoryError, RecursionError) as error:
        hostile = HostileFileError(
            f"{name}: {type(error).__name__}",
            f"文件“{name}”解析时占用资源过多，不是正常的文档，已拒绝。请另存为 .txt 后再试。",
        )
        return _reply_to(hostile)
    except Exception as error:  # a library may fail on a broken file in any way
        return _reply_to(damaged(name, f"{type(error).__name__}: {error}"))


def _reply_to(error: DocumentError) -> dict[str, Any]:
    return {
        "error": type(error).__name__,
        "message": str(error),
        "user_message": error.user_message,
    }


def _confine(limits: Limits) -> None:
    """No files, no core dumps, bounded memory and processor time, whatever the file holds."""
    for name, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(name, (value, value))


if __name__ == "__main__":
    main()
