"""POST /v1/documents, /v1/drafts, DELETE /v1/documents/{id}, /v1/jobs/{id}, GET /v1/versions."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Form, Request, Response, UploadFile

from api.dependencies import Assistant, CallerGiven, require_json
from api.jobs import Jobs, Progress
from api.library_views import (
    ConfirmRequest,
    DraftEntryView,
    DraftView,
    JobView,
    VersionView,
)
from api.security.gate import described
from assistant.records.job_records import Job
from assistant.safekeeping.renewal import renew_index, renewing
from assistant.service import PolicyAssistant
from corpus.library.library import Library
from corpus.readers.limits import LIMITS

router = APIRouter(tags=["文件管理"])
_WRITE = [described]


def _library(request: Request) -> Library:
    return cast(Library, request.app.state.library)


def _jobs(request: Request) -> Jobs:
    return cast(Jobs, request.app.state.jobs)


LibraryGiven = Annotated[Library, Depends(_library)]
JobsGiven = Annotated[Jobs, Depends(_jobs)]


def take_over(jobs: Jobs, assistant: PolicyAssistant) -> None:
    """Do what workers that have died have left undone; raises DatabaseError."""
    for job in jobs.take_over():
        _renewal(jobs, assistant, job.document_id, job)


def _renewal(
    jobs: Jobs, assistant: PolicyAssistant, document_id: str, taken: Job | None = None
) -> Job:
    """The job that brings the index and the running assistant up to date."""

    def renew(progress: Progress) -> None:
        with renewing(assistant.settings.store_folder):
            renew_index(assistant.settings, assistant.retriever.embedder, progress)
        assistant.reload()

    return jobs.start(document_id, renew, taken)


@router.post("/documents", summary="上传文件", status_code=201, dependencies=_WRITE)
def upload(
    library: LibraryGiven,
    file: UploadFile,
    replaces: Annotated[str | None, Form(description="被替换的文件的编号")] = None,
) -> DraftView:
    """读取文件，返回待确认的条款、单位、指标和需要核对的地方；确认后才生效。"""
    data = file.file.read(LIMITS.file_bytes + 1)
    return DraftView.of(library.draft(data, file.filename or "文件", replaces or None))


@router.get("/drafts", summary="待确认的文件", dependencies=_WRITE)
def drafts(library: LibraryGiven) -> list[DraftEntryView]:
    """全部待确认的文件，先上传的在前。"""
    return [DraftEntryView.of_entry(entry) for entry in library.drafts()]


@router.get("/drafts/{draft_id}", summary="待确认文件的内容", dependencies=_WRITE)
def draft(draft_id: str, library: LibraryGiven) -> DraftView:
    """一份待确认文件的条款和需要核对的地方。"""
    return DraftView.of(library.draft_of(draft_id))


@router.post(
    "/drafts/{draft_id}/confirm",
    summary="确认文件",
    status_code=202,
    dependencies=[*_WRITE, Depends(require_json)],
)
def confirm(
    draft_id: str,
    request: ConfirmRequest,
    library: LibraryGiven,
    jobs: JobsGiven,
    assistant: Assistant,
    caller: CallerGiven,
) -> JobView:
    """使文件生效；索引在后台更新，用返回的任务编号查询进度。"""
    held = library.draft_of(draft_id).entry
    assistant.records.database.ping()  # told to have failed, nothing may have changed
    entry = library.confirm(draft_id, request.applied_to(held.particulars), request.replaces)
    facts = {"document": entry.id, "replaces": request.replaces or held.replaces or ""}
    job = _renewal(jobs, assistant, entry.id)
    assistant.records.audit.append(caller, "document.confirmed", facts)
    return JobView.of(job)


@router.delete("/drafts/{draft_id}", summary="放弃待确认文件", status_code=204, dependencies=_WRITE)
def discard(draft_id: str, library: LibraryGiven) -> Response:
    """删除一份待确认文件。"""
    library.discard(draft_id)
    return Response(status_code=204)


@router.delete("/documents/{document_id}", summary="移除文件", status_code=202, dependencies=_WRITE)
def remove(
    document_id: str,
    library: LibraryGiven,
    jobs: JobsGiven,
    assistant: Assistant,
    caller: CallerGiven,
) -> JobView:
    """使文件不再有效；旧文本保留，只在指明旧版本时使用。"""
    assistant.records.database.ping()  # told to have failed, nothing may have changed
    library.remove(document_id)
    job = _renewal(jobs, assistant, document_id)
    assistant.records.audit.append(caller, "document.removed", {"document": document_id})
    return JobView.of(job)


@router.get("/jobs/{job_id}", summary="任务进度", dependencies=_WRITE)
def job(job_id: str, jobs: JobsGiven) -> JobView:
    """索引更新到哪里了。"""
    return JobView.of(jobs.job(job_id))


@router.get("/versions", summary="旧版本")
def versions(assistant: Assistant) -> list[VersionView]:
    """已被替换或移除的文件；提问时指明“旧版本”或年份才会用到。"""
    return [VersionView.of(version) for version in assistant.old_versions()]
