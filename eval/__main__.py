"""`python -m eval`: run, compare, retrieval, peers, fit, load, bench, faults, stores, generated,
framed, vectors."""

from __future__ import annotations

import logging
import sys

import typer

from corpus.errors import PolicyError
from eval.bench.commands import bench
from eval.commands.answers import asked, compare, fit, framed, generated, peers, run
from eval.commands.common import say
from eval.commands.searches import retrieval, stores
from eval.commands.services import faults, load
from eval.commands.vectors import vectors

app = typer.Typer(
    help="评测：回答得准不准。",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

for _command in (
    *(run, compare, retrieval, peers, fit, load, faults, stores, generated, framed, asked, vectors),
):
    app.command()(_command)
app.add_typer(bench, name="bench")


def main() -> None:
    """Run a command; what the user can mend is told in a line."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except PolicyError as error:
        say(error.user_message)
        sys.exit(1)


if __name__ == "__main__":
    main()
