"""Workers: several processes that answer at one address, API alone.

The page keeps what it shows in the process that shows it, so it is served by `serve` without
workers; conversations are shared by all.
"""

from __future__ import annotations

from fastapi import FastAPI

from api.app import create_app
from api.telemetry.logs import configure_logs
from assistant.service import PolicyAssistant
from assistant.settings import Settings
from ui.page.document_page import document_router


def application() -> FastAPI:
    """The API, made in each worker from the settings in its environment."""
    settings = Settings()
    configure_logs(settings.log_format)
    assistant = PolicyAssistant.open(settings)
    app = create_app(assistant)
    app.include_router(document_router(lambda: assistant.knowledge))
    return app
