"""LibraryEntry: an added document with its particulars, and its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corpus.document import Document, Validity
from corpus.particulars import Particulars
from corpus.readers.source import FileFormat, SourceText


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """What the library keeps of a document beside its file and its text.

    `replaces` is the id of the version before it. Whether an entry has itself been replaced is
    told by the others: nothing of an entry but `removed` changes once it is confirmed.
    """

    id: str
    particulars: Particulars
    source: str  # file name as uploaded
    format: FileFormat
    sha256: str
    added: datetime
    replaces: str | None = None
    removed: datetime | None = None

    def document(self, source: SourceText, validity: Validity) -> Document:
        """The document with its text."""
        said = self.particulars
        return Document(
            id=self.id,
            title=said.title,
            text=source.text,
            kind=said.kind,
            number=said.number,
            issuer=said.issuer,
            issued=said.issued,
            effective=said.effective,
            period_end=said.period_end,
            validity=validity,
            source=self.source,
            sha256=self.sha256,
        )
