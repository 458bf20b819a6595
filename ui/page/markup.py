"""HTML of the page's pieces. Every text from a document or a person is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from assistant.exports.notation import ROLE_NAMES
from assistant.lookup.knowledge import Knowledge
from corpus.clause import Clause
from corpus.listed_units import as_listed
from corpus.responsibility import Role

Current = Callable[[], Knowledge]  # the corpus as it is now; documents may come and go
Choices = list[tuple[str, str]]  # what a list shows, and the value it stands for


def unit_chip(name: str, role: Role, *, is_button: bool) -> str:
    """A unit; as a button it lists its tasks."""
    if not is_button:
        return f'<span class="chip chip-{role.value}">{escape(name)}</span>'
    return (
        f'<button type="button" class="chip chip-{role.value}" '
        f'title="查看{escape(name)}的全部任务" '
        f'data-ask="{escape(name)}牵头和参与哪些任务？">{escape(name)}</button>'
    )


def unit_chips(clause: Clause, *, are_buttons: bool) -> str:
    """Lead and responsible units of a clause."""
    duty = clause.responsibility
    if duty is None:
        return ""
    rows = []
    for role in Role:
        if listed := as_listed(clause, role):
            chips = "".join(
                unit_chip(unit.name, role, is_button=are_buttons)
                + (f'<span class="open-list">{unit.left_open}</span>' if unit.left_open else "")
                for unit in listed
            )
            label = f'<span class="role">{ROLE_NAMES[role]}</span>'
            rows.append(f'<div class="units">{label}{chips}</div>')
    return "".join(rows)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with its spans in <mark>; overlapping spans become one."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        begin = max(start, position)
        if begin < end:
            pieces += [escape(text[position:begin]), f"<mark>{escape(text[begin:end])}</mark>"]
            position = end
    return "".join([*pieces, escape(text[position:])])


def download_link(label: str, address: str) -> str:
    """A link that saves a file."""
    return f'<a class="download" href="{escape(address)}" download>{escape(label)}</a>'


def table(caption: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; on a phone each row becomes a card."""
    head = "".join(f'<th scope="col">{escape(header)}</th>' for header in headers)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{escape(header)}">{cell}</td>'
            for header, cell in zip(headers, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    if not body:
        body = f'<tr><td class="none" colspan="{len(headers)}">没有符合条件的内容。</td></tr>'
    return (
        '<div class="table-box" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
