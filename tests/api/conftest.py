"""The API on a real server, spoken to over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from assistant.old_version import OldVersions
from assistant.records.records import Records
from assistant.service import PolicyAssistant
from assistant.understanding.lexicon_watch import WatchedTools
from tests.serving import serving

Serving = Callable[..., tuple[PolicyAssistant, httpx.Client]]


@pytest.fixture(scope="session")
def client(assistant: PolicyAssistant) -> Iterator[httpx.Client]:
    with (
        serving(create_app(assistant)) as address,
        httpx.Client(base_url=address, timeout=60) as http,
    ):
        yield http


@pytest.fixture
def own_service(assistant: PolicyAssistant, tmp_path: Path) -> Iterator[Serving]:
    """Serves over records of its own with other settings; `page` mounts the page as well."""
    with ExitStack() as stack:

        def serve(*, page: bool = False, **changes: object) -> tuple[PolicyAssistant, httpx.Client]:
            settings = assistant.settings.model_copy(update=changes)
            tools = replace(assistant.tools, settings=settings)
            own = PolicyAssistant(
                WatchedTools(lambda: tools),
                Records.open(f"sqlite:///{tmp_path / 'records.sqlite'}"),
                OldVersions(settings.store, lambda folder: tools),
            )
            stack.callback(own.close)
            if page:
                from ui.app import create_application  # seconds that the others need not wait

                made = create_application(own)
            else:
                made = create_app(own)
            http = httpx.Client(base_url=stack.enter_context(serving(made)), timeout=60)
            return own, stack.enter_context(http)

        yield serve


@pytest.fixture
def served(own_service: Serving) -> Callable[..., httpx.Client]:
    """As `own_service`: its client alone."""
    return lambda **changes: own_service(**changes)[1]
