"""JSON forms of drafts, old versions and jobs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from api.clause_views import ClauseView
from assistant.records.job_records import Job, JobState
from corpus.clause import Clause
from corpus.document import DocumentKind, Validity
from corpus.library.draft import Draft
from corpus.library.entry import LibraryEntry
from corpus.particulars import Particulars
from corpus.readers.source import FileFormat, SourceText
from index.versions import OldVersion


class ParticularsView(BaseModel):
    """What a document is, as it was recognised."""

    title: str
    number: str | None
    issuer: str | None
    issued: date | None
    effective: date | None
    period_end: date | None
    kind: DocumentKind

    @classmethod
    def of(cls, said: Particulars) -> Self:
        """From the domain."""
        return cls(
            title=said.title,
            number=said.number,
            issuer=said.issuer,
            issued=said.issued,
            effective=said.effective,
            period_end=said.period_end,
            kind=said.kind,
        )


class ConfirmRequest(BaseModel):
    """Particulars put right; what is left out stays as recognised, null empties it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"title": "某市物业管理条例", "issued": "2024-03-01", "number": None}]
        },
    )

    title: str | None = Field(None, description="标题")
    number: str | None = Field(None, description="文号")
    issuer: str | None = Field(None, description="发文机关")
    issued: date | None = Field(None, description="印发或最近一次修改的日期")
    effective: date | None = Field(None, description="施行日期")
    period_end: date | None = Field(None, description="实施期限的最后一天")
    kind: DocumentKind | None = Field(None, description="类别")
    replaces: str | None = Field(None, description="被本文件代替的文件的编号")

    def applied_to(self, said: Particulars) -> Particulars:
        """The particulars with what the request gives."""
        given = self.model_dump(exclude_unset=True, exclude={"replaces"})
        given = {k: v for k, v in given.items() if v is not None or k not in ("title", "kind")}
        return replace(said, **given)


class DraftEntryView(BaseModel):
    """A draft in a list."""

    id: str
    source: str = Field(description="文件名")
    format: FileFormat
    added: datetime
    replaces: str | None
    particulars: ParticularsView

    @classmethod
    def of_entry(cls, entry: LibraryEntry) -> Self:
        """From the domain."""
        return cls(
            id=entry.id,
            source=entry.source,
            format=entry.format,
            added=entry.added,
            replaces=entry.replaces,
            particulars=ParticularsView.of(entry.particulars),
        )


class DraftClauseView(ClauseView):
    """A clause of a draft with its place in the file."""

    page: int | None
    paragraph: int | None

    @classmethod
    def of_clause(cls, clause: Clause, source: SourceText) -> Self:
        """From the domain."""
        place = source.place_at(clause.start)
        return cls(
            **ClauseView.of(clause).model_dump(),
            page=place.page if place else None,
            paragraph=place.paragraph if place else None,
        )


class DraftView(DraftEntryView):
    """A file as it was read, to be looked over."""

    warnings: list[str] = Field(description="需要核对的地方")
    same_title: list[str] = Field(description="同名的有效文件，本文件可能是其新版本")
    clauses: list[DraftClauseView]
    text: str

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """From the domain."""
        return cls(
            **DraftEntryView.of_entry(draft.entry).model_dump(),
            warnings=list(draft.warnings),
            same_title=list(draft.same_title),
            clauses=[DraftClauseView.of_clause(c, draft.source) for c in draft.outline.clauses],
            text=draft.source.text,
        )


class VersionView(BaseModel):
    """An old version of a document."""

    id: str
    title: str
    number: str | None
    issued: date | None
    validity: Validity = Field(description="amended 已修订，repealed 已废止")
    replaced_by: str | None = Field(description="代替它的版本的编号；已废止的没有")

    @classmethod
    def of(cls, version: OldVersion) -> Self:
        """From the domain."""
        return cls(
            id=version.id,
            title=version.title,
            number=version.number,
            issued=version.issued,
            validity=version.validity,
            replaced_by=version.replaced_by,
        )


class JobView(BaseModel):
    """How far the index is with a document."""

    id: str
    document_id: str
    state: JobState
    done: int = Field(description="已计算的段数")
    total: int = Field(description="需计算的段数；0 为尚不清楚")
    message: str

    @classmethod
    def of(cls, job: Job) -> Self:
        """From the domain."""
        return cls(
            id=job.id,
            document_id=job.document_id,
            state=job.state,
            done=job.done,
            total=job.total,
            message=job.message,
        )
