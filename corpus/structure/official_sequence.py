"""Which numbers continue a sequence of a 公文, and which belong to a list inside a task or a box.

Numbers start anew in every part, or run on through all of them. One that fits neither is a task
only where units show it to be one, and the reviewer is told.
"""

from __future__ import annotations

import unicodedata

from corpus.clause import StructureWarning
from corpus.structure.block import lines_of
from corpus.structure.numbering import NUMERAL
from corpus.structure.official_counters import MAX_GAP, Sequences
from corpus.structure.official_items import Item, Reader
from corpus.structure.official_margins import is_late_part
from corpus.structure.official_numbers import (
    BOX,
    SECTION_LEVEL,
    TASK_LEVEL,
    WEAK,
    marked,
    numbered,
)
from corpus.structure.official_scope import is_trailer
from corpus.structure.trailer import read_responsibility

_MOST_INLINE = 9
_SHORT = 18  # a line that no margin cut
_SENTENCE_END = "。！？；：.;:!?）)〕】]》”|"
Found = tuple[int, int, str, int]


def opened(
    reader: Reader,
    sequences: Sequences,
    siblings: list[Item],
    found: Found,
    line: tuple[int, int],
    *,
    in_box: bool,
) -> Found | None:
    """The item that a mark opens, a bullet counted; None where the line goes on with what is open.

    A mark inside an item or a box is noted in `sequences`.
    """
    level, number, label, rest = found
    if level in WEAK:
        found = (level, number or _previous(siblings, level) + 1, label, rest)
        accepts = _accepts_weak_in_box if in_box else _accepts_weak
    else:
        accepts = _accepts_in_box if in_box else _accepts
    if accepts(reader, sequences, siblings, found, line):
        sequences.open_item(level, found[1])
        return found
    units = names_units(reader.text, *line, level)
    sequences.open_inner(level, found[1], names_units=units)
    return None


def _previous(siblings: list[Item], level: int) -> int:
    return next((s.number for s in reversed(siblings) if s.level == level), 0)


def _accepts_in_box(
    reader: Reader,
    sequences: Sequences,
    siblings: list[Item],
    found: Found,
    line: tuple[int, int],
) -> bool:
    level, number, label, _ = found
    previous = _previous(siblings, level)
    listed = number == 1 or number - 1 == sequences.inner.get(level)
    if level > TASK_LEVEL and not previous:
        return False
    if number == previous + 1 and (previous or level <= SECTION_LEVEL):
        return number == 1 or not listed or not _is_inner(reader, sequences, found, line, box=True)
    if not previous and sequences.runs_on(level, number):
        return not listed
    if listed or not 0 < previous < number or number > previous + 1 + MAX_GAP:
        return False
    # Past a gap only a task goes on behind a box: it names its own units.
    if not names_units(reader.text, *line, level):
        return False
    _warn(reader, line, f"编号不连续：{label}之前缺{number - previous - 1}项")
    return True


def _accepts(
    reader: Reader,
    sequences: Sequences,
    siblings: list[Item],
    found: Found,
    line: tuple[int, int],
) -> bool:
    level, number, label, _ = found
    previous = _previous(siblings, level)
    if not previous and sequences.runs_on(level, number):
        return True
    last = siblings[-1].level if siblings else level
    if last > level and not previous and number != 1:
        _warn_if_an_item(reader, line, label)
        return False
    if number == previous + 1:
        listed = number > 1 and number - 1 == sequences.inner.get(level)
        return not listed or not _is_inner(reader, sequences, found, line, box=False)
    if number <= previous:
        return _accepts_repeated(reader, sequences, siblings, found, line)
    base = previous or sequences.runs_from(level, number)
    if not previous and _stand_in_the_line_above(reader.text, line[0], found):
        return True
    if number <= base + 1 + MAX_GAP and (previous or level >= SECTION_LEVEL):
        _warn(reader, line, f"编号不连续：{label}之前缺{number - base - 1}项")
        return True
    if not siblings and not sequences.last and is_late_part(reader.text, *line):
        _warn(reader, line, f"编号不连续：{label}之前缺{number - 1}项")
        return True
    if not (previous or sequences.last.get(level)) or not _after_a_sentence(reader.text, line[0]):
        return False
    if names_units(reader.text, *line, level) or _named_ahead(reader.text, line[1], found, 1):
        _warn(reader, line, f"编号不连续：{label}之前缺{number - base - 1}项")
        return True
    _warn_if_an_item(reader, line, label)
    return False


def _accepts_repeated(
    reader: Reader,
    sequences: Sequences,
    siblings: list[Item],
    found: Found,
    line: tuple[int, int],
) -> bool:
    """A number that was there before: a slip in the numbers, or a list inside the open item."""
    level, number, label, rest = found
    restarts = bool(siblings) and number in (1, _previous(siblings, level))
    if restarts and level == TASK_LEVEL and _both_closed(reader.text, siblings[-1], *line):
        return True
    own = _has_units(reader.text[slice(*line)])
    inside = number - 1 == sequences.inner.get(level) and number > 1
    named = own or (not inside and names_units(reader.text, *line, level))
    if named and rest < line[1] and _after_a_sentence(reader.text, line[0]):
        _warn(reader, line, f"编号重复或倒退：{label}，已作为新条，请核对")
        return True
    if inside:
        return False
    if number == 1 and level >= TASK_LEVEL:
        if rest < line[1]:
            _warn(reader, line, f"编号重新从{label}开始")
    elif rest < line[1] and _after_a_sentence(reader.text, line[0]):
        _warn(reader, line, f"编号重复或倒退：{label}未作为新条，请核对")
    return False


def _accepts_weak(
    reader: Reader,
    sequences: Sequences,
    siblings: list[Item],
    found: Found,
    line: tuple[int, int],
) -> bool:
    """●, 任务1：, 第一，: an item where the list so marked names units, item by item."""
    level, number, label, rest = found
    previous = _previous(siblings, level)
    if rest >= line[1]:
        return False
    if previous and siblings[-1].level == level:
        if number not in (previous + 1, 1):
            _warn(reader, line, f"编号不连续：{label}")
        return True
    if level in sequences.inner:  # the units of the last one alone are those of the whole list
        return _has_units(reader.text[slice(*line)]) and _more_ahead(reader.text, line[1], level)
    return names_units(reader.text, *line, level)


def _accepts_weak_in_box(
    reader: Reader,
    sequences: Sequences,
    siblings: list[Item],
    found: Found,
    line: tuple[int, int],
) -> bool:
    """Behind a box 任务2： goes on from 任务1：; of a bullet nobody can tell."""
    level, number, label, _ = found
    previous = _previous(siblings, level)
    if not previous or not names_units(reader.text, *line, level):
        return False
    if any(char in NUMERAL for char in label):
        return number == previous + 1 and level not in sequences.inner
    if level not in sequences.inner:
        _warn(reader, line, f"专栏内外标记相同，{label}按专栏内容处理，请核对")
    return False


def _more_ahead(text: str, stop: int, level: int) -> bool:
    """Whether a later one of a list of marks names units in its line."""
    for start, end in lines_of(text, stop, len(text)):
        found = marked(text, start, end)
        if BOX.match(text, start, end) or (found and found[0] < level):
            return False
        if found and found[0] == level and _has_units(text[start:end]):
            return True
    return False


def _is_inner(
    reader: Reader, sequences: Sequences, found: Found, line: tuple[int, int], *, box: bool
) -> bool:
    """Whether a number that continues the tasks and a list inside one is the list's."""
    level, _, label, _ = found
    if _named_ahead(reader.text, line[1], found, 0):
        return True
    if level not in sequences.inner_units and names_units(reader.text, *line, level):
        return False
    if box:
        _warn(reader, line, f"专栏内外编号相同，{label}按专栏内容处理，请核对")
    return box


def _named_ahead(text: str, stop: int, found: Found, step: int) -> bool:
    """Whether the number, or the one `step` after it, stands further down in the same part."""
    for start, end in lines_of(text, stop, len(text)):
        other = numbered(text, start, end)
        if BOX.match(text, start, end) or (other and other[0] < found[0]):
            return False
        if other and other[0] == found[0] and other[1] == found[1] + step:
            return True
    return False


def names_units(text: str, begin: int, stop: int, level: int) -> bool:
    """Whether the item that begins there names units, in its line or below it."""
    if _has_units(text[begin:stop]):
        return True
    for start, end in lines_of(text, stop, len(text)):
        found = numbered(text, start, end)
        if found is None and level in WEAK and not is_trailer(text, start, end):
            found = marked(text, start, end)
        if (found and found[0] <= level) or BOX.match(text, start, end):
            break
        stop = end
    return _has_units(text[begin:stop])


def _has_units(text: str) -> bool:
    return read_responsibility(text).responsibility is not None


def _after_a_sentence(text: str, start: int) -> bool:
    """Whether the line before ended, so that the number is no part of a wrapped line."""
    end = len(text[:start].rstrip(" \t\u3000#>*\n"))
    before = text[text.rfind("\n", 0, end) + 1 : end]
    return len(before) <= _SHORT or before[-1] in _SENTENCE_END


def _stand_in_the_line_above(text: str, start: int, found: Found) -> bool:
    """Whether the numbers before (3) are written in one line, that of the task above."""
    _, number, label, _ = found
    end = len(text[:start].rstrip(" \t\u3000#>*\n"))
    above = unicodedata.normalize("NFKC", text[text.rfind("\n", 0, end) + 1 : end])
    own = unicodedata.normalize("NFKC", label)
    if str(number) not in own or number > _MOST_INLINE:
        return False
    return all(own.replace(str(number), str(before)) in above for before in range(1, number))


def _both_closed(text: str, previous: Item, begin: int, stop: int) -> bool:
    """A list that starts anew, as a second table of tasks does: both items name their own units."""
    closed = text[previous.start : previous.end].rstrip().endswith(tuple("）)〕】]"))
    ends = text[begin:stop].endswith(tuple("）)〕】]"))
    return (
        closed
        and ends
        and _has_units(text[begin:stop])
        and _has_units(text[previous.start : previous.end])
    )


def _warn_if_an_item(reader: Reader, line: tuple[int, int], label: str) -> None:
    if _after_a_sentence(reader.text, line[0]):
        _warn(reader, line, f"编号与前文不衔接，{label}未作为新条")


def _warn(reader: Reader, line: tuple[int, int], message: str) -> None:
    reader.warnings.append(StructureWarning(message, *line))
