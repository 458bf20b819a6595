"""Metrics in Prometheus' form: requests, stages, answers, checks, index and audit log."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from assistant.answer import Answer, Status
from assistant.service import PolicyAssistant

PATH = "/metrics"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The metrics of one application; safe to share between threads."""

    def __init__(self, assistant: PolicyAssistant) -> None:
        """Answers are counted as the assistant gives them; sizes are read when asked for."""
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "policy_requests", "Requests", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "policy_request_seconds",
            "Seconds until a response was sent",
            ("route",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._stages = Histogram(
            "policy_stage_seconds",
            "Seconds a step of the pipeline took",
            ("stage",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._answers = Counter("policy_answers", "Answers", ("status",), registry=registry)
        self._failures = Counter(
            "policy_verification_failures",
            "Answers withheld, and wordings of a model not shown",
            ("of", "outcome"),
            registry=registry,
        )
        sizes: dict[str, tuple[str, Callable[[], int]]] = {
            "policy_index_clauses": (
                "Clauses in the index",
                lambda: len(assistant.knowledge.clauses),
            ),
            "policy_index_documents": (
                "Documents in the index",
                lambda: len(assistant.knowledge.outlines),
            ),
            "policy_index_vectors": (
                "Vectors in the index",
                lambda: assistant.retriever.store.manifest.windows,
            ),
            "policy_audit_entries": (
                "Entries of the audit log",
                lambda: assistant.records.audit.end().length,
            ),
        }
        for name, (told, size) in sizes.items():
            Gauge(name, told, registry=registry).set_function(size)
        assistant.observe(self._count)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that has been answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def router(self) -> APIRouter:
        """GET /metrics."""
        router = APIRouter()

        @router.get(PATH, include_in_schema=False)
        def metrics() -> Response:
            return Response(
                generate_latest(self._registry),
                headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4},
            )

        return router

    def _count(self, answer: Answer) -> None:
        self._answers.labels(answer.status.value).inc()
        for step in answer.steps:
            self._stages.labels(step.name).observe(step.duration_ms / 1000)
        if answer.status is Status.UNVERIFIED:
            self._failures.labels("answer", "withheld").inc()
        if answer.audit is not None and answer.audit.outcome.of_model:
            self._failures.labels("wording", answer.audit.outcome.value).inc()
