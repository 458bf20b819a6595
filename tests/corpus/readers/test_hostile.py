"""Files that are made to harm, or that are not what they seem: refused, and no trace is left."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from corpus.catalogue import read_file
from corpus.document import DocumentKind
from corpus.errors import DocumentError
from corpus.readers.errors import (
    DamagedFileError,
    EncryptedFileError,
    HostileFileError,
    OversizedFileError,
    ReadingTimeError,
    ScannedFileError,
    UnsupportedFormatError,
    WrongExtensionError,
)
from corpus.readers.limits import LIMITS, Limits
from corpus.readers.read import read_bytes, read_source
from corpus.readers.sandbox import check_structure
from tests.corpus.readers.writers import BODY, build_pdf, saved, write_docx, write_pdf

TEXTS = ["某市条例", "第一条 为了规范管理，制定本条例。", "第二条 本条例自公布之日起施行。"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is written to the temporary folder, and no child is left running."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    yield
    assert list(temporary.iterdir()) == []
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    commands = [Path(f"/proc/{child}/cmdline").read_bytes() for child in children]
    assert not any(b"corpus.readers.worker" in command for command in commands)


def refused(data: bytes, name: str, kind: type[DocumentError], limits: Limits = LIMITS) -> str:
    with pytest.raises(DocumentError) as caught:
        read_source(data, name, limits)
    assert type(caught.value) is kind, caught.value
    assert re.search(r"请[\u4e00-\u9fff\w]", caught.value.user_message)
    return caught.value.user_message


def repacked(data: bytes, **parts: bytes) -> bytes:
    """A docx with other content in its parts."""
    names = {"document": "word/document.xml", "styles": "word/styles.xml"}
    changed = {names.get(key, key): value for key, value in parts.items()}
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, changed.pop(entry, None) or old.read(entry))
        for entry, content in changed.items():
            new.writestr(entry, content)
    return stream.getvalue()


def document_xml(body: str, declaration: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<w:document xmlns:w='
        f'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body>'
        "</w:document>"
    ).encode()


def test_zip_bomb() -> None:
    bomb = repacked(write_docx(TEXTS), **{"word/media/a.bin": b"\0" * (60 * 1024**2)})
    assert len(bomb) < 200_000
    assert "压缩" in refused(bomb, "x.docx", HostileFileError)
    limits = replace(LIMITS, unpacked_bytes=10 * 1024**2)
    assert "解压" in refused(bomb, "x.docx", OversizedFileError, limits)


def test_many_entries() -> None:
    parts = {f"word/media/{n}.bin": b"x" for n in range(200)}
    data = repacked(write_docx(TEXTS), **parts)
    refused(data, "x.docx", OversizedFileError, replace(LIMITS, entries=100))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_docx_are_not_expanded_and_no_file_is_read(encoding: str) -> None:
    declaration = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    xml = document_xml("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", declaration).decode()
    data = xml.replace('"UTF-8"', f'"{encoding}"').encode(encoding)
    assert "实体" in refused(repacked(write_docx(TEXTS), document=data), "x.docx", HostileFileError)


def test_billion_laughs() -> None:
    laughs = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    xml = document_xml("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", f"<!DOCTYPE a [{laughs}]>")
    refused(repacked(write_docx(TEXTS), document=xml), "x.docx", HostileFileError)
    page = f"<!DOCTYPE html [{laughs}]><html><body><p>&i;</p></body></html>".encode()
    refused(page, "x.html", HostileFileError)


def test_deep_nesting() -> None:
    xml = document_xml("<w:ins>" * 5000 + "<w:p/>" + "</w:ins>" * 5000)
    assert "嵌套" in refused(repacked(write_docx(TEXTS), document=xml), "x.docx", HostileFileError)
    page = b"<html><body>" + b"<div>" * 100_000 + "第一条 文字。".encode()
    assert "嵌套" in refused(page, "x.html", HostileFileError)


def test_a_line_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.write(b"a")
        file.truncate(1024**3)  # a sparse file
    assert len(read_bytes(path)) == LIMITS.file_bytes + 1
    with pytest.raises(OversizedFileError):
        read_file(path)


def test_too_many_characters() -> None:
    text = "第一条 " + "字" * 5000
    refused(text.encode(), "x.txt", OversizedFileError, replace(LIMITS, characters=1000))


def test_nul_bytes() -> None:
    refused("第一条 文字\x00。".encode(), "x.txt", DamagedFileError)


def test_picture_under_another_name() -> None:
    stream = BytesIO()
    Image.new("RGB", (20, 20)).save(stream, "PNG")
    for name in ("x.png", "x.pdf", "x.txt"):
        assert "图片" in refused(stream.getvalue(), name, UnsupportedFormatError)


@pytest.mark.parametrize("name", ["x.pdf", "x.txt", "x.html", "x.md"])
def test_docx_under_another_suffix(name: str) -> None:
    assert ".docx" in refused(write_docx(TEXTS), name, WrongExtensionError)


@pytest.mark.parametrize("name", ["x.docx", "x.txt"])
def test_pdf_under_another_suffix(name: str) -> None:
    assert ".pdf" in refused(write_pdf(TEXTS), name, WrongExtensionError)


@pytest.mark.parametrize("name", ["x.docx", "x.pdf", "x.html"])
def test_text_under_another_suffix(name: str) -> None:
    assert ".txt" in refused("\n".join(TEXTS).encode(), name, WrongExtensionError)


def test_suffix_of_a_program() -> None:
    refused("\n".join(TEXTS).encode(), "x.exe", UnsupportedFormatError)


def test_legacy_word_file_is_to_be_saved_as_docx() -> None:
    data = OLE + "WordDocument".encode("utf-16-le") * 40
    for name in ("x.doc", "x.docx"):
        assert "另存为 .docx" in refused(data, name, UnsupportedFormatError)


def test_docx_with_a_password() -> None:
    data = OLE + "EncryptedPackage".encode("utf-16-le") * 40
    assert "密码" in refused(data, "x.docx", EncryptedFileError)


def test_pdf_with_a_password() -> None:
    story = [Paragraph(text, BODY) for text in TEXTS]
    assert "密码" in refused(build_pdf(story, encrypt="secret"), "x.pdf", EncryptedFileError)


def scan(pages: int) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_scanned_pdf_is_recognised() -> None:
    assert "扫描件" in refused(scan(3), "x.pdf", ScannedFileError)


def test_too_many_pages() -> None:
    assert "页" in refused(scan(5), "x.pdf", OversizedFileError, replace(LIMITS, pages=4))


def test_pdf_stream_that_unpacks_beyond_memory() -> None:
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"\n" * 1024**2) for _ in range(800)) + packer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data = b"%PDF-1.4\n"
    for number, content in enumerate(objects, 1):
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    data += b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"
    limits = replace(LIMITS, memory_bytes=700 * 1024**2)
    with pytest.raises((HostileFileError, DamagedFileError, ScannedFileError)):
        read_source(data, "x.pdf", limits)


@pytest.mark.parametrize("name", ["x.docx", "x.pdf"])
def test_file_cut_short(name: str) -> None:
    whole = write_docx(TEXTS) if name == "x.docx" else write_pdf(TEXTS)
    with pytest.raises(DocumentError):
        read_source(whole[: len(whole) // 2], name)


def test_parser_that_takes_too_long_is_stopped() -> None:
    limits = replace(LIMITS, seconds=0)
    assert "秒" in refused(write_docx(TEXTS), "x.docx", ReadingTimeError, limits)


def test_document_without_words() -> None:
    with pytest.raises(DocumentError):
        read_source(saved(docx.Document()), "x.docx")


def test_instructions_in_a_file_are_only_text() -> None:
    source = read_source(write_docx([*TEXTS, "${7*7} {{7*7}} <script>alert(1)</script>"]), "x.docx")
    assert "${7*7} {{7*7}} <script>alert(1)</script>" in source.text


def test_text_made_to_keep_the_rules_busy_is_stopped() -> None:
    text = "一、任务\n" + "牵头单位：" * 300_000
    with pytest.raises(ReadingTimeError):
        check_structure(text, DocumentKind.PLAN, "x.txt", replace(LIMITS, seconds=2))
    check_structure("\n".join(TEXTS), DocumentKind.REGULATION, "x.txt", LIMITS)
