"""Tab 任务表: every task with its units, filtered, and as CSV or XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import gradio as gr
from fastapi import APIRouter, Response
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from assistant.knowledge import Knowledge
from assistant.service import PolicyAssistant
from corpus.clause import Clause
from corpus.responsibility import Responsibility, Role
from ui.page.markup import ROLE_NAMES, table, unit_chips

HEADERS = ("文件", "部分", "编号", "任务", "牵头单位", "责任单位")
ALL = ""
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks to show; an empty field lets all through."""

    unit: str = ALL
    role: str = ALL
    part: str = ALL

    def select(self, knowledge: Knowledge) -> list[Clause]:
        """The tasks, in the text's order."""
        return [clause for clause in tasks_of(knowledge) if self._keeps(clause)]

    def _keeps(self, clause: Clause) -> bool:
        duty = clause.responsibility or Responsibility()
        roles = [Role(self.role)] if self.role else list(Role)
        names = {mention.name for role in roles for mention in duty.mentions(role)}
        in_part = not self.part or part_of(clause) == self.part
        return in_part and (self.unit in names if self.unit else bool(names))


def tasks_of(knowledge: Knowledge) -> list[Clause]:
    """Every clause that names units."""
    return [clause for clause in knowledge.clauses.values() if clause.responsibility]


def part_of(clause: Clause) -> str:
    """The outermost heading above a task."""
    return clause.path[0] if clause.path else clause.name


def parts_of(knowledge: Knowledge) -> list[str]:
    """The parts that hold tasks, in the text's order."""
    return list(dict.fromkeys(part_of(clause) for clause in tasks_of(knowledge)))


def _units(clause: Clause, role: Role) -> str:
    duty = clause.responsibility or Responsibility()
    is_open = duty.lead_open if role is Role.LEAD else duty.responsible_open
    return "、".join(mention.name for mention in duty.mentions(role)) + (
        "等部门" if is_open else ""
    )


def _row(clause: Clause) -> tuple[str, ...]:
    return (
        clause.document_title,
        part_of(clause),
        clause.label,
        clause.title,
        _units(clause, Role.LEAD),
        _units(clause, Role.RESPONSIBLE),
    )


def to_csv(clauses: Iterable[Clause]) -> bytes:
    """CSV with the byte-order mark by which spreadsheets know UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(HEADERS)
    for clause in clauses:
        # A cell that begins like a formula is kept as text.
        writer.writerow(
            "'" + cell if cell[:1] in ("=", "+", "-", "@") else cell for cell in _row(clause)
        )
    return buffer.getvalue().encode("utf-8-sig")


def to_xlsx(clauses: Iterable[Clause]) -> bytes:
    """A workbook with one sheet, its header fixed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "任务表"
    sheet.append(HEADERS)
    for clause in clauses:
        sheet.append(_row(clause))
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEF", (30, 34, 14, 32, 28, 60), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def export_router(assistant: PolicyAssistant) -> APIRouter:
    """Downloads of the table with the filters of the page."""
    router = APIRouter(prefix="/export", include_in_schema=False)

    @router.get("/tasks.csv")
    def tasks_csv(unit: str = ALL, role: Role | None = None, part: str = ALL) -> Response:
        clauses = TaskFilter(unit, role or ALL, part).select(assistant.knowledge)
        return _download(to_csv(clauses), "text/csv; charset=utf-8", "tasks.csv")

    @router.get("/tasks.xlsx")
    def tasks_xlsx(unit: str = ALL, role: Role | None = None, part: str = ALL) -> Response:
        clauses = TaskFilter(unit, role or ALL, part).select(assistant.knowledge)
        return _download(to_xlsx(clauses), XLSX_TYPE, "tasks.xlsx")

    return router


def _download(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _shown(knowledge: Knowledge, chosen: TaskFilter) -> str:
    clauses = chosen.select(knowledge)
    query = urlencode(
        {"unit": chosen.unit, "part": chosen.part} | ({"role": chosen.role} if chosen.role else {})
    )
    links = "".join(
        f'<a class="download" href="/export/tasks.{kind}?{escape(query)}" download>'
        f"下载 {kind.upper()}</a>"
        for kind in ("csv", "xlsx")
    )
    rows = [
        (
            escape(part_of(clause)),
            escape(clause.label),
            escape(clause.title or clause.text.strip()[:40]),
            unit_chips(clause, are_buttons=False),
        )
        for clause in clauses
    ]
    headers = ("部分", "编号", "任务", "牵头单位和责任单位")
    return (
        f'<div class="downloads">{links}</div>{table(f"共 {len(clauses)} 项任务", headers, rows)}'
    )


def _units_to_choose(knowledge: Knowledge) -> list[tuple[str, str]]:
    names = [tasks.name for tasks in knowledge.all_unit_tasks()]
    return [("全部单位", ALL), *((name, name) for name in names)]


def _parts_to_choose(knowledge: Knowledge) -> list[tuple[str, str]]:
    return [("全部部分", ALL), *((part, part) for part in parts_of(knowledge))]


def build_tasks(page: gr.Blocks, assistant: PolicyAssistant) -> None:
    """Lay the tab out and wire it; a page that is opened shows the documents of that time."""
    knowledge = assistant.knowledge
    with gr.Row(elem_classes="filters"):
        unit = gr.Dropdown(_units_to_choose(knowledge), value=ALL, label="单位")
        role = gr.Dropdown(
            [("全部", ALL), *((name, role.value) for role, name in ROLE_NAMES.items())],
            value=ALL,
            label="承担方式",
        )
        part = gr.Dropdown(_parts_to_choose(knowledge), value=ALL, label="部分")
    shown = gr.HTML(
        lambda: _shown(assistant.knowledge, TaskFilter()), elem_id="tasks", apply_default_css=False
    )

    def update(unit_name: str, role_name: str, part_name: str) -> str:
        return _shown(
            assistant.knowledge, TaskFilter(unit_name or ALL, role_name or ALL, part_name or ALL)
        )

    for control in (unit, role, part):
        control.change(
            update, [unit, role, part], shown, show_progress="hidden", api_visibility="private"
        )

    def choices() -> tuple[gr.Dropdown, gr.Dropdown]:
        now = assistant.knowledge
        return (
            gr.Dropdown(choices=_units_to_choose(now)),
            gr.Dropdown(choices=_parts_to_choose(now)),
        )

    page.load(choices, None, [unit, part], show_progress="hidden", api_visibility="private")
