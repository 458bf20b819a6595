"""Statements: a sentence taken apart into what it states, each to be borne out by itself."""

from __future__ import annotations

import re

from assistant.verification.pieces import IN_PIECE

_ALSO = re.compile(
    rf"^(?P<subject>(?:(?:按照|根据|依据|依照){IN_PIECE}{{2,60}},)?{IN_PIECE}{{2,24}}?)(?P<marker>不得|应当|可以|必须)(?P<one>{IN_PIECE}{{4,60}}),"
    rf"(?:也|还|并且?|同时)+(?P=marker)(?P<other>{IN_PIECE}{{4,80}}?)。?$"
)
_AND = re.compile("^(?:并且?|同时|还|也|以及|此外)+")
_NO_TASK = re.compile(r"\d|[，。的]$|^[在当因如若]|^对(?!.*(?:实施|开展|进行|加强))|[不未无]|由")
_STATEMENT = 6  # letters of a piece that says what is to be done
_LEAD = re.compile(
    r"(?:力争)?(?:到|至|截至|在)?\d{4}年(?:底|末)?(?:前)?|(?:按照?|根据|依据|依照)《?[^，,；;。]{2,50}"
)


def parts_of(text: str) -> list[str]:
    """The pieces of a sentence; a date or 按照《…》 leads over to the next one."""
    parts: list[str] = []
    lead = ""
    for piece in re.split(r"[，,；;。]", text):
        if _LEAD.fullmatch(piece):
            lead += f"{piece},"
        elif piece.strip():
            parts.append(lead + piece)
            lead = ""
    return parts or [text]


def conjoined(text: str) -> tuple[str, ...]:
    """企业不得甲，也不得乙: its two statements, each to be borne out by itself, else empty.

    Not 甲的，责令改正；拒不改正的，罚款: what comes after ； may lean on what comes before.
    """
    match = _ALSO.match(text)
    if match is None:
        return ()
    subject, marker = match["subject"], match["marker"]
    return tuple(f"{subject}{marker}{said}" for said in (match["one"], match["other"]))


def plan_pieces(text: str) -> tuple[str, ...]:
    """加快构建体系，拓展渠道，并完善机制: what a plan sets to be done side by side, else empty."""
    pieces = [_AND.sub("", piece) for piece in re.split("[,;]", text.rstrip("。"))]
    if len(pieces) < 2 or any(
        len(piece) < _STATEMENT or _NO_TASK.search(piece) for piece in pieces
    ):
        return ()
    return tuple(pieces)
