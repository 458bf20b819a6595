"""Wordings: what people say when they mean a clause, beside the texts in wordings.tsv.

In follow_ups.tsv stands what they ask on about it once they speak of the matter (要收费吗), in
asked.tsv what a clause has answered in conversations, and after what (see eval/asked.py).

Document expansion by questions (doc2query; Nogueira et al. 2019, arXiv 1904.08375), written by
readers of the texts instead of a model. A document without wordings is found by its text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.clause import Asked, Outline
from corpus.errors import DocumentError

FILE = "wordings.tsv"
FOLLOW_UPS_FILE = "follow_ups.tsv"
ASKED_FILE = "asked.tsv"
_JOINT = "；"

_Wordings = dict[tuple[str, str], tuple[str, ...]]
_Conversations = dict[tuple[str, str], tuple[Asked, ...]]


def with_wordings(outlines: Iterable[Outline], folder: Path) -> tuple[Outline, ...]:
    """The outlines with what the folder has on how they are asked about; raises DocumentError.

    A line that names no clause of the outlines is an error: a replaced text must not keep the
    wordings of the old one unseen.
    """
    outlines = tuple(outlines)
    wordings, follow_ups = (_read_if_there(folder / name) for name in (FILE, FOLLOW_UPS_FILE))
    asked = _read_asked(folder / ASKED_FILE)
    worded = tuple(
        replace(
            outline,
            clauses=tuple(
                replace(
                    clause,
                    wordings=wordings.pop((outline.document.id, clause.label), ()),
                    follow_ups=follow_ups.pop((outline.document.id, clause.label), ()),
                    asked=asked.pop((outline.document.id, clause.label), ()),
                )
                for clause in outline.clauses
            ),
        )
        for outline in outlines
    )
    for name, left in ((FILE, wordings), (FOLLOW_UPS_FILE, follow_ups), (ASKED_FILE, asked)):
        if left:
            document, label = next(iter(left))
            raise _error(folder / name, f"没有条款 {document} {label}")
    return worded


def _read_if_there(path: Path) -> _Wordings:
    return _read(path) if path.exists() else {}


def all_wordings(folder: Path) -> tuple[str, ...]:
    """Every wording of the folder's file, in its order; raises DocumentError."""
    return tuple(said for wordings in _read(folder / FILE).values() for said in wordings)


def all_follow_ups(folder: Path) -> tuple[str, ...]:
    """Every follow-up of the folder's file, in its order; raises DocumentError."""
    held = _read_if_there(folder / FOLLOW_UPS_FILE)
    return tuple(asked for follow_ups in held.values() for asked in follow_ups)


def all_asked(folder: Path) -> tuple[Asked, ...]:
    """Every question of the folder's file of conversations; raises DocumentError."""
    return tuple(each for asked in _read_asked(folder / ASKED_FILE).values() for each in asked)


def asked_line(document_id: str, label: str, asked: Asked) -> str:
    """The line of asked.tsv that says this."""
    return "\t".join((document_id, label, asked.source, asked.before, asked.question))


def _read_asked(path: Path) -> _Conversations:
    held: dict[tuple[str, str], list[Asked]] = {}
    for number, fields in _lines(path) if path.exists() else ():
        if len(fields) != 5 or not all(fields[at].strip() for at in (0, 1, 2, 4)):
            raise _error(path, f"第{number}行应为“文件<Tab>条款<Tab>对话<Tab>前文<Tab>问题”")
        document, label, source, before, question = fields
        held.setdefault((document, label), []).append(Asked(question, before, source))
    return {clause: tuple(asked) for clause, asked in held.items()}


def _read(path: Path) -> _Wordings:
    wordings: _Wordings = {}
    for number, fields in _lines(path):
        if len(fields) != 3 or not all(field.strip() for field in fields):
            raise _error(path, f"第{number}行应为“文件<Tab>条款<Tab>说法”")
        document, label, said = fields
        if (document, label) in wordings:
            raise _error(path, f"第{number}行的条款已在前面出现")
        wordings[document, label] = tuple(w.strip() for w in said.split(_JOINT) if w.strip())
    return wordings


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The fields of each line that says something, with its number."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _error(path, str(error)) from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def _error(path: Path, detail: str) -> DocumentError:
    return DocumentError(
        f"{path}: {detail}", f"日常说法表“{path.name}”有误（{detail}）。请改正后重试。"
    )
