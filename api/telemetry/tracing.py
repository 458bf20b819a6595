"""Traces to an OpenTelemetry collector, where one is set and the extra is installed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from corpus.errors import PolicyError

SERVICE = "policy-assistant"


class TelemetryMissingError(PolicyError):
    """A collector is set but the libraries are not installed."""

    def __init__(self) -> None:
        super().__init__(
            "opentelemetry-sdk is not installed",
            "设置了 POLICY_OTLP_ENDPOINT，但没有安装所需的库。"
            "请运行 pip install 'policy-assistant[telemetry]'，或去掉这项设置。",
        )


class Tracer(Protocol):
    """What takes the requests."""

    def span(self, began: int, fields: Mapping[str, Any]) -> None:
        """A request that began at `began` (nanoseconds since 1970) and ends now."""


def tracer_of(endpoint: str) -> Tracer | None:
    """A tracer that sends to a collector; None where none is set.

    Raises TelemetryMissingError.
    """
    if not endpoint:
        return None
    try:
        from api.telemetry.otlp import OtlpTracer
    except ImportError as error:
        raise TelemetryMissingError from error
    return OtlpTracer(endpoint)
