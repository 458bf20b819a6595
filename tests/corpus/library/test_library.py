"""The library: draft, look over, confirm; replace and remove; old versions are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.document import DocumentKind, Validity
from corpus.errors import DocumentError, UnknownDocumentError
from corpus.library.errors import (
    DuplicateDocumentError,
    ImpossibleDayError,
    LibraryDamagedError,
    NotInForceError,
    ParticularsError,
    UnknownDraftError,
)
from corpus.library.library import Library
from tests.corpus.readers.writers import write_docx

OLD = """某市停车管理办法
2020年3月1日 某市人民政府发布
第一条 为了规范停车，制定本办法。
第二条 停车收费每小时五元。
第三条 本办法自2020年5月1日起施行。
"""
NEW = OLD.replace("2020年", "2024年").replace("五元", "八元")
PLAN = """某市绿化行动计划
一、主要任务
1．新建口袋公园。到2025年，新建口袋公园100个。（牵头单位：市城市管理局；责任单位：某某绿岛办）
3．管护行道树。（牵头单位：市城市管理局）
"""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "停车.txt").write_text(OLD, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, shipped: Path) -> Library:
    return Library(tmp_path / "library", shipped)


def files(library: Library) -> list[str]:
    return sorted(
        str(path.relative_to(library.folder))
        for path in library.folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    )


def titles(library: Library) -> list[str]:
    return [outline.document.title for outline in library.holdings().valid]


def test_a_draft_shows_what_was_read_and_does_not_count_yet(library: Library) -> None:
    draft = library.draft(PLAN.encode(), "绿化.txt")
    assert draft.entry.particulars.title == "某市绿化行动计划"
    assert [c.label for c in draft.outline.clauses] == ["一、1．", "一、3．"]
    said = "\n".join(draft.warnings)
    assert "编号不连续" in said
    assert "某某绿岛办" in said
    assert "文号" in said
    assert titles(library) == ["某市停车管理办法"]
    assert library.draft_of(draft.entry.id) == draft


def test_a_confirmed_draft_counts_with_its_particulars_put_right(library: Library) -> None:
    draft = library.draft(write_docx(PLAN.splitlines()), "绿化.docx")
    said = replace(
        draft.entry.particulars, title=" 某市绿化计划 ", number="某府发〔2023〕1号",
        issued=date(2023, 1, 2),
    )  # fmt: skip
    entry = library.confirm(draft.entry.id, said)
    document = library.holdings().valid[-1].document
    assert (document.title, document.number) == ("某市绿化计划", "某府发〔2023〕1号")
    assert document.issued == date(2023, 1, 2)
    assert document.kind is DocumentKind.PLAN
    assert library.draft(NEW.encode(), "x.txt").entry.particulars.kind is DocumentKind.REGULATION
    library.discard(library.drafts()[0].id)
    assert document.id == entry.id
    assert library.drafts() == ()
    folder = f"documents/{entry.id}"
    assert files(library) == [
        f"{folder}/original.docx", f"{folder}/particulars.json", f"{folder}/text.json",
    ]  # fmt: skip
    original = library.folder / folder / "original.docx"
    assert original.read_bytes() == write_docx(PLAN.splitlines()) or original.stat().st_size
    with pytest.raises(UnknownDraftError):
        library.confirm(draft.entry.id)


def test_a_new_version_takes_the_place_of_the_old_one_which_is_kept(library: Library) -> None:
    (before,) = library.holdings().valid
    draft = library.draft(NEW.encode(), "停车.txt")
    assert draft.same_title == (before.document.id,)
    entry = library.confirm(draft.entry.id, replaces=before.document.id)
    held = library.holdings()
    assert [outline.document.id for outline in held.valid] == [entry.id]
    (old,) = held.old
    assert old.document.validity is Validity.AMENDED
    assert "五元" in old.document.text
    assert held.replaced_by == {before.document.id: entry.id}
    third = library.draft(NEW.replace("八元", "九元").encode(), "停车.txt", replaces=entry.id)
    library.confirm(third.entry.id)
    assert len(library.holdings().old) == 2
    with pytest.raises(NotInForceError):
        library.draft(NEW.replace("八元", "十元").encode(), "停车.txt", replaces=entry.id)


def test_removed_documents_are_old_versions_and_may_come_back(library: Library) -> None:
    entry = library.confirm(library.draft(PLAN.encode(), "绿化.txt").entry.id)
    library.remove(entry.id)
    (parking,) = library.holdings().valid
    library.remove(parking.document.id)
    held = library.holdings()
    assert held.valid == ()
    assert {o.document.validity for o in held.old} == {Validity.REPEALED}
    with pytest.raises(NotInForceError):
        library.remove(entry.id)
    again = library.confirm(library.draft(PLAN.encode(), "绿化.txt").entry.id)
    assert again.id == f"{entry.id}-2"
    ids = [o.document.id for o in (*library.holdings().valid, *library.holdings().old)]
    assert len(ids) == len(set(ids))


def test_the_same_file_is_not_added_twice(library: Library) -> None:
    with pytest.raises(DuplicateDocumentError):
        library.draft(OLD.encode(), "另一个名字.txt")
    library.draft(PLAN.encode(), "绿化.txt")
    draft = library.draft(PLAN.encode(), "绿化.txt")
    assert len(library.drafts()) == 1
    library.confirm(draft.entry.id)
    with pytest.raises(DuplicateDocumentError):
        library.draft(PLAN.encode(), "绿化.txt")


def test_a_file_that_cannot_be_read_leaves_nothing(library: Library) -> None:
    for data, name in ((b"\x00" * 100, "x.txt"), (b"PK\x03\x04", "x.docx"), (b"%PDF-1.4", "x.pdf")):
        with pytest.raises(DocumentError):
            library.draft(data, name)
    assert not library.folder.exists()


def test_names_of_files_and_ids_cannot_leave_the_library(library: Library) -> None:
    draft = library.draft(PLAN.encode(), "../../../etc/绿化.txt")
    assert draft.entry.source == "绿化.txt"
    for bad in ("..", "../documents", ".lock", ""):
        with pytest.raises(UnknownDraftError):
            library.draft_of(bad)
        with pytest.raises(UnknownDocumentError):
            library.remove(bad)


@pytest.mark.parametrize("title", ["", "  ", "字" * 200, "两\n行"])
def test_a_title_that_cannot_be_is_refused_and_the_draft_stays(
    library: Library, title: str
) -> None:
    draft = library.draft(PLAN.encode(), "绿化.txt")
    with pytest.raises(ParticularsError):
        library.confirm(draft.entry.id, replace(draft.entry.particulars, title=title))
    assert library.draft_of(draft.entry.id)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"issued": date(1948, 12, 31)}, "印发日期“1948-12-31”"),
        ({"effective": date(1345, 5, 1)}, "施行日期“1345-05-01”"),
        ({"effective": date(2035, 1, 1)}, "施行日期“2035-01-01”"),
        ({"period_end": date(2075, 1, 1)}, "实施期限“2075-01-01”"),
    ],
)
def test_a_day_in_an_impossible_year_is_refused(
    tmp_path: Path, shipped: Path, said: dict[str, date], named: str
) -> None:
    library = Library(tmp_path / "library", shipped, clock=lambda: datetime(2024, 6, 1, tzinfo=UTC))
    draft = library.draft(PLAN.encode(), "绿化.txt")
    with pytest.raises(ImpossibleDayError) as refused:
        library.confirm(draft.entry.id, replace(draft.entry.particulars, **said))
    assert named in refused.value.user_message
    least = {"issued": date(1949, 1, 1), "effective": date(2034, 12, 31)}
    library.confirm(
        draft.entry.id,
        replace(draft.entry.particulars, **least, period_end=date(2074, 12, 31)),
    )


def test_an_impossible_day_that_was_read_is_told(library: Library) -> None:
    text = OLD.replace("自2020年", "自1320年")
    told = library.draft(text.encode(), "停车.txt").warnings
    assert any("施行日期“1320-05-01”" in warning for warning in told)


def test_what_is_put_right_is_no_longer_missing(library: Library) -> None:
    draft = library.draft(PLAN.encode(), "绿化.txt")
    said = replace(draft.entry.particulars, issuer="某市人民政府", title="某市停车管理办法")
    mended = library.corrected(draft, said)
    assert any("没有识别到文号、日期" in warning for warning in mended.warnings)
    assert mended.same_title
    assert library.draft_of(draft.entry.id) == draft


def test_a_write_cut_off_leaves_no_half_document(library: Library) -> None:
    draft = library.draft(PLAN.encode(), "绿化.txt")
    half = library.folder / "documents" / ".new-abc" / "doc-half"
    half.mkdir(parents=True)
    (half / "text.json").write_text("{")
    assert titles(library) == ["某市停车管理办法"]
    library.confirm(draft.entry.id)
    assert len(titles(library)) == 2


def test_a_damaged_entry_is_told(library: Library) -> None:
    entry = library.confirm(library.draft(PLAN.encode(), "绿化.txt").entry.id)
    (library.folder / "documents" / entry.id / "particulars.json").write_text("{")
    with pytest.raises(LibraryDamagedError):
        library.holdings()


def test_a_discarded_draft_is_gone(library: Library) -> None:
    draft = library.draft(PLAN.encode(), "绿化.txt")
    library.discard(draft.entry.id)
    assert files(library) == []
