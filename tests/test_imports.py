"""Imports point one way: corpus <- index <- assistant <- api <- ui; nothing imports eval."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "assistant": {"corpus", "index", "assistant"},
    "api": {"corpus", "index", "assistant", "api"},
    "ui": {"corpus", "index", "assistant", "api", "ui"},
    "eval": {"corpus", "index", "assistant", "eval"},
}
# Framework types stay at the edge of the stage that uses them.
FRAMEWORKS = {
    "langchain_core": {
        "index/langchain_adapter.py",
        "assistant/wording/openai_model.py",
        "eval/peers/langchain_recipe.py",
    },
    "langchain_openai": {"assistant/wording/openai_model.py"},
    "openai": {"assistant/wording/openai_model.py"},
    "sqlalchemy": {
        "assistant/access/accounts.py",
        "assistant/access/keys.py",
        "assistant/access/sessions.py",
        "assistant/audit/log.py",
        "assistant/records/cases.py",
        "assistant/records/commit_mark.py",
        "assistant/records/confirmed.py",
        "assistant/records/conversation.py",
        "assistant/records/database.py",
        "assistant/safekeeping/database_dump.py",
        "assistant/records/feedback.py",
        "assistant/records/job_records.py",
        "assistant/records/migrations/env.py",
        "assistant/records/migrations/versions",
        "assistant/records/question_log.py",
        "assistant/records/schema.py",
    },
    "alembic": {
        "assistant/records/migrations/env.py",
        "assistant/records/migrations/versions",
        "assistant/records/schema.py",
    },
    "argon2": {"assistant/access/accounts.py"},
    "prometheus_client": {"api/telemetry/metrics.py"},
    "opentelemetry": {"api/telemetry/otlp.py"},
    "fastapi": {"api", "ui"},
    "mcp": {"api/mcp_server.py", "api/mcp_http.py"},
    "mcp_types": {"api/mcp_server.py"},
    "gradio": {"ui"},
    "typer": {"ui", "eval/__main__.py", "eval/bench", "eval/commands"},
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    files = list((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        rooms = imported(path) & ALLOWED.keys()
        assert rooms <= ALLOWED[room], f"{path.relative_to(ROOT)} imports {rooms - ALLOWED[room]}"


@pytest.mark.parametrize("framework", sorted(FRAMEWORKS))
def test_a_framework_stays_at_its_edge(framework: str) -> None:
    for room in ALLOWED:
        for path in (ROOT / room).rglob("*.py"):
            if framework in imported(path):
                place = path.relative_to(ROOT)
                homes = FRAMEWORKS[framework]
                assert homes & {str(place), str(place.parent), place.parts[0]}, (
                    f"{place}: {framework}"
                )
