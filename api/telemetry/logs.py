"""Logs: one JSON object a line, with the request's id, numbers of persons redacted."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

from api.telemetry.request_id import current
from assistant.records.redaction import redact

FIELDS = "fields"  # extra={FIELDS: {…}} adds to a line


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, request id, extra fields and the traceback."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := current.get():
            line["request_id"] = request_id
        line |= getattr(record, FIELDS, {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        told = {key: redact(each) if isinstance(each, str) else each for key, each in line.items()}
        # An id or a route is no number of a person.
        told |= {key: line[key] for key in ("time", "request_id") if key in line}
        return json.dumps(told, ensure_ascii=False, default=str)


class TextFormatter(logging.Formatter):
    """A record as a line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Level, logger and message, with the extra fields."""
        fields = " ".join(f"{key}={each}" for key, each in getattr(record, FIELDS, {}).items())
        return redact(f"{super().format(record)} {fields}".rstrip())


def configure_logs(form: Literal["json", "text"]) -> None:
    """Send everything from INFO on to stderr in one form."""
    handler = logging.StreamHandler(sys.stderr)
    text = TextFormatter("%(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if form == "json" else text)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("httpx", "httpx2", "mcp", "gradio", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
