"""What the commands share: options, an assistant that forgets, progress and messages."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from tqdm import tqdm

from assistant.service import PolicyAssistant
from assistant.settings import Settings
from eval.question import Split

SetsOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="题集", help="题集名或 .jsonl 文件，可重复")
]
StoreOption = Annotated[str | None, typer.Option("--store", metavar="地址", help="索引地址")]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出")]
SplitOption = Annotated[Split | None, typer.Option("--split", help="只用一半")]
RUNS = Path("var/eval")


@contextmanager
def fresh_assistant(store: str | None) -> Iterator[PolicyAssistant]:
    """An assistant whose conversations are forgotten afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        changes: dict[str, object] = {"database": f"sqlite:///{folder}/conversations.sqlite"}
        if store is not None:
            changes["store"] = Settings().located(store)
        with PolicyAssistant.open(Settings().model_copy(update=changes)) as assistant:
            assistant.ask("预热")  # loads the model, which is no part of an answer's time
            yield assistant


@contextmanager
def progress(title: str) -> Iterator[tqdm[None]]:
    """A progress bar on stderr."""
    with tqdm(desc=title, file=sys.stderr, delay=0.5, leave=False) as bar:
        yield bar


def say(message: str) -> None:
    """A message to the person, on stderr."""
    print(message, file=sys.stderr, flush=True)
