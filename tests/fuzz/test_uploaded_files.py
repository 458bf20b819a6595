"""Any bytes are read or refused in Chinese, by every reader; nothing else comes out of one."""

from __future__ import annotations

import os
import re
import zipfile
from functools import cache
from importlib import import_module
from io import BytesIO

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import DocumentError
from corpus.outline import read_outline
from corpus.particulars import read_particulars
from corpus.readers.limits import LIMITS
from corpus.readers.read import read_source
from corpus.readers.sniff import sniff
from corpus.readers.source import FileFormat, SourceText
from corpus.readers.worker import _PARSERS, _reply
from tests.corpus.readers.writers import write_docx, write_pdf

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "200"))
MAIN = "word/document.xml"
BODY = ["某市停车条例", "第一章 总则", "第一条 为了规范停车，制定本条例。", "第二条 本条例施行。"]
PLAN = [
    "某市行动计划",
    "一、总体要求",
    "（一）目标。到2025年达到80%。",
    "（牵头单位：甲局；责任单位：乙局）",
]
PIECES = [
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"%PDF-1.7", b"endobj", b"<w:p/>"),
    *(b"<table><tr><td>", b"&#x0;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"]]>", b"/Length 99999"),
    *("第一条".encode(), "（牵头单位：".encode(), "一、".encode("gb18030"), b"9" * 400, b"(" * 300),
]


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """A small whole file of each format."""
    html = "<html><body><h1>某市条例</h1><p>第一条 制定。</p><table><tr><td>任务</td></tr></table>"
    return (
        ("a.docx", write_docx(BODY)),
        ("a.docx", write_docx(PLAN)),
        ("a.pdf", write_pdf(BODY)),
        ("a.html", html.encode()),
        ("a.txt", "\n".join(BODY).encode()),
        ("a.txt", "\n".join(PLAN).encode("gb18030")),
        ("a.md", "\n".join(f"# {line}" for line in BODY).encode()),
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A whole file damaged in a few places, or bytes of no format at all."""
    name, data = draw(st.sampled_from(seeds()))
    if draw(st.integers(0, 9)) == 0:
        return name, draw(st.binary(max_size=400))
    if name.endswith(".docx") and draw(st.booleans()):
        return name, with_main_part(data, bytes(draw(damages(main_part(data)))))
    return name, bytes(draw(damages(data)))


@st.composite
def damages(draw: st.DrawFn, data: bytes) -> bytearray:
    """The bytes with up to five places changed."""
    damaged = bytearray(data)
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, max(0, len(damaged) - 1)))
        what = draw(st.sampled_from(("set", "insert", "cut", "copy", "end")))
        if what == "set" and damaged:
            damaged[place] = draw(st.integers(0, 255))
        elif what == "insert":
            damaged[place:place] = draw(st.sampled_from(PIECES))
        elif what == "cut":
            del damaged[place : place + draw(st.integers(1, 200))]
        elif what == "copy":
            damaged[place:place] = damaged[place : place + draw(st.integers(1, 200))]
        else:
            del damaged[place:]
    return damaged


def main_part(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(MAIN)


def with_main_part(data: bytes, part: bytes) -> bytes:
    """The docx with another text in it, so that damage gets past the archive's own checks."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name == MAIN else old.read(name))
    return stream.getvalue()


def read(data: bytes, name: str) -> SourceText | None:
    """As an upload is read, its parser in this process: ten thousand files need no child each."""
    try:
        kind = sniff(data, name)
        if kind in (FileFormat.TEXT, FileFormat.MARKDOWN):
            return read_source(data, name)
    except DocumentError as error:
        assert_told(error.user_message)
        return None
    parser = import_module(_PARSERS[kind])
    reply = _reply(
        lambda given, called, limits: {"source": parser.parse(given, called, limits)},
        data,
        name,
        LIMITS,
    )
    if "error" in reply:
        assert_told(reply["user_message"])
        return None
    source: SourceText = reply["source"]
    return source


def assert_told(message: str) -> None:
    assert re.search("[\u4e00-\u9fff]", message)
    assert "Traceback" not in message


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES <= 200,
    suppress_health_check=list(HealthCheck),
)
@given(files())
def test_any_file_is_read_or_refused(file: tuple[str, bytes]) -> None:
    name, data = file
    if not data.strip():
        return
    source = read(data, name)
    event(f"{name} {'refused' if source is None else 'read'}")
    if source is None:
        return
    particulars = read_particulars(source.text, name)
    outline = read_outline(Document("d", particulars.title, source.text, particulars.kind))
    text = outline.document.text
    assert all(text[clause.start : clause.end] == clause.text for clause in outline.clauses)


@pytest.mark.parametrize("name", sorted({name for name, _ in seeds()}))
def test_the_whole_files_are_read(name: str) -> None:
    for seed, data in seeds():
        if seed == name:
            assert read(data, name) is not None
