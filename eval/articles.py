"""Articles: a retrieval benchmark's corpus and questions, as the product's own outlines.

A corpus line is {"id", "name", "text"}, a question line {"id", "question", "relevant": [ids]}.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from corpus.clause import Clause, ClauseKind, Outline
from corpus.document import Document, DocumentKind
from eval.errors import ArticleFileError

_NAME = re.compile(r"(.+?)(第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?)")
_GZIP = b"\x1f\x8b"


class Article(BaseModel):
    """A line of the corpus."""

    id: int | str
    name: str
    text: str


class ArticleQuestion(BaseModel):
    """A line of the questions; `relevant` are ids of the corpus."""

    id: int | str
    question: str
    relevant: list[int | str]


@dataclass(frozen=True, slots=True)
class ArticleCorpus:
    """The articles as outlines, one a law; `ids` are the corpus's by clause id."""

    outlines: tuple[Outline, ...]
    ids: dict[str, str]


_Line = TypeVar("_Line", Article, ArticleQuestion)


def read_articles(path: Path) -> ArticleCorpus:
    """Read a corpus, plain or gzipped; raises ArticleFileError."""
    laws: dict[str, list[tuple[str, Article]]] = {}
    for article in _read(path, TypeAdapter(Article)):
        match = _NAME.fullmatch(article.name.strip())
        law, label = match.groups() if match else (article.name, article.name)
        laws.setdefault(law, []).append((label, article))
    ids: dict[str, str] = {}
    outlines = tuple(_outline(law, articles, ids) for law, articles in laws.items())
    return ArticleCorpus(outlines, ids)


def read_article_questions(path: Path) -> tuple[ArticleQuestion, ...]:
    """Read the questions; raises ArticleFileError."""
    return tuple(_read(path, TypeAdapter(ArticleQuestion)))


def _outline(law: str, articles: Sequence[tuple[str, Article]], ids: dict[str, str]) -> Outline:
    text = "\n\n".join(article.text for _, article in articles)
    sha256 = hashlib.sha256(f"{law}\n{text}".encode()).hexdigest()
    document = Document(sha256[:16], law, text, DocumentKind.LAW, sha256=sha256)
    clauses = []
    start = 0
    for label, article in articles:
        end = start + len(article.text)
        clause = Clause(
            f"{document.id}:{article.id}",
            document.id,
            law,
            ClauseKind.ARTICLE,
            (),
            label,
            "",
            article.text,
            start,
            end,
        )
        ids[clause.id] = str(article.id)
        clauses.append(clause)
        start = end + 2
    return Outline(document, 0, (), tuple(clauses))


def _read(path: Path, form: TypeAdapter[_Line]) -> Iterator[_Line]:
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if content.startswith(_GZIP) else content).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ArticleFileError(path, 0, str(error)) from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield form.validate_json(line)
        except ValidationError as error:
            raise ArticleFileError(path, number, _first(error.errors())) from error


def _first(errors: Sequence[Any]) -> str:
    return f"{'.'.join(map(str, errors[0]['loc']))} {errors[0]['msg']}".strip()
