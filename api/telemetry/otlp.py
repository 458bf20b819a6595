"""Spans over OTLP/HTTP; imported only where a collector is set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind

from api.telemetry.tracing import SERVICE


class OtlpTracer:
    """One span a request, sent in batches by a thread of its own."""

    def __init__(self, endpoint: str) -> None:
        """`endpoint` is the collector's address without /v1/traces."""
        provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}))
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
        provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=1000))
        self._tracer = provider.get_tracer(SERVICE)

    def span(self, began: int, fields: Mapping[str, Any]) -> None:
        """A request that began at `began` and ends now."""
        span = self._tracer.start_span(
            f"{fields['method']} {fields['route']}",
            kind=SpanKind.SERVER,
            start_time=began,
            attributes={
                "http.request.method": fields["method"],
                "http.route": fields["route"],
                "http.response.status_code": fields["status"],
                "policy.role": fields["role"],
                "policy.request_id": fields["request_id"],
            },
        )
        span.end()
