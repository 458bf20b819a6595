"""Remembered: results of a method, kept without keeping its owner alive.

`lru_cache` over a bound method refers to the object that holds it: a ring that only a full garbage
collection breaks, and vectors or models of a store no longer in use would lie in memory till then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

P = ParamSpec("P")
R = TypeVar("R")


def remembered(method: Callable[P, R], size: int) -> Callable[P, R]:
    """The bound method with its last `size` results kept; for use by its owner alone."""
    kept: Callable[P, R] = lru_cache(maxsize=size)(unowned(method))  # type: ignore[assignment]
    return kept


def unowned(method: Callable[P, R]) -> Callable[P, R]:
    """The bound method without a hold on its owner, for something that the owner holds."""
    held = WeakMethod(method)

    def call(*arguments: P.args, **named: P.kwargs) -> R:
        called = held()
        assert called is not None, "the owner asks, so it is alive"
        result: R = called(*arguments, **named)
        return result

    return call
