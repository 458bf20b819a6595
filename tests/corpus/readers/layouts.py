"""Documents with what office documents are made of beside plain text, as docx."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from tests.corpus.readers.office import OfficeDocument
from tests.corpus.readers.writers import LEVELS, add_field

_FILL = "依法履行职责，确保各项工作落到实处，"
_TRAILER = "（牵头单位：市住房城乡建委；责任单位：市财政局，各区县政府）"
_PART = "word/footnotes.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def task_table() -> bytes:
    """A notice with a red head, then its plan: a box, and a table of tasks over several pages."""
    office = OfficeDocument(head="某市人民政府公报")
    office.red_head("某市人民政府", "某府发〔2023〕12号")
    office.title("某市人民政府\n关于印发某市城市更新行动计划（2023—2025年）的通知")
    office.flush_left("各区县（自治县）人民政府，市政府各部门，有关单位：")
    office.body("现将《某市城市更新行动计划（2023—2025年）》印发给你们，请认真贯彻执行。", False)
    office.right("某市人民政府")
    office.right("2023年5月6日")
    office.body("（此件公开发布）", False)
    office.document.add_page_break()
    office.title("某市城市更新行动计划（2023—2025年）")
    office.body("为做好城市更新工作，制定本行动计划。")
    office.body("一、工作要求")
    office.body(f"各单位要{_FILL * 5}做好城市更新工作。", False)
    office.box(
        ["专栏1  城市更新工作", f"1．管网工作。到2025年更新管网300公里，{_FILL * 4}做好工作。",
         "2．公共单位工作。到2025年更新公共单位50个。"]
    )  # fmt: skip
    office.body("二、任务分工")
    rows = [["序号", "工作任务", "工作要求", "牵头单位", "责任单位"]]
    for number in range(1, 16):
        rows.append(
            [str(number), f"第{number}项工作任务",
             f"到2025年更新{number}00个，{_FILL * (1 + number % 4)}做好工作。",
             "市住房城乡建委" if number % 2 else "市财政局、市水利局",
             "市财政局、市住房城乡建委、两江新区管委会等部门，各区县政府"]
        )  # fmt: skip
    office.table(rows, [12, 28, 60, 25, 31])
    office.body("三、工作责任")
    office.body(f"（一）落实责任。各单位要{_FILL * 5}做好工作。{_TRAILER}")
    office.body("（二）公开工作。有关部门要公开工作。（牵头单位：市财政局）")
    return office.saved()


def two_columns() -> bytes:
    """A notice of a gazette: its title across the page, its text in two columns."""
    office = OfficeDocument(head="某市人民政府公报")
    office.title("某市人民政府办公厅关于做好城市更新工作的通知")
    office.columns(2)
    office.flush_left("各区县（自治县）人民政府：")
    office.body("为做好城市更新工作，经市政府同意，现就有关工作通知如下。", False)
    for part, number in enumerate("一二三四五六七"):
        office.body(f"{number}、工作要求之{number}", False)
        for item, letter in enumerate("一二三"):
            text = _FILL * (2 + item + part % 3)
            words = f"落实第{item}项责任。各单位要{text}做好工作。{_TRAILER}"
            office.body(f"（{letter}）{words}", False)
    office.right("某市人民政府办公厅")
    office.right("2023年5月6日")
    return office.saved()


def annex() -> bytes:
    """Automatic numbers, footnotes, page numbers on the outer side; an annex on wide pages whose
    table has cells merged over pages."""
    office = OfficeDocument(levels=LEVELS)
    section = office.document.sections[0]
    office.document.settings.element.append(parse_xml(f"<w:evenAndOddHeaders {nsdecls('w')}/>"))
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    section.even_page_footer.is_linked_to_previous = False
    even = section.even_page_footer.paragraphs[0]
    even.add_run("— ")
    add_field(even, "PAGE", "2")
    even.add_run(" —")
    office.title("某市城市更新行动计划")
    office.body("为做好城市更新工作，制定本行动计划。", False)
    notes = 0
    for part in range(3):
        _numbered(office, f"工作要求之{'一二三'[part]}", 0)
        for item in range(3):
            _numbered(office, f"第{item}项工作", 1)
            for task in range(2):
                text = _FILL * (1 + (part + item + task) % 4)
                _numbered(office, f"落实责任。各单位要{text}更新50m", 2)
                paragraph = office.document.paragraphs[-1]
                paragraph.add_run("2").font.superscript = True
                paragraph.add_run("单位")
                if task:
                    notes += 1
                    mark = paragraph.add_run()
                    mark.font.superscript = True
                    mark._r.append(
                        parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{notes + 1}"/>')
                    )
                paragraph.add_run(f"。{_TRAILER}")
    office.flush_left("附件：任务分工")
    wide = office.document.add_section()
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    office.flush_left("附件")
    office.title("任务分工")
    for number in range(8):
        office.body(f"本件第{number}项。各单位要{_FILL * 6}做好工作。", False)
    _merged_table(office)
    return _with_footnotes(office.saved(), notes)


LAYOUTS: dict[str, Callable[[], bytes]] = {
    "task_table": task_table,
    "two_columns": two_columns,
    "annex": annex,
}


def _numbered(office: OfficeDocument, text: str, level: int) -> None:
    paragraph = office.body(text, False)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        )
    )


def _merged_table(office: OfficeDocument) -> None:
    rows = [["类别", "工作任务", "牵头单位", "责任单位", "要求"]]
    for number in range(18):
        group = f"第{number // 6 + 1}类" if number % 6 == 0 else ""
        rows.append(
            [group, f"更新第{number}项，{_FILL * (1 + number % 3)}做好工作", "市住房城乡建委",
             "市财政局\n市水利局\n各区县政府", "到2025年"]
        )  # fmt: skip
    table = office.table(rows, [25, 110, 35, 45, 25])
    for first in range(1, len(rows), 6):
        table.cell(first, 0).merge(table.cell(first + 5, 0))


def _with_footnotes(data: bytes, count: int) -> bytes:
    """python-docx writes no footnotes: their part is put into the container."""
    small = '<w:rPr><w:sz w:val="18"/></w:rPr>'
    notes = "".join(
        f'<w:footnote w:id="{number + 1}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
        f"</w:rPr><w:footnoteRef/></w:r><w:r>{small}<w:t>本项工作之责任，由市政府公开。</w:t></w:r>"
        "</w:p></w:footnote>"
        for number in range(1, count + 1)
    )
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )
    inserted = {
        "[Content_Types].xml": (
            "</Types>", f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>',
        ),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rId990" Type="{_RELATION}" Target="footnotes.xml"/>',
        ),
    }  # fmt: skip
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name in inserted:
                end, more = inserted[name]
                content = content.replace(end.encode(), (more + end).encode())
            new.writestr(name, content)
        new.writestr(_PART, f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>")
    return stream.getvalue()
