"""StoreContent: what a store holds, apart from where it is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter

from corpus.clause import Clause, Outline
from index.embedder import Embedder, Progress, Vectors
from index.lexical import FieldText, LexicalIndex, Tokenizer
from index.text_digest import SIZE, text_digest
from index.windows import Window, windows_of

OUTLINES = TypeAdapter(tuple[Outline, ...])


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of all clauses in order, as arrays of shape (windows,)."""

    clause: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    hash: npt.NDArray[np.uint8]  # shape (windows, SIZE)

    def first(self, clauses: int) -> npt.NDArray[np.int64]:
        """First window of each clause, and the count at the end: those of i are i to i+1."""
        counts = np.bincount(self.clause, minlength=clauses)
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


@dataclass(frozen=True)
class StoreContent:
    """Everything of a store; `vectors` has shape (windows, dimension)."""

    model_id: str
    outlines_json: bytes
    windows: Windows
    vectors: Vectors
    words: tuple[str, ...]
    lexical: LexicalIndex

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """The parsed documents."""
        return OUTLINES.validate_json(self.outlines_json)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses of the outlines."""
        return tuple(clause for outline in self.outlines for clause in outline.clauses)

    def checksums(self) -> dict[str, str]:
        """SHA-256 of each part, the same wherever the content is kept."""
        windows = self.windows
        lexical = self.lexical
        return {
            "outlines": outlines_checksum(self.outlines_json),
            "windows": _digest(windows.clause, windows.start, windows.end, windows.hash),
            "vectors": _digest(self.vectors),
            "words": hashlib.sha256("\n".join(self.words).encode()).hexdigest(),
            "vocabulary": hashlib.sha256("\n".join(lexical.terms).encode()).hexdigest(),
            "postings": _digest(lexical.offsets, lexical.documents, lexical.impacts),
        }


def outlines_checksum(outlines_json: bytes) -> str:
    """SHA-256 of the outlines, by which an unchanged corpus is known."""
    return hashlib.sha256(outlines_json).hexdigest()


def outlines_json(outlines: Sequence[Outline]) -> bytes:
    """The outlines as a store keeps them."""
    return OUTLINES.dump_json(tuple(outlines))


def windows_in(outlines: Sequence[Outline]) -> list[Window]:
    """The windows of all clauses, in order."""
    return [
        window
        for outline in outlines
        for clause in outline.clauses
        for window in windows_of(clause)
    ]


def make_content(
    outlines: tuple[Outline, ...],
    embedder: Embedder,
    old: Mapping[bytes, Vectors],
    progress: Progress | None = None,
) -> tuple[StoreContent, int]:
    """The content of a store of `outlines`, and how many windows had to be embedded.

    `old` has the vectors that exist already, by the digest of their windows.
    """
    clauses = [clause for outline in outlines for clause in outline.clauses]
    position = {clause.id: i for i, clause in enumerate(clauses)}
    windows = windows_in(outlines)
    vectors, embedded = _embed(windows, embedder, old, progress)
    tokenizer = Tokenizer(domain_words(outlines))
    fields = [FieldText(c.title, f"{' '.join(c.path)} {c.document_title}", c.text) for c in clauses]
    content = StoreContent(
        model_id=embedder.model_id,
        outlines_json=outlines_json(outlines),
        windows=Windows(
            clause=np.array([position[w.clause_id] for w in windows], np.int32),
            start=np.array([w.start for w in windows], np.int32),
            end=np.array([w.end for w in windows], np.int32),
            hash=np.frombuffer(b"".join(text_digest(w.text) for w in windows), np.uint8).reshape(
                -1, SIZE
            ),
        ),
        vectors=vectors,
        words=tokenizer.words,
        lexical=LexicalIndex.build(fields, tokenizer),
    )
    return content, embedded


def vectors_by_window(content: StoreContent) -> dict[bytes, Vectors]:
    """The vectors by the digest of their windows, to be used again."""
    return {
        bytes(key): vector
        for key, vector in zip(content.windows.hash, content.vectors, strict=True)
    }


def domain_words(outlines: Sequence[Outline]) -> tuple[str, ...]:
    """Unit names and the words of headings, which jieba's dictionary may lack."""
    words: dict[str, None] = {}
    for outline in outlines:
        for clause in outline.clauses:
            if clause.responsibility:
                words.update(dict.fromkeys(m.name for m in clause.responsibility.units))
            words.update(dict.fromkeys(re.findall(r"“([\u4e00-\u9fff]{2,6})”", clause.text)))
    return tuple(words)


def _embed(
    windows: Sequence[Window],
    embedder: Embedder,
    old: Mapping[bytes, Vectors],
    progress: Progress | None,
) -> tuple[Vectors, int]:
    keys = [text_digest(window.text) for window in windows]
    fresh = [i for i, key in enumerate(keys) if key not in old]
    vectors = np.zeros((len(windows), embedder.dimension), np.float32)
    if fresh:
        vectors[fresh] = embedder.embed_passages([windows[i].text for i in fresh], progress)
    for i, key in enumerate(keys):
        if key in old:
            vectors[i] = old[key]
    return vectors, len(fresh)


def _digest(*arrays: npt.NDArray[np.generic]) -> str:
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
