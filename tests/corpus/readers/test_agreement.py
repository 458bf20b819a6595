"""The shipped texts as docx, pdf and html: the clauses that come out are those of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import load_corpus
from corpus.clause import Outline
from corpus.outline import read_outline
from corpus.readers import docx, html, pdf
from corpus.readers.limits import LIMITS, Limits
from corpus.readers.source import SourceText
from tests.corpus.readers.agreement import agreement
from tests.corpus.readers.writers import (
    paragraphs_of,
    write_docx,
    write_html,
    write_numbered_docx,
    write_pdf,
)
from tests.corpus.test_structure import assert_whole

FOLDER = Path(__file__).parents[3] / "corpus" / "documents"
Parse = Callable[[bytes, str, Limits], SourceText]
FORMATS: dict[str, tuple[Callable[[list[str]], bytes], Parse]] = {
    "docx": (write_docx, docx.parse),
    "docx with automatic numbers": (write_numbered_docx, docx.parse),
    "html": (write_html, html.parse),
    "pdf": (write_pdf, pdf.parse),
}


@pytest.fixture(scope="module")
def outlines() -> tuple[Outline, ...]:
    return load_corpus(FOLDER)


@pytest.mark.parametrize("name", FORMATS)
def test_every_shipped_text_gives_the_same_clauses(
    name: str, outlines: tuple[Outline, ...]
) -> None:
    write, parse = FORMATS[name]
    same = 0
    for outline in outlines:
        data = write(paragraphs_of(FOLDER / outline.document.source))
        found = read_outline(replace(outline.document, text=parse(data, "文件", LIMITS).text))
        assert_whole(found)
        assert found.warnings == ()
        result = agreement(outline, found)
        assert (result.missing, result.extra) == ((), ())
        same += result.same
    assert same == 2426
