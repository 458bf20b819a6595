"""The API on a real server, spoken to over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from assistant.service import PolicyAssistant
from tests.serving import serving


@pytest.fixture(scope="session")
def client(assistant: PolicyAssistant) -> Iterator[httpx.Client]:
    with (
        serving(create_app(assistant)) as address,
        httpx.Client(base_url=address, timeout=60) as http,
    ):
        yield http
