"""Policy texts written as docx, pdf and html by real writers, as offices and their web sites do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
_HEADING = re.compile(r"第[一二三四五六七八九十]+[章节编]|[一二三四五六七八九十]+、")
_COMMENT = re.compile(r"<!--.*?-->")


def paragraphs_of(path: Path) -> list[str]:
    """The paragraphs of a shipped text without its Markdown."""
    text = _COMMENT.sub("", path.read_text(encoding="utf-8-sig"))
    lines = (line.strip().lstrip("#").strip() for line in text.splitlines())
    return [line for line in lines if line]


def headings_of(paragraphs: Sequence[str]) -> list[str]:
    return [p for p in paragraphs if len(p) < 40 and _HEADING.match(p)]


def write_docx(paragraphs: Sequence[str]) -> bytes:
    """With a running head, a page number, a table of contents and styled headings."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "重庆市人民政府公报"
    add_field(section.footer.paragraphs[0], "PAGE", "1")
    contents = document.add_paragraph("目　录")
    contents.alignment = WD_ALIGN_PARAGRAPH.CENTER
    entries = headings_of(paragraphs)
    for number, heading in enumerate(entries, 1):
        entry = document.add_paragraph(f"{heading}\t{number}")
        entry.paragraph_format.left_indent = 200000
    for index, text in enumerate(paragraphs):
        paragraph = document.add_paragraph()
        half = len(text) // 2
        paragraph.add_run(text[:half]).bold = text in entries
        paragraph.add_run(text[half:])
        if index == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_field(paragraph: docx.text.paragraph.Paragraph, instruction: str, shown: str) -> None:
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("shown", shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:t" if kind else "w:instrText")
            mark.text = text
        run._r.append(mark)


LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3．"),
    ("decimal", "（%4）"),
)
ARTICLE_LEVELS = (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"))


def numbered_document(levels: Sequence[tuple[str, str]]) -> docx.document.Document:
    """A document whose list 77 numbers its paragraphs in these formats."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f"{'<w:lvlRestart w:val=' + chr(34) + '0' + chr(34) + '/>' if '条' in text else ''}"
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    return document


def add_numbered(document: docx.document.Document, text: str, level: int) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        )
    )


def write_numbered_docx(paragraphs: Sequence[str]) -> bytes:
    """The numbers of chapters, articles, parts and tasks left to Word."""
    articles = sum(bool(re.match(r"第[零一二三四五六七八九十百]+条", p)) for p in paragraphs)
    patterns = (
        [
            r"第[一二三四五六七八九十百]+章[\s\u3000]*",
            r"第[零一二三四五六七八九十百]+条(?!之)[\s\u3000]+",
        ]
        if articles > 5
        else [r"[一二三四五六七八九十]+、", r"（[一二三四五六七八九十]+）", r"\d+．"]
    )
    document = numbered_document(ARTICLE_LEVELS if articles > 5 else LEVELS)
    for text in paragraphs:
        level, match = next(
            ((i, m) for i, p in enumerate(patterns) if (m := re.match(p, text))), (0, None)
        )
        if match:
            add_numbered(document, text[match.end() :], level)
        else:
            document.add_paragraph(text)
    return saved(document)


BODY = ParagraphStyle(
    "body", fontName=FONT, fontSize=14, leading=25, firstLineIndent=28, wordWrap="CJK",
    alignment=TA_JUSTIFY,
)  # fmt: skip
TITLE = ParagraphStyle(
    "title", fontName=FONT, fontSize=20, leading=32, wordWrap="CJK", alignment=TA_CENTER
)
PLAIN = ParagraphStyle("plain", fontName=FONT, fontSize=12, leading=18, wordWrap="CJK")


def _decorate(canvas: Canvas, _: BaseDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawString(72, A4[1] - 40, "重庆市人民政府公报　2022年第13期")
    canvas.setFont(FONT, 14)
    canvas.drawCentredString(A4[0] / 2, 36, f"— {canvas.getPageNumber()} —")


def build_pdf(story: list[Flowable], **particulars: str) -> bytes:
    """Pages with a running head and a page number."""
    stream = BytesIO()
    template = BaseDocTemplate(stream, pagesize=A4, **particulars)
    frame = Frame(79, 72, A4[0] - 158, A4[1] - 144, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate(frames=[frame], onPage=_decorate)])
    template.build(story)
    return stream.getvalue()


def _marked_up(text: str) -> str:
    """The middle dot in a Latin font, as word processors set it: the Chinese one has none."""
    return escape(text).replace("·", '<font name="Helvetica">·</font>')


def write_pdf(paragraphs: Sequence[str]) -> bytes:
    """Wrapped lines, indented and justified, after a page of contents with leaders."""
    story: list[Flowable] = [Paragraph("目　录", TITLE)]
    for number, heading in enumerate(headings_of(paragraphs), 3):
        dots = "." * max(4, 90 - 3 * len(heading))
        story.append(Paragraph(f"{_marked_up(heading)}{dots}{number}", PLAIN))
    story.append(PageBreak())
    for index, text in enumerate(paragraphs):
        story.append(Paragraph(_marked_up(text), TITLE if index == 0 else BODY))
    return build_pdf(story)


def ruled_table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    cells = [[Paragraph(escape(cell), PLAIN) for cell in row] for row in rows]
    return Table(
        cells,
        colWidths=list(widths),
        repeatRows=1,
        style=[("GRID", (0, 0), (-1, -1), 0.5, "black")],
    )


def write_html(paragraphs: Sequence[str]) -> bytes:
    """A government site's page: navigation, scripts, the article in its editor's element."""
    body = "\n".join(f"<p>　　{escape(text)}</p>" for text in paragraphs[1:])
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{escape(paragraphs[0])}_政府网站</title>
<meta name="ArticleTitle" content="{escape(paragraphs[0])}">
<style>p {{ margin: 0 }}</style><script>var a = "第一条 脚本。";</script></head>
<body><div class="header"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li>
<li><a href="/b">政务服务</a></li><li><a href="/c">互动交流</a></li></ul></div>
<div class="breadcrumb">当前位置：<a href="/">首页</a> &gt; <a href="/p">政策文件</a></div>
<div class="main"><h1>{escape(paragraphs[0])}</h1><div class="info">发布时间：2022-06-25</div>
<div class="TRS_Editor">{body}</div>
<div style="display:none">第九十九条 看不见的文字。</div></div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/1">政策解读一</a></li>
<li><a href="/2">政策解读二</a></li><li><a href="/3">政策解读三</a></li></ul></div>
<div class="footer">主办：某市人民政府　网站标识码：5000000000</div></body></html>""".encode()
