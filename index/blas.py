"""BLAS threads: numpy's products kept to one thread, so that the cores are free for the model.

The threads of OpenBLAS spin for milliseconds after a product. On two cores the graph, which wants
both, then took 37 ms a question instead of 21 (docs/adr/0004).
"""

from __future__ import annotations

from threadpoolctl import threadpool_limits


def use_one_thread() -> None:
    """Keep every later numpy product of this process to one thread."""
    threadpool_limits(limits=1, user_api="blas")
