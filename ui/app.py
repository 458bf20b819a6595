"""The application: API and page on one address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api.app import create_app
from assistant.service import PolicyAssistant
from ui.page.document_page import document_router
from ui.page.login import login_router
from ui.page_gate import PageGate


def create_application(assistant: PolicyAssistant) -> FastAPI:
    """The API with the page mounted at /; the page follows when the API is ready."""
    app = create_app(assistant)
    app.include_router(document_router(lambda: assistant.knowledge))
    app.include_router(login_router())

    def make() -> FastAPI:
        from ui.page.application import create_page  # Gradio takes longer than all the rest

        return create_page(assistant)

    gate = PageGate(make, app.state.warm)
    of_api = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(served: FastAPI) -> AsyncIterator[None]:
        async with of_api(served), gate.running():
            yield

    app.router.lifespan_context = lifespan
    app.mount("/", gate)
    return app
