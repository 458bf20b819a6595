"""Bytes to text, its lines as in the file."""

from __future__ import annotations

from corpus.readers.errors import DamagedFileError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, name: str, declared: str = "") -> str:
    """Text of UTF-8, UTF-16 or GB18030 bytes, without byte-order mark, lines ended by \\n.

    `declared` is an encoding that the file itself names; raises DamagedFileError.
    """
    encodings = [encoding for bom, encoding in _BOMS if data.startswith(bom)] or [
        *([declared] if declared else []),
        "utf-8",
        "gb18030",
    ]
    text = None
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    if text is None or "\x00" in text or _is_binary(text):
        raise DamagedFileError(
            f"{name} is no text in UTF-8, UTF-16 or GB18030",
            f"文件“{name}”不是文本文件，或编码无法识别。请另存为 UTF-8 编码的文本后再试。",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_binary(text: str) -> bool:
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text)
    return controls > len(text) // 100
