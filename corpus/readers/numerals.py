"""Numbers as Word's automatic numbering writes them (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def written(number: int, style: str) -> str:
    """`number` in a w:numFmt style; unknown styles and numbers beyond a style in plain digits."""
    write = _STYLES.get(style)
    return write(number) if write else str(number)


def chinese(number: int) -> str:
    """三十二, 一百零五, below 100,000."""
    return _counting(number, "零一二三四五六七八九", "十百千万")


def _counting(number: int, digits: str, units: str) -> str:
    if not 0 < number < 100_000:
        return str(number)
    parts: list[str] = []
    zero = False
    text = str(number)
    for position, char in enumerate(text):
        power = len(text) - position - 1
        digit = int(char)
        if digit == 0:
            zero = bool(parts)
            continue
        parts.append(
            (digits[0] if zero else "") + digits[digit] + (units[power - 1] if power else "")
        )
        zero = False
    result = "".join(parts)
    return result[1:] if 10 <= number < 20 and units[0] == "十" else result


def _one_of(marks: str) -> Callable[[int], str]:
    return lambda number: marks[number - 1] if 0 < number <= len(marks) else str(number)


def _letters(number: int) -> str:
    return (
        chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)
    )


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    result = ""
    for value, letters in _ROMAN:
        result += letters * (number // value)
        number %= value
    return result


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 0 < number <= 20 else str(number)


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: "".join(chr(ord(c) + 0xFEE0) for c in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(c) + 0xFEE0) for c in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(c)] for c in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(c)] for c in str(number)),
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(c)] for c in str(number)),
    "ideographEnclosedCircle": lambda number: (
        chr(0x3280 + number - 1) if 0 < number <= 10 else str(number)
    ),
    "chineseLegalSimplified": lambda number: _counting(number, _FORMAL, "拾佰仟万"),
    "ideographLegalTraditional": lambda number: _counting(
        number, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬"
    ),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}
