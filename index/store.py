"""Store: the index of a corpus in one folder, built at once and opened whole.

    manifest.json     format version, model, documents, checksum of every other file
    outlines.jsonl    documents with headings and clauses, one a line
    vectors.npy       one row a window, float32, the windows of a clause together
    windows.npz       for each window its clause, bounds in clause.text and text digest
    postings.npz      lexical index; its words in words.json

A build writes a sibling folder and renames it, so a reader finds the old store or the new one.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256 as sha256_digest
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.clause import Outline
from index.embedder import Embedder, FloatArray, Progress
from index.lexical import LexicalIndex, Segmenter, clause_fields
from index.manifest import (
    FORMAT_VERSION,
    Manifest,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    read_manifest,
    sha256,
)
from index.serialise import dump_outlines, load_outlines
from index.windows import Window, cut_windows

OUTLINES, VECTORS, WINDOWS = "outlines.jsonl", "vectors.npy", "windows.npz"
POSTINGS, WORDS = "postings.npz", "words.json"
DIGEST = 16  # bytes of a window's text digest
WINDOWS_A_CLAUSE = 4  # windows first asked of FAISS for each clause wanted
LONGEST_USER_WORD = 12


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `embedded` counts windows, `reused` those taken from the old store."""

    embedded: int
    reused: int
    documents: int
    clauses: int
    windows: int


@dataclass(frozen=True, slots=True)
class DenseHit:
    """The window of a clause nearest to a vector; `clause` is its position in the store."""

    clause: int
    cosine: float
    start: int
    end: int


class Store:
    """An opened store; immutable, safe to share between threads."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.outlines = load_outlines((folder / OUTLINES).read_bytes())
        self.clauses = tuple(c for outline in self.outlines for c in outline.clauses)
        with np.load(folder / WINDOWS) as table:
            self._window_clause: NDArray[np.int32] = table["clause"]
            self._starts: NDArray[np.int32] = table["start"]
            self._ends: NDArray[np.int32] = table["end"]
            self._digests: NDArray[np.uint8] = table["digest"]
        self._vectors: FloatArray = np.load(folder / VECTORS, mmap_mode="r")
        words = json.loads((folder / WORDS).read_text("utf-8"))
        with np.load(folder / POSTINGS) as arrays:
            self.lexical = LexicalIndex.from_arrays(words["terms"], dict(arrays))
        self.segmenter = Segmenter(words["user_words"])
        shape = (manifest.windows, manifest.dimension)
        if self._vectors.shape != shape or len(self.clauses) != manifest.clauses:
            raise StoreDamagedError(folder, "files disagree with the manifest")
        self._first = np.searchsorted(self._window_clause, np.arange(len(self.clauses) + 1))
        self._faiss = faiss.IndexFlatIP(manifest.dimension)
        self._faiss.add(np.ascontiguousarray(self._vectors))

    def search_dense(
        self, vector: FloatArray, k: int, clauses: NDArray[np.int64] | None = None
    ) -> list[DenseHit]:
        """The k clauses with the windows of highest cosine, of all or only of `clauses`."""
        parameters = None
        available = len(self._window_clause)
        if clauses is not None:
            allowed = np.flatnonzero(np.isin(self._window_clause, clauses)).astype(np.int64)
            available = len(allowed)
            selector = faiss.IDSelectorBatch(allowed)
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        found: dict[int, DenseHit] = {}
        wanted = min(max(k, 0) * WINDOWS_A_CLAUSE, available)
        while wanted > 0:
            cosines, windows = self._faiss.search(
                np.ascontiguousarray(vector[None, :], np.float32), wanted, params=parameters
            )
            found = {}
            for cosine, window in zip(cosines[0].tolist(), windows[0].tolist(), strict=True):
                if window >= 0:
                    hit = self._hit(window, cosine)
                    found.setdefault(hit.clause, hit)
            if len(found) >= k or wanted == available:
                break
            wanted = min(wanted * 2, available)
        return list(found.values())[:k]

    def nearest_window(self, vector: FloatArray, clause: int) -> DenseHit:
        """The window of one clause with the highest cosine."""
        rows = slice(self._first[clause], self._first[clause + 1])
        cosines = self._vectors[rows] @ vector
        best = int(cosines.argmax())
        return self._hit(int(self._first[clause]) + best, float(cosines[best]))

    def _hit(self, window: int, cosine: float) -> DenseHit:
        return DenseHit(
            int(self._window_clause[window]),
            cosine,
            int(self._starts[window]),
            int(self._ends[window]),
        )

    def known_vectors(self) -> Mapping[bytes, FloatArray]:
        """Vector of each window by the digest of its text."""
        return {
            digest.tobytes(): vector
            for digest, vector in zip(self._digests, self._vectors, strict=True)
        }


def open_store(folder: Path) -> Store:
    """Open a store whose format and checksums are right; raises StoreError."""
    folder = Path(folder)
    before = _identity(folder)
    try:
        return _open(folder)
    except StoreError:
        # A build may have renamed the folder in between; then there is a new one to read.
        replaced = _identity(folder)
        if replaced is None and _old(folder).is_dir():
            return _open(_old(folder))
        if replaced == before:
            raise
        return _open(folder)


def _open(folder: Path) -> Store:
    manifest = read_manifest(folder)
    try:
        return Store(folder, manifest)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreDamagedError(folder, str(error)) from error


def build_store(
    outlines: Sequence[Outline], folder: Path, embedder: Embedder, progress: Progress | None = None
) -> BuildReport:
    """Make `folder` the store of `outlines`; embeds only windows the old store has not.

    If nothing changed, nothing is embedded or written. Raises StoreBusyError while another
    process builds; on any failure the old store stays as it was.
    """
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _lock(folder):
        _recover(folder)
        old = _usable(folder, embedder.model_id)
        lines = dump_outlines(outlines)
        if old is not None and old.files[OUTLINES] == sha256(lines):
            return BuildReport(0, old.windows, len(old.documents), old.clauses, old.windows)
        known = _known_vectors(folder, old)
        temporary = folder.with_name(f".{folder.name}.new")
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        try:
            report = _write(temporary, outlines, lines, embedder, known, progress)
            _swap(temporary, folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return report


def _write(
    folder: Path,
    outlines: Sequence[Outline],
    lines: bytes,
    embedder: Embedder,
    known: Mapping[bytes, FloatArray],
    progress: Progress | None,
) -> BuildReport:
    clauses = [clause for outline in outlines for clause in outline.clauses]
    windows: list[Window] = []
    owners: list[int] = []
    for number, clause in enumerate(clauses):
        cut = cut_windows(clause, embedder.count_tokens, embedder.max_tokens)
        windows.extend(cut)
        owners.extend([number] * len(cut))
    digests = [sha256_digest(window.text.encode()).digest()[:DIGEST] for window in windows]
    # Equal texts (an article two laws share) are embedded once.
    missing = {d: w.text for d, w in zip(digests, windows, strict=True) if d not in known}
    fresh = embedder.embed_passages(list(missing.values()), progress)
    vectors_of = {**known, **dict(zip(missing, fresh, strict=True))}
    vectors = np.zeros((len(windows), embedder.dimension), np.float32)
    for row, digest in enumerate(digests):
        vectors[row] = vectors_of[digest]

    segmenter = Segmenter(_user_words(outlines))
    lexical = LexicalIndex.build(
        [
            {name: segmenter.tokens(text) for name, text in clause_fields(clause).items()}
            for clause in clauses
        ]
    )
    words = {"terms": lexical.terms, "user_words": segmenter.user_words}
    files = {
        OUTLINES: lines,
        VECTORS: _npy(vectors),
        WINDOWS: _npz(
            clause=np.array(owners, np.int32),
            start=np.array([w.start for w in windows], np.int32),
            end=np.array([w.end for w in windows], np.int32),
            digest=np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST),
        ),
        POSTINGS: _npz(**lexical.arrays()),
        WORDS: json.dumps(words, ensure_ascii=False).encode(),
    }
    for name, data in files.items():
        with (folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    Manifest(
        format_version=FORMAT_VERSION,
        model_id=embedder.model_id,
        dimension=embedder.dimension,
        clauses=len(clauses),
        windows=len(windows),
        documents={o.document.id: o.document.sha256 for o in outlines},
        files={name: sha256(data) for name, data in files.items()},
    ).write(folder)
    embedded = len(missing)
    return BuildReport(embedded, len(windows) - embedded, len(outlines), len(clauses), len(windows))


def _user_words(outlines: Sequence[Outline]) -> set[str]:
    """Unit names and short headings: words that a general dictionary lacks."""
    words = {heading.title for outline in outlines for heading in outline.headings}
    for outline in outlines:
        for clause in outline.clauses:
            if clause.responsibility is not None:
                for unit in clause.responsibility.units:
                    words.update((unit.name, unit.text))
    return {word for word in words if 2 <= len(word) <= LONGEST_USER_WORD and word.isalnum()}


def _npy(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def _npz(**arrays: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _usable(folder: Path, model_id: str) -> Manifest | None:
    """The manifest of a whole store by this model, or None where all must be made anew."""
    try:
        manifest = read_manifest(folder)
    except StoreError:
        return None
    return manifest if manifest.model_id == model_id else None


def _known_vectors(folder: Path, manifest: Manifest | None) -> Mapping[bytes, FloatArray]:
    try:
        return {} if manifest is None else dict(_open(folder).known_vectors())
    except StoreError:
        return {}


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _swap(temporary: Path, folder: Path) -> None:
    old = _old(folder)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    temporary.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _recover(folder: Path) -> None:
    """Put the old store back if a build died between the two renames."""
    if not folder.exists() and _old(folder).is_dir():
        _old(folder).rename(folder)


def _identity(folder: Path) -> int | None:
    try:
        return folder.stat().st_ino
    except OSError:
        return None


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Held by one builder; the system frees it when the process ends, however it ends."""
    import fcntl

    with folder.with_name(f".{folder.name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreBusyError(folder) from None
        yield
