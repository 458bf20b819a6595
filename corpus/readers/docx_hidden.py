"""What Word holds but does not show: hidden text, and what tracked changes have deleted."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element

from corpus.readers.docx_numbering import W

_OFF = ("0", "false", "off")


def hidden_styles(styles: Iterable[_Element]) -> frozenset[str]:
    """Ids of the styles whose text is hidden, by themselves or by the style they rest on."""
    found = {style.get(f"{W}styleId", ""): style for style in styles}

    def hides(name: str, seen: tuple[str, ...] = ()) -> bool:
        style = found.get(name)
        if style is None or name in seen:
            return False
        own = _hides(style.find(f"{W}rPr"))
        if own is not None:
            return own
        base = style.find(f"{W}basedOn")
        return base is not None and hides(base.get(f"{W}val", ""), (*seen, name))

    return frozenset(name for name in found if hides(name))


def is_hidden(run: _Element, styles: frozenset[str], paragraph_style: str) -> bool:
    """Whether a run is hidden: by itself, else by its style, else by its paragraph's."""
    properties = run.find(f"{W}rPr")
    own = _hides(properties)
    if own is not None:
        return own
    reference = properties.find(f"{W}rStyle") if properties is not None else None
    return paragraph_style in styles or (
        reference is not None and reference.get(f"{W}val") in styles
    )


def is_deleted(row: _Element) -> bool:
    """Whether a table's row has been deleted with the change still tracked."""
    return row.find(f"{W}trPr/{W}del") is not None


def is_cell_deleted(cell: _Element) -> bool:
    """Whether a cell has been deleted with the change still tracked."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def is_mark_deleted(paragraph: _Element) -> bool:
    """Whether a paragraph's end has been deleted: what follows belongs to the same paragraph."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(
        marks.find(f"{W}{tag}") is not None for tag in ("del", "moveFrom")
    )


def _hides(properties: _Element | None) -> bool | None:
    vanish = properties.find(f"{W}vanish") if properties is not None else None
    return None if vanish is None else vanish.get(f"{W}val", "1") not in _OFF
