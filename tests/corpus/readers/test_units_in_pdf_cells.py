"""Units one a line in a cell of a PDF's table: a name may fill its line by chance."""

from __future__ import annotations

import pytest

from corpus.readers.pdf_cells import cell_text
from corpus.readers.unit_cells import units_of

SIZE = 12.0


def cell(*lines: str) -> str:
    """The text of a cell six letters wide."""
    chars = [
        {"text": char, "x0": 5 + SIZE * at, "x1": 5 + SIZE * (at + 1), "top": 20.0 * row,
         "bottom": 20.0 * row + SIZE, "size": SIZE, "fontname": "Song", "upright": True}
        for row, line in enumerate(lines)
        for at, char in enumerate(line)
    ]  # fmt: skip
    return cell_text(chars, (0.0, 0.0, 10 + 6 * SIZE, 20.0 * len(lines)))


@pytest.mark.parametrize(
    ("lines", "units"),
    [
        (("区交通运输局", "各镇（街道）"), "区交通运输局、各镇（街道）"),
        (("市交通运输局", "市发展和改革", "委员会"), "市交通运输局、市发展和改革委员会"),
        (("区交通运输局", "县财政局"), "区交通运输局、县财政局"),
        (("市住房城乡建", "设局"), "市住房城乡建设局"),
        (("各区县（自治", "县）政府"), "各区县（自治县）政府"),
        (("市教育局、市", "市场监管局"), "市教育局、市市场监管局"),
        (("市交通运输局", "海州机场集团"), "市交通运输局、海州机场集团"),
        (("市公安消防局", "支队"), "市公安消防局支队"),
        (("市农业农村局", "直属农机学校"), "市农业农村局直属农机学校"),
        (("市城市投资集团", "有限公司"), "市城市投资集团有限公司"),
    ],
)
def test_the_next_unit_is_not_the_rest_of_the_one_above(lines: tuple[str, ...], units: str) -> None:
    assert units_of(cell(*lines)) == units
