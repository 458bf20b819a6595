"""Compiled graph: an ONNX graph as OpenVINO runs it, for one question soon or for many texts fast.

A question alone is spread over all cores. Many passages are run side by side, one batch a core:
cores that need not wait for each other do a fifth more (docs/benchmarks.md).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedder import Vectors
from index.token_batches import Batch, Tokens

if TYPE_CHECKING:
    from openvino import CompiledModel, InferRequest

INPUTS = ("input_ids", "attention_mask")
_FIRST_ARRAY = threading.Lock()


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
        OpenVINO's own queue is not used: its threads call back into Python, and where the copy is
        let go at that moment each waits for the other, with the interpreter's lock held, for ever.
        """
        model = self._compile({"PERFORMANCE_HINT": "THROUGHPUT"})
        side_by_side: int = model.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        waiting, taking, ending = iter(batches), threading.Lock(), threading.Event()

        def work() -> None:
            request = model.create_infer_request()
            while not ending.is_set():
                with taking:
                    batch = next(waiting, None)
                if batch is None:
                    return
                request.start_async({INPUTS[0]: batch.ids, INPUTS[1]: batch.mask})
                request.wait()
                done(batch, np.array(request.get_output_tensor(0).data, np.float32))

        with ThreadPoolExecutor(side_by_side) as threads:
            try:
                for worker in as_completed([threads.submit(work) for _ in range(side_by_side)]):
                    worker.result()
            finally:
                ending.set()  # after a failure or Ctrl-C nobody begins another batch

    @property
    def _request(self) -> InferRequest:
        """A request serves one thread at a time, so each thread has its own."""
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._model.create_infer_request()
        request: InferRequest = self._of_thread.request
        return request

    def _compile(self, options: dict[str, str]) -> CompiledModel:
        from openvino import Core, Tensor

        # What OpenVINO needs of numpy it looks up at its first array. Two threads that both come
        # first wait for each other for ever, one of them with the interpreter's lock.
        with _FIRST_ARRAY:
            Tensor(np.zeros(1, np.float32))
        core = Core()
        halves = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        settings: dict[str, Any] = {
            "INFERENCE_PRECISION_HINT": self._precision or ("bf16" if halves else "f32"),
            "INFERENCE_NUM_THREADS": self._threads,
            **options,
        }
        return core.compile_model(str(self._graph), "CPU", settings)
