"""The table of contents of a document: headings and clauses as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from corpus.clause import Clause, Outline


@dataclass(slots=True)
class Entry:
    """A line of the contents; one without a clause only groups those below it."""

    name: str
    clause: Clause | None = None
    below: list[Entry] = field(default_factory=list)


def contents_of(outline: Outline) -> list[Entry]:
    """The outermost entries; a section with its own text heads the tasks below it."""
    top: list[Entry] = []
    entries: dict[tuple[str, ...], Entry] = {}
    for clause in outline.clauses:
        siblings = top
        for depth in range(1, len(clause.path) + 1):
            path = clause.path[:depth]
            if path not in entries:
                entries[path] = Entry(path[-1])
                siblings.append(entries[path])
            siblings = entries[path].below
        entry = Entry(short_name(clause), clause)
        siblings.append(entry)
        # Headings on paths carry only the last part of a label: （二）… of 七、（二）.
        for start in range(len(clause.label)):
            entries.setdefault((*clause.path, clause.name[start:]), entry)
    return top


def short_name(clause: Clause) -> str:
    """Label and title, or the first words of a clause that has neither."""
    first = clause.text.strip().split("\n")[0]
    if clause.title or not clause.label:
        return clause.name or first[:20]
    words = first.removeprefix(clause.label).strip()
    return f"{clause.label}　{words[:14]}{'…' if len(words) > 14 else ''}"


def contents_html(entries: list[Entry]) -> str:
    """Nested lists of links to the clauses' anchors."""
    lines = []
    for entry in entries:
        if entry.clause:
            anchor = escape(anchor_of(entry.clause.id))
            line = f'<a href="#{anchor}" data-anchor="{anchor}">{escape(entry.name)}</a>'
        else:
            line = f"<span>{escape(entry.name)}</span>"
        lines.append(f"<li>{line}{contents_html(entry.below) if entry.below else ''}</li>")
    return f"<ul>{''.join(lines)}</ul>"


def anchor_of(clause_id: str) -> str:
    """The HTML id of a clause."""
    return f"clause-{clause_id}"
