"""Visitor: who stands behind an event of the page."""

from __future__ import annotations

import gradio as gr

from api.security.identity import caller_of
from assistant.access.caller import ANONYMOUS, Caller


def visitor(request: gr.Request | None) -> Caller:
    """The caller as the API's layers have found them out."""
    held = getattr(request, "request", None)  # the framework's own request, under Gradio's
    return caller_of(held.scope) if held is not None else ANONYMOUS
