"""Library: documents are drafted, confirmed, replaced and removed; old versions are kept.

On disk: `drafts/` and `documents/` are shelves, `removed.json` names the shipped documents that
no longer count. A version counts as replaced once a confirmed entry says that it replaces it, so
that a replacement is one renaming.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path, PurePath

from pydantic import TypeAdapter

from corpus.catalogue import load_corpus
from corpus.clause import Outline
from corpus.document import Validity
from corpus.errors import UnknownDocumentError
from corpus.joined_units import with_joined_units
from corpus.library.checked import checked
from corpus.library.draft import Draft, warnings_of
from corpus.library.entry import LibraryEntry
from corpus.library.errors import (
    DuplicateDocumentError,
    LibraryDamagedError,
    LibraryWriteError,
    NotInForceError,
    UnknownDraftError,
)
from corpus.library.holdings import Holdings, versions_in_order, with_wordings_of
from corpus.library.shelf import Shelf, locked, writing
from corpus.outline import read_outline
from corpus.particulars import Particulars, read_particulars
from corpus.readers.limits import LIMITS, Limits
from corpus.readers.read import read_source
from corpus.readers.sandbox import check_structure
from corpus.whole_file import read_whole, write_whole

REMOVED = "removed.json"
_IDS = TypeAdapter(list[str])
_DRAFT_LIFE = timedelta(days=7)


def _now() -> datetime:
    return datetime.now(UTC)


class Library:
    """The added documents over the shipped ones; safe to use from several processes."""

    def __init__(
        self,
        folder: Path,
        shipped: Path,
        limits: Limits = LIMITS,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """`folder` need not exist yet; `shipped` is the folder of the corpus's own texts."""
        self.folder = folder
        self._shipped_folder = shipped
        self._limits = limits
        self._clock = clock
        self._drafts = Shelf(folder / "drafts")
        self._documents = Shelf(folder / "documents")
        if any(shelf.unsettled for shelf in self._shelves):
            with suppress(LibraryWriteError), self._changing():
                pass  # on a disk that cannot be written all else can be read

    @cached_property
    def _shipped(self) -> tuple[Outline, ...]:
        return load_corpus(self._shipped_folder)

    def holdings(self) -> Holdings:
        """Every document as an outline, those in force apart from the old versions."""
        entries = self._entries()
        removed = self._removed()
        replaced_by = {e.replaces: e.id for e in entries if e.replaces}
        valid: list[Outline] = []
        old: list[Outline] = []
        for outline in self._shipped:
            document = outline.document
            validity = _validity(document.id in replaced_by, document.id in removed)
            if validity is Validity.VALID:
                valid.append(outline)
            else:
                old.append(replace(outline, document=replace(document, validity=validity)))
        read = {outline.document.id: outline for outline in self._shipped}
        for entry in entries:
            validity = _validity(entry.id in replaced_by, entry.removed is not None)
            outline = read_outline(entry.document(self._documents.text(entry.id), validity))
            outline = with_wordings_of(outline, read.get(entry.replaces or ""))
            read[entry.id] = outline
            (valid if validity is Validity.VALID else old).append(outline)
        return Holdings(with_joined_units(valid), tuple(old), replaced_by)

    def draft(self, data: bytes, name: str, replaces: str | None = None) -> Draft:
        """Read a file and keep it as a draft; `replaces` is the document it is a new version of.

        Raises DocumentError for a file that cannot be read, of which nothing is kept,
        DuplicateDocumentError, UnknownDocumentError and NotInForceError.
        """
        if replaces is not None:
            self._in_force(replaces)
        name = PurePath(name.replace("\\", "/")).name or "文件"
        source = read_source(data, name, self._limits)
        digest = hashlib.sha256(data).hexdigest()
        particulars = read_particulars(source.text, name)
        check_structure(source.text, particulars.kind, name, self._limits)
        with self._changing():
            self._forget_old_drafts()
            entry = LibraryEntry(
                id=self._free_id(digest),
                particulars=particulars,
                source=name,
                format=source.format,
                sha256=digest,
                added=self._clock(),
                replaces=replaces,
            )
            self._drafts.put(entry, source, data)
        return self._drafted(entry)

    def drafts(self) -> tuple[LibraryEntry, ...]:
        """The drafts that wait, the oldest first."""
        entries = [self._drafts.entry(entry_id) for entry_id in self._drafts.ids()]
        return tuple(sorted(entries, key=lambda entry: entry.added))

    def draft_of(self, draft_id: str) -> Draft:
        """A draft as it was read; raises UnknownDraftError."""
        if draft_id not in self._drafts:
            raise UnknownDraftError(draft_id)
        return self._drafted(self._drafts.entry(draft_id))

    def corrected(self, draft: Draft, particulars: Particulars) -> Draft:
        """A draft with its particulars put right; raises ParticularsError."""
        said = checked(particulars, self._today())
        return self._drafted(replace(draft.entry, particulars=said))

    def confirm(
        self,
        draft_id: str,
        particulars: Particulars | None = None,
        replaces: str | None = None,
    ) -> LibraryEntry:
        """Let a draft count, with its particulars as a person has put them right.

        Raises UnknownDraftError, ParticularsError, UnknownDocumentError and NotInForceError.
        """
        with self._changing():
            if draft_id not in self._drafts:
                raise UnknownDraftError(draft_id)
            entry = self._drafts.entry(draft_id)
            entry = replace(
                entry,
                particulars=checked(particulars or entry.particulars, self._today()),
                replaces=replaces or entry.replaces,
                added=self._clock(),
            )
            if entry.replaces is not None:
                self._in_force(entry.replaces)
            self._drafts.update(entry)
            self._drafts.move(draft_id, self._documents)
        return entry

    def discard(self, draft_id: str) -> None:
        """Delete a draft; raises UnknownDraftError."""
        with self._changing():
            if draft_id not in self._drafts:
                raise UnknownDraftError(draft_id)
            self._drafts.drop(draft_id)

    def remove(self, document_id: str) -> None:
        """Let a document no longer count; it is kept as an old version.

        Raises UnknownDocumentError and NotInForceError.
        """
        with self._changing():
            self._in_force(document_id)
            if document_id in self._documents:
                entry = self._documents.entry(document_id)
                self._documents.update(replace(entry, removed=self._clock()))
            else:
                self._write_removed({*self._removed(), document_id})

    @property
    def _shelves(self) -> tuple[Shelf, Shelf]:
        return self._drafts, self._documents

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One writer at a time, over shelves as the last change has left them."""
        with locked(self.folder):
            with writing(self.folder):
                for shelf in self._shelves:
                    shelf.settle()
            yield

    def mend(self) -> tuple[LibraryEntry, ...]:
        """Read damaged texts again from the files as uploaded; the entries that were mended.

        Raises LibraryDamagedError for an entry whose particulars or file are damaged as well.
        """
        mended = []
        with self._changing():
            for shelf in self._shelves:
                for entry in map(shelf.entry, shelf.ids()):
                    try:
                        shelf.text(entry.id)
                    except LibraryDamagedError:
                        source = read_source(shelf.original(entry), entry.source, self._limits)
                        shelf.rewrite_text(entry.id, source)
                        mended.append(entry)
        return tuple(mended)

    def _drafted(self, entry: LibraryEntry) -> Draft:
        source = self._drafts.text(entry.id)
        outline = read_outline(entry.document(source, Validity.VALID))
        same = tuple(
            document_id
            for document_id, title, _ in self._valid()
            if _squeeze(title) == _squeeze(entry.particulars.title)
        )
        warnings = warnings_of(entry, source, outline, self._today())
        return Draft(entry, source, outline, warnings, same)

    def _today(self) -> date:
        return self._clock().date()

    def _entries(self) -> tuple[LibraryEntry, ...]:
        entries = [self._documents.entry(entry_id) for entry_id in self._documents.ids()]
        return versions_in_order(sorted(entries, key=lambda entry: entry.added))

    def _valid(self) -> Iterator[tuple[str, str, str]]:
        """Id, title and digest of every document in force."""
        entries = self._entries()
        gone = {*self._removed(), *(entry.replaces for entry in entries)}
        for outline in self._shipped:
            document = outline.document
            if document.id not in gone:
                yield document.id, document.title, document.sha256
        for entry in entries:
            if entry.id not in gone and entry.removed is None:
                yield entry.id, entry.particulars.title, entry.sha256

    def _in_force(self, document_id: str) -> None:
        if any(document_id == valid for valid, _, _ in self._valid()):
            return
        titles = {o.document.id: o.document.title for o in self._shipped}
        titles |= {entry.id: entry.particulars.title for entry in self._entries()}
        if document_id not in titles:
            raise UnknownDocumentError(document_id)
        raise NotInForceError(document_id, titles[document_id])

    def _free_id(self, digest: str) -> str:
        """An id by the file's content; one that was removed may be added again."""
        for document_id, title, held in self._valid():
            if held == digest:
                raise DuplicateDocumentError(document_id, title)
        base = f"doc-{digest[:12]}"
        taken = {*self._documents.ids(), *(o.document.id for o in self._shipped)}
        number = 1
        while (free := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        return free

    def _forget_old_drafts(self) -> None:
        limit = self._clock() - _DRAFT_LIFE
        for entry in self.drafts():
            if entry.added < limit:
                self._drafts.drop(entry.id)

    def _removed(self) -> frozenset[str]:
        path = self.folder / REMOVED
        if not path.exists():
            return frozenset()
        try:
            return frozenset(_IDS.validate_json(read_whole(path)))
        except (OSError, ValueError) as error:
            raise LibraryDamagedError(path, type(error).__name__) from error

    def _write_removed(self, ids: set[str]) -> None:
        path = self.folder / REMOVED
        with writing(self.folder):
            write_whole(path, _IDS.dump_json(sorted(ids)))


def _validity(replaced: bool, removed: bool) -> Validity:
    if replaced:
        return Validity.AMENDED
    return Validity.REPEALED if removed else Validity.VALID


def _squeeze(title: str) -> str:
    return "".join(title.split())
