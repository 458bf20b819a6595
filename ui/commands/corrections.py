"""The options that put particulars right, shared by the commands that take a document."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any

import typer

from ui.exit_codes import UsageError

_ARGUMENT = "changes"
_DAYS = frozenset({"issued", "effective", "period_end"})
_OPTIONS = {
    "title": typer.Option("--title", metavar="标题", help="改正标题"),
    "number": typer.Option("--number", metavar="文号", help="改正文号"),
    "issuer": typer.Option("--issuer", metavar="机关", help="改正发文机关"),
    "issued": typer.Option("--issued", metavar="日期", help="改正印发日期"),
    "effective": typer.Option("--effective", metavar="日期", help="改正施行日期"),
    "period_end": typer.Option("--period-end", metavar="日期", help="改正实施期限的最后一天"),
}


def with_corrections(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with these options; it gets those given as one argument, `changes`."""
    own = inspect.signature(command, eval_str=True)

    @wraps(command)
    def run(**given: Any) -> None:
        said = {name: given.pop(name) for name in _OPTIONS}
        changes = {
            name: _day(value) if name in _DAYS else value
            for name, value in said.items()
            if value is not None
        }
        command(**given, **{_ARGUMENT: changes})

    parameters = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in own.parameters.items()
        for each in (_options() if name == _ARGUMENT else [parameter])
    ]
    # Typer reads both.
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _options() -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, option],
        )
        for name, option in _OPTIONS.items()
    ]


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"日期“{value}”应写作 2024-03-01。") from None
