"""Store: outlines, vectors and postings in one folder that changes as a whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter, ValidationError

from corpus.clause import Clause, Outline
from index.embedder import Embedder, Progress, Vectors
from index.errors import (
    StoreDamagedError,
    StoreFormatError,
    StoreMissingError,
    StoreWriteError,
)
from index.lexical import FieldText, LexicalIndex, Tokenizer
from index.manifest import FORMAT, Manifest, digest, manifest_stamp, read_manifest, verify_files
from index.store_folder import locked, recover, refuse_foreign, replace_folder, settle
from index.windows import Window, windows_of

OUTLINES = "outlines.json"
VECTORS = "vectors.faiss"
WINDOWS = "windows.npz"
WORDS = "words.json"
LEXICAL = ("postings.npz", "vocabulary.json")

_OUTLINES = TypeAdapter(tuple[Outline, ...])
_HASH = 16  # bytes of a window's digest


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; embedded == 0 when nothing had changed."""

    documents: int
    clauses: int
    windows: int
    embedded: int
    reused: int


class Store:
    """An opened store; read-only."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        try:
            self.outlines = _OUTLINES.validate_json((folder / OUTLINES).read_bytes())
            self.vectors = faiss.read_index(str(folder / VECTORS))
            arrays = np.load(folder / WINDOWS)
            self.window_clause: npt.NDArray[np.int32] = arrays["clause"]
            self.window_start: npt.NDArray[np.int32] = arrays["start"]
            self.window_end: npt.NDArray[np.int32] = arrays["end"]
            self.window_hash: npt.NDArray[np.uint8] = arrays["hash"]
            words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
            self.lexical = LexicalIndex.load(folder)
        except (OSError, ValueError, KeyError, RuntimeError, ValidationError) as error:
            raise StoreDamagedError(str(folder), str(error)) from error
        self.clauses: tuple[Clause, ...] = tuple(
            clause for outline in self.outlines for clause in outline.clauses
        )
        self._words: tuple[str, ...] = tuple(words)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer that made the postings."""
        return Tokenizer(self._words)

    @cached_property
    def window_rows(self) -> npt.NDArray[np.int64]:
        """First window of each clause, and the count at the end: rows of clause i are i to i+1."""
        counts = np.bincount(self.window_clause, minlength=len(self.clauses))
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def find_store(folder: Path) -> Manifest:
    """The manifest of the store in a folder; raises StoreMissingError and StoreFormatError."""
    settle(folder)
    return read_manifest(folder)


def open_store(folder: Path) -> Store:
    """Open and check a store; raises StoreMissingError, StoreFormatError, StoreDamagedError."""
    while True:
        settle(folder)
        stamp = manifest_stamp(folder)
        try:
            store = _opened(folder)
        except (StoreMissingError, StoreDamagedError):
            if manifest_stamp(folder) == stamp:
                raise
        else:
            if manifest_stamp(folder) == stamp:
                return store
        # Another one took its place meanwhile: what was read may be of both.


def _opened(folder: Path) -> Store:
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    return Store(folder, manifest)


def build_store(
    outlines: Sequence[Outline],
    folder: Path,
    embedder: Embedder,
    progress: Progress | None = None,
    donors: Sequence[Path] = (),
) -> BuildReport:
    """Bring the store in `folder` up to date with `outlines`.

    Only windows that the old store and the stores in `donors` lack are embedded; when nothing
    changed nothing is written.
    Raises StoreBusyError and StoreWriteError; the old store stays whole on any failure.
    """
    outlines = tuple(outlines)
    clauses = [clause for outline in outlines for clause in outline.clauses]
    windows = [window for clause in clauses for window in windows_of(clause)]
    content = _OUTLINES.dump_json(outlines)
    counts = (len(outlines), len(clauses), len(windows))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            recover(folder)
            refuse_foreign(folder)
            if _is_current(folder, content, embedder):
                return BuildReport(*counts, 0, len(windows))
            old = {
                key: vector
                for donor in (*donors, folder)
                for key, vector in _reusable(donor, embedder).items()
            }
            vectors, embedded = _embed(windows, embedder, old, progress)
            replace_folder(
                folder, lambda fresh: _write(fresh, outlines, content, windows, vectors, embedder)
            )
    except OSError as error:
        raise StoreWriteError(folder, error) from error
    return BuildReport(*counts, embedded, len(windows) - embedded)


def domain_words(outlines: Sequence[Outline]) -> tuple[str, ...]:
    """Unit names and the words of headings, which jieba's dictionary may lack."""
    words: dict[str, None] = {}
    for outline in outlines:
        for clause in outline.clauses:
            if clause.responsibility:
                words.update(dict.fromkeys(m.name for m in clause.responsibility.units))
            words.update(dict.fromkeys(re.findall(r"“([\u4e00-\u9fff]{2,6})”", clause.text)))
    return tuple(words)


def _window_hash(window: Window) -> bytes:
    return hashlib.blake2b(window.text.encode(), digest_size=_HASH).digest()


def _is_current(folder: Path, content: bytes, embedder: Embedder) -> bool:
    try:
        manifest = read_manifest(folder)
        verify_files(folder, manifest)
    except (StoreMissingError, StoreDamagedError, StoreFormatError):
        return False
    same_model = manifest.model_id == embedder.model_id
    return same_model and manifest.files.get(OUTLINES) == hashlib.sha256(content).hexdigest()


def _reusable(folder: Path, embedder: Embedder) -> dict[bytes, Vectors]:
    """Vectors of the old store by window digest; empty when it cannot serve."""
    try:
        store = _opened(folder)
    except (StoreMissingError, StoreDamagedError, StoreFormatError):
        return {}
    if store.manifest.model_id != embedder.model_id or not store.vectors.ntotal:
        return {}
    vectors = store.vectors.reconstruct_n(0, store.vectors.ntotal)
    return {bytes(key): vector for key, vector in zip(store.window_hash, vectors, strict=True)}


def _embed(
    windows: Sequence[Window],
    embedder: Embedder,
    old: dict[bytes, Vectors],
    progress: Progress | None,
) -> tuple[Vectors, int]:
    keys = [_window_hash(window) for window in windows]
    fresh = [i for i, key in enumerate(keys) if key not in old]
    vectors = np.zeros((len(windows), embedder.dimension), np.float32)
    if fresh:
        vectors[fresh] = embedder.embed_passages([windows[i].text for i in fresh], progress)
    for i, key in enumerate(keys):
        if key in old:
            vectors[i] = old[key]
    return vectors, len(fresh)


def _write(
    folder: Path,
    outlines: tuple[Outline, ...],
    content: bytes,
    windows: Sequence[Window],
    vectors: Vectors,
    embedder: Embedder,
) -> None:
    clauses = [clause for outline in outlines for clause in outline.clauses]
    position = {clause.id: i for i, clause in enumerate(clauses)}
    (folder / OUTLINES).write_bytes(content)
    index = faiss.IndexFlatIP(embedder.dimension)
    index.add(vectors)
    # Not by faiss.write_index, to which a full disk is nothing but a shorter file.
    (folder / VECTORS).write_bytes(faiss.serialize_index(index).tobytes())
    np.savez(
        folder / WINDOWS,
        clause=np.array([position[w.clause_id] for w in windows], np.int32),
        start=np.array([w.start for w in windows], np.int32),
        end=np.array([w.end for w in windows], np.int32),
        hash=np.frombuffer(b"".join(map(_window_hash, windows)), np.uint8).reshape(-1, _HASH),
    )
    tokenizer = Tokenizer(domain_words(outlines))
    (folder / WORDS).write_text(json.dumps(tokenizer.words, ensure_ascii=False), encoding="utf-8")
    fields = [FieldText(c.title, f"{' '.join(c.path)} {c.document_title}", c.text) for c in clauses]
    LexicalIndex.build(fields, tokenizer).save(folder)
    names = (OUTLINES, VECTORS, WINDOWS, WORDS, *LEXICAL)
    Manifest(
        format=FORMAT,
        model_id=embedder.model_id,
        dimension=embedder.dimension,
        documents={o.document.id: o.document.sha256 for o in outlines},
        clauses=len(clauses),
        windows=len(windows),
        files={name: digest(folder / name) for name in names},
    ).write(folder)
