"""Web pages: the article of a page as text, without navigation, scripts and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.assemble import assemble
from corpus.readers.errors import HostileFileError, damaged, too_deep
from corpus.readers.html_article import article_of, left_out, prose
from corpus.readers.html_parts import parts_of
from corpus.readers.limits import Limits
from corpus.readers.page_furniture import notes_on, stands_above, text_between
from corpus.readers.source import FileFormat, Paragraph, Part, SourceText
from corpus.readers.text import decode

_DROPPED = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "button",
    "select",
    "iframe",
    "object",
    "svg",
    "head",
    "input",
    "textarea",
    "video",
    "audio",
    "canvas",
]
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?:div|span|table|ul|ol|section|article|blockquote|font|b|i|em|strong|a|center|form)\b",
    re.IGNORECASE,
)
_MOST_OPEN = 3000  # tags left open; careless pages have some hundreds
# Names by which content systems mark what stands around an article.
_AROUND = re.compile(
    r"(?:^|[-_\s])(?:nav|menu|footer|breadcrumb|crumbs?|share|sidebar|related|copyright|toolbar|qrcode)"
    r"(?:$|[-_\s])",
    re.IGNORECASE,
)
_MOST_LINKED = 0.5  # of an element's characters; more is a list of links
_FIRST = 12  # parts of an article among which its title stands
_TABLE = "。"  # stands for a table where lines are looked over
_ABOUT = re.compile(
    r"索引号|主题分类|发文[机关字号]{2}|成文日期|有[\s\u3000]*效[\s\u3000]*性|公文种类|信息分类"
)
_TITLE_META = ("ArticleTitle", "article-title", "og:title")


def parse(data: bytes, name: str, limits: Limits) -> SourceText:
    """The text of a page's article, its title first."""
    declared = _CHARSET.search(data[:4096])
    encoding = declared[1].decode("ascii") if declared else ""
    # Pages that declare GB2312 use its superset.
    encoding = "gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding
    text = decode(data, name, encoding)
    if _ENTITY.search(text[:65536]):
        raise HostileFileError(
            f"{name} declares entities",
            f"文件“{name}”含有实体声明，不是正常的网页，已拒绝。请在浏览器中打开并另存后再试。",
        )
    _check_tags(text, name)
    tree = LexborHTMLParser(text)
    body = tree.body
    if body is None:
        raise damaged(name, "no body")
    _check_depth(body, name, limits)
    titles = _titles(tree)
    tree.strip_tags(_DROPPED, recursive=True)
    for node in list(_around(body)):
        node.decompose()
    article = article_of(body)
    parts, more = _article(list(parts_of(article)))
    title = next((t for t in titles if _squeeze(t)), "")
    if title:
        parts = _with_title(parts, title)
    outside = left_out(body, article)
    notes = (f"网页中正文以外的文字已略去，请核对：“{outside[:30]}…”",) if outside else ()
    return assemble(parts, FileFormat.HTML, (*notes, *more))


def _article(parts: list[Part]) -> tuple[list[Part], tuple[str, ...]]:
    """The parts without what the page writes above and below them, and notes on that."""
    lines = [part.text if isinstance(part, Paragraph) else _TABLE for part in parts]
    start, end = text_between(lines)
    return parts[start:end], notes_on(lines[end:])


def _with_title(parts: list[Part], title: str) -> list[Part]:
    """The title first; what the page tells of the document (索引号, 发文字号) stands below it."""
    wanted = _squeeze(title)
    first = [part.text if isinstance(part, Paragraph) else "" for part in parts[:_FIRST]]
    if wanted not in _squeeze("".join(first)):
        return [Paragraph(title), *parts]
    at = next((i for i, text in enumerate(first) if _squeeze(text) == wanted), None)
    if at is None:
        return parts
    below = parts[at + 1 :]
    while below and isinstance(below[0], Paragraph) and stands_above(below[0].text):
        below.pop(0)
    above = parts[:at]
    if any(_ABOUT.search(text) or not text for text in first[:at]):
        return [parts[at], *above, *below]
    return [*above, parts[at], *below]


def _check_tags(text: str, name: str) -> None:
    """Refuse, before the parser sees it, what takes it time that grows with the square."""
    depth = 0
    for match in _NESTING.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _MOST_OPEN:
            raise too_deep(name)


def _check_depth(body: LexborNode, name: str, limits: Limits) -> None:
    node: LexborNode | None = body
    depth = 0
    while node is not None:
        if node.child is not None:
            node, depth = node.child, depth + 1
            if depth > limits.depth:
                raise too_deep(name)
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if node is None or depth <= 0:
                return
        node = node.next if node is not None else None


def _titles(tree: LexborHTMLParser) -> list[str]:
    """What the page calls its article: its meta data, else its first heading."""
    found = []
    for name in _TITLE_META:
        meta = tree.css_first(f'meta[name="{name}"], meta[property="{name}"]')
        if meta is not None:
            found.append(meta.attributes.get("content") or "")
    heading = tree.css_first("h1")
    if heading is not None:
        found.append(heading.text(deep=True))
    return [re.sub(r"\s+", " ", title).strip() for title in found]


def _around(parent: LexborNode) -> Iterator[LexborNode]:
    """The outermost elements that are hidden or no part of an article."""
    for node in parent.iter():
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if (
            "hidden" in attributes
            or _HIDDEN.search(attributes.get("style") or "")
            or (_AROUND.search(names) and not prose(node) > 20)
            or _is_link_list(node)
        ):
            yield node
        else:
            yield from _around(node)


def _is_link_list(node: LexborNode) -> bool:
    links = node.css("a") if node.tag in ("ul", "ol", "div") else []
    if len(links) < 3:
        return False
    linked = sum(len(_squeeze(link.text(deep=True))) for link in links)
    return linked > _MOST_LINKED * len(_squeeze(node.text(deep=True)))


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)
