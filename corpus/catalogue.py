"""The catalogue: which files the corpus holds and their official particulars."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from corpus.clause import Outline
from corpus.document import Document, DocumentKind, Validity
from corpus.errors import DocumentError
from corpus.joined_units import with_joined_units
from corpus.outline import read_outline
from corpus.particulars import read_particulars
from corpus.readers.read import read_bytes, read_source
from corpus.readers.sniff import SUFFIXES
from corpus.wordings import with_wordings

CATALOGUE = "catalogue.toml"


def read_file(path: Path) -> Outline:
    """Any policy text file as an outline, its particulars recognised; raises DocumentError."""
    return read_outline(_recognised(path))


def load_corpus(folder: Path) -> tuple[Outline, ...]:
    """Every text in a folder, in the catalogue's order; files it does not list come last."""
    if not folder.is_dir():
        raise DocumentError(
            f"no such folder: {folder}", f"找不到文件目录“{folder}”。请检查 --documents 的路径。"
        )
    entries = _entries(folder / CATALOGUE)
    outlines = [read_outline(_catalogued(folder, entry)) for entry in entries]
    listed = {entry["file"] for entry in entries}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix.lower() in SUFFIXES and path.name not in listed:
            outlines.append(read_file(path))
    if not outlines:
        raise DocumentError(
            f"no policy texts in {folder}",
            f"目录“{folder}”中没有政策文件（txt、md、docx、pdf、html）。",
        )
    return with_joined_units(with_wordings(outlines, folder))


def _entries(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["document"]
        for entry in entries:
            if not {"id", "file", "title", "kind"} <= entry.keys():
                raise KeyError("id, file, title and kind are required")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise DocumentError(
            f"{path}: {error}", f"文件目录表“{path.name}”格式有误（{error}）。请改正后重试。"
        ) from error
    return entries


def _recognised(path: Path) -> Document:
    data = read_bytes(path)
    text = read_source(data, path.name).text
    digest = hashlib.sha256(data).hexdigest()
    found = read_particulars(text, path.name)
    return Document(
        id=f"doc-{digest[:12]}",
        title=found.title,
        text=text,
        kind=found.kind,
        number=found.number,
        issuer=found.issuer,
        issued=found.issued,
        effective=found.effective,
        period_end=found.period_end,
        source=path.name,
        sha256=digest,
    )


def _catalogued(folder: Path, entry: dict[str, Any]) -> Document:
    path = folder / entry["file"]
    data = read_bytes(path)
    return Document(
        id=entry["id"],
        title=entry["title"],
        text=read_source(data, path.name).text,
        kind=DocumentKind(entry["kind"]),
        number=entry.get("number"),
        issuer=entry.get("issuer"),
        issued=_date(entry.get("issued")),
        effective=_date(entry.get("effective")),
        period_end=_date(entry.get("period_end")),
        validity=Validity(entry.get("validity", "valid")),
        source=entry["file"],
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _date(value: date | None) -> date | None:
    return value
