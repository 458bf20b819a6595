"""Compiled graph: an ONNX graph as OpenVINO runs it, for one question soon or for many texts fast.

A question alone is spread over all cores. Many passages are run side by side, one batch a core:
cores that need not wait for each other do a fifth more (docs/benchmarks.md).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedder import Vectors
from index.token_batches import Batch, Tokens

if TYPE_CHECKING:
    from openvino import CompiledModel, InferRequest

INPUTS = ("input_ids", "attention_mask")


class CompiledGraph:
    """A graph that takes questions; safe to share between threads."""

    def __init__(
        self, graph: Path, cache: Path, threads: int = 0, precision: str | None = None
    ) -> None:
        """What the compiler makes of the graph is kept in `cache`: a quarter of the time at a
        start. `threads` 0 leaves the choice to OpenVINO; `precision` is bf16 or f32, by default
        what the processor has."""
        options = {"PERFORMANCE_HINT": "LATENCY", "CACHE_DIR": str(cache)}
        self._graph = graph
        self._threads = threads
        self._precision = precision
        self._model = self._compile(options)
        self._of_thread = threading.local()

    def run(self, ids: Tokens, mask: Tokens) -> Vectors:
        """Vectors of one batch, shape (texts, dimension)."""
        outputs = self._request.infer({INPUTS[0]: ids, INPUTS[1]: mask})
        return np.array(outputs[0], np.float32)

    def run_many(self, batches: Iterable[Batch], done: Callable[[Batch, Vectors], None]) -> None:
        """Run all batches; `done` is called with each one's vectors, in any order and thread.

        Compiles the graph a second time, for a second or two; the copy is let go afterwards.
        """
        from openvino import AsyncInferQueue

        queue = AsyncInferQueue(self._compile({"PERFORMANCE_HINT": "THROUGHPUT"}))
        queue.set_callback(
            lambda request, batch: done(
                batch, np.array(request.get_output_tensor(0).data, np.float32)
            )
        )
        for batch in batches:
            queue.start_async({INPUTS[0]: batch.ids, INPUTS[1]: batch.mask}, batch)
        queue.wait_all()

    @property
    def _request(self) -> InferRequest:
        """A request serves one thread at a time, so each thread has its own."""
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._model.create_infer_request()
        request: InferRequest = self._of_thread.request
        return request

    def _compile(self, options: dict[str, str]) -> CompiledModel:
        from openvino import Core

        core = Core()
        halves = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        settings: dict[str, Any] = {
            "INFERENCE_PRECISION_HINT": self._precision or ("bf16" if halves else "f32"),
            "INFERENCE_NUM_THREADS": self._threads,
            **options,
        }
        return core.compile_model(str(self._graph), "CPU", settings)
