"""Page: report.html from a template, with its charts and every wrong answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from eval.metrics.table import TITLES, Row
from eval.outcome import Outcome
from eval.report.charts import charts
from eval.report.names import CHECKS, INTENTS, SETS, STATUSES, group_name
from eval.run import Setup, wrong

_TEMPLATES = Path(__file__).parent
_STILL = {"displayModeBar": False, "responsive": True}


def report_page(outcomes: Sequence[Outcome], rows: Sequence[Row], setup: Setup) -> str:
    """The page as text; scripts and styles are inside it."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True)
    pictures = [
        (title, figure.to_html(full_html=False, include_plotlyjs=number == 0, config=_STILL))
        for number, (title, figure) in enumerate(charts(outcomes, rows).items())
    ]
    shown = [name for name in TITLES if any(name in row.measures for row in rows)]
    return environment.get_template("report.html.jinja").render(
        setup=setup,
        rows=rows,
        shown=shown,
        titles=TITLES,
        pictures=pictures,
        wrong=wrong(outcomes),
        group_name=group_name,
        sets=SETS,
        intents=INTENTS,
        checks=CHECKS,
        statuses=STATUSES,
    )
