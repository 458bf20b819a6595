"""The HTTP API over one assistant."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

from fastapi import FastAPI, Request
from fastapi_swagger import patch_fastapi
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.health_views import ProblemView
from api.jobs import Jobs
from api.layers import install_layers
from api.mcp_http import PATH as MCP_PATH
from api.mcp_http import McpEndpoint
from api.openai_errors import install_chat_error_handler
from api.problem_kinds import MEDIA_TYPE
from api.problems import install_problem_handlers
from api.routes import (
    ask,
    ask_stream,
    audit,
    chat_completions,
    comparisons,
    documents,
    evaluation,
    exports,
    feedback,
    health,
    library,
    related,
    search,
    session,
    units,
)
from api.telemetry.metrics import PATH as METRICS_PATH
from api.telemetry.metrics import Metrics
from api.upkeep import upkeep
from assistant.evaluation import Evaluation
from assistant.reactions import Reactions
from assistant.records.database import DatabaseError
from assistant.service import PolicyAssistant
from corpus.library.library import Library
from index.errors import StoreUnreachableError

log = logging.getLogger(__name__)

PREFIX = "/v1"
_AGAIN = 5.0  # seconds until a store that did not answer is asked again
WATCH_SECONDS = 2.0  # between two looks at whether the store has changed
_LOOKS_A_TAKE_OVER = 5
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def create_app(assistant: PolicyAssistant) -> FastAPI:
    """The API; it starts at once and tells by /readyz when the model is loaded."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        ended = Event()
        threads = [
            Thread(target=_warm_up, args=(assistant, app.state.warm, ended), daemon=True),
            Thread(target=_watch, args=(assistant, app.state.jobs, ended), daemon=True),
        ]
        for thread in threads:
            thread.start()
        with upkeep(assistant):
            async with mcp.running():
                yield
        ended.set()
        for thread in threads:  # a process that ends inside the model's compiler is aborted
            await asyncio.to_thread(thread.join)
        app.state.jobs.close()

    mcp = McpEndpoint(assistant)

    app = FastAPI(
        title="城市政策助手",
        summary="以条款为据，回答城市政策问题，并指明牵头单位和责任单位。",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,  # FastAPI's own pages load scripts from the internet
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        responses={"4XX": {"model": ProblemView, "content": {MEDIA_TYPE: {}}}},
    )
    app.state.assistant = assistant
    app.state.reactions = Reactions(assistant)
    app.state.evaluation = Evaluation(assistant)
    app.state.warm = Event()
    settings = assistant.settings
    app.state.library = Library(settings.library, settings.documents)
    app.state.jobs = Jobs(assistant.records.jobs)
    metrics = Metrics(assistant)
    install_layers(app, PREFIX, assistant, metrics)
    install_problem_handlers(app)
    install_chat_error_handler(app)
    for module in (
        ask,
        ask_stream,
        feedback,
        search,
        comparisons,
        documents,
        library,
        units,
        exports,
        related,
        evaluation,
        audit,
        session,
        chat_completions,
    ):
        app.include_router(module.router, prefix=PREFIX)
    app.include_router(health.router)
    app.include_router(metrics.router())
    app.router.routes.append(mcp.route)
    patch_fastapi(app, redirect_from_root_to_docs=False)
    _refuse_the_rest(app)
    return app


def _refuse_the_rest(app: FastAPI) -> None:
    """404 or 405 for what no route takes, before a page mounted at / can take it."""
    served = tuple(app.routes)

    async def refuse(request: Request) -> None:
        # A path of its own (/documents/compare) is not one of a pattern (/documents/{id}) as well.
        own = [method.upper() for method in app.openapi()["paths"].get(request.url.path, ())]
        allowed = own or [
            method
            for method in _METHODS
            if any(
                route.matches({**request.scope, "method": method})[0] is Match.FULL
                for route in served
            )
        ]
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
        raise HTTPException(404)

    for path in (
        PREFIX + "/{rest:path}",
        "/healthz",
        "/readyz",
        METRICS_PATH,
        MCP_PATH,
        MCP_PATH + "/{rest:path}",
    ):
        app.add_api_route(path, refuse, methods=_METHODS, include_in_schema=False)


def _watch(assistant: PolicyAssistant, jobs: Jobs, ended: Event) -> None:
    """Go over to what other workers have made of the store, and do what dead ones have left."""
    looks = 0
    while not ended.wait(WATCH_SECONDS):
        looks += 1
        try:
            assistant.tools  # noqa: B018  # looking at them renews them
            if looks % _LOOKS_A_TAKE_OVER == 0:
                library.take_over(jobs, assistant)
        except DatabaseError as error:
            log.warning("jobs of dead workers are not looked for: %s", error)
        except Exception:  # one look that fails must not be the last
            log.exception("a look at the store and at the jobs of dead workers failed")


def _warm_up(assistant: PolicyAssistant, warm: Event, ended: Event) -> None:
    """Load the model and make what is made once, so that no user waits for it."""
    try:
        while not _prepared(assistant):
            if ended.wait(_AGAIN):
                return
    except Exception:
        log.exception("warm-up failed; the service stays not ready")
        return
    warm.set()


def _prepared(assistant: PolicyAssistant) -> bool:
    """True once it is prepared; False while the store does not answer."""
    try:
        assistant.prepare()
    except StoreUnreachableError as error:
        log.warning("the service is not ready yet: %s", error)
        return False
    return True
