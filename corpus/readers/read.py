"""read_source: any policy file as text; hostile formats are parsed in a bounded process."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import DocumentError
from corpus.readers.contents import lines_without_contents
from corpus.readers.errors import too_large
from corpus.readers.limits import LIMITS, Limits
from corpus.readers.markdown import without_emphasis
from corpus.readers.markdown_lists import with_nested_numbers, without_quotes_of_trailers
from corpus.readers.page_furniture import notes_on, text_between
from corpus.readers.sandbox import parse_bounded
from corpus.readers.sniff import sniff
from corpus.readers.source import FileFormat, SourceText
from corpus.readers.text import decode
from corpus.readers.text_pages import without_page_marks
from corpus.readers.text_tables import read_tables
from corpus.readers.wrapped_units import with_whole_names
from corpus.structure.regulation import in_articles


def read_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """The file's bytes; raises DocumentError when there is no readable file of fair size."""
    if not path.exists():
        raise DocumentError(f"no such file: {path}", f"找不到文件“{path}”。请检查路径。")
    if path.is_dir():
        raise DocumentError(f"is a directory: {path}", f"“{path}”是目录，请指定一个文件。")
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)  # the size on disk may change meanwhile
    except OSError as error:
        raise DocumentError(
            f"cannot read {path}: {error}", f"无法读取文件“{path.name}”。请检查文件权限。"
        ) from error
    return data


def read_source(data: bytes, name: str, limits: Limits = LIMITS) -> SourceText:
    """The text of a file's bytes; `name` gives the suffix. Raises those of readers/errors.py."""
    if len(data) > limits.file_bytes:
        megabytes = limits.file_bytes // 1024**2
        raise too_large(name, "大小", f"{megabytes} MB 以上", f"{megabytes} MB")
    if not data.strip():
        raise DocumentError(f"empty file: {name}", f"文件“{name}”是空的。请换一个有正文的文件。")
    kind = sniff(data, name)
    if kind in (FileFormat.TEXT, FileFormat.MARKDOWN):
        source = _plain(_of_fair_length(decode(data, name), name, limits), kind)
    else:
        source = parse_bounded(kind, data, name, limits)
    _of_fair_length(source.text, name, limits)
    if not source.text.strip():
        raise DocumentError(
            f"{name} has no text", f"文件“{name}”里没有文字。请换一个有正文的文件。"
        )
    return source


def _of_fair_length(text: str, name: str, limits: Limits) -> str:
    if len(text) > limits.characters:
        raise too_large(name, "字数", str(len(text)), str(limits.characters))
    return text


def _plain(text: str, kind: FileFormat) -> SourceText:
    """A text without what Markdown or the pages it was copied from put around its words."""
    notes: tuple[str, ...] = ()
    if kind is FileFormat.MARKDOWN:
        text = without_quotes_of_trailers(with_nested_numbers(without_emphasis(text)))
    else:
        text, notes = without_page_marks(text)
        lines = text.split("\n")
        start, end = text_between(lines)
        if (start, end) != (0, len(lines)):
            text, notes = "\n".join(lines[start:end]), (*notes, *notes_on(lines[end:]))
        if not in_articles(text):  # the contents of a law are its headings' own list
            text, dropped = lines_without_contents(text)
            notes = (*notes, "目录已略去。") if dropped else notes
        text = with_whole_names(text)
    text, more = read_tables(text)
    return SourceText(text, kind, notes=(*notes, *more))
