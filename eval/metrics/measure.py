"""Measure: a figure with its bootstrap interval.

The interval is the percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap,
1993, ch. 13): questions are drawn with replacement, so that the turns of one conversation stay
together, and the 2.5 and 97.5 percentiles of the resampled figure are its bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 1000
SEED = 20
LOWER, UPPER = 2.5, 97.5  # percentiles of a 95 % interval

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure over `count` samples and its 95 % interval."""

    value: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.count}"


def mean_measure(samples: Sequence[Sequence[float]]) -> Measure | None:
    """Mean over all samples, given a list for each question; None without any sample."""
    groups = [group for group in samples if group]
    if not groups:
        return None
    sums = np.array([sum(group) for group in groups])
    sizes = np.array([len(group) for group in groups], float)
    chosen = np.random.default_rng(SEED).integers(0, len(groups), (RESAMPLES, len(groups)))
    resampled = sums[chosen].sum(axis=1) / sizes[chosen].sum(axis=1)
    low, high = np.percentile(resampled, [LOWER, UPPER])
    total = int(sizes.sum())
    return Measure(float(sums.sum() / total), float(low), float(high), total)


def percentile_measure(samples: Sequence[float], percent: float) -> Measure | None:
    """A percentile of the samples; None without any."""
    return _resampled(samples, lambda drawn: np.percentile(drawn, percent, axis=-1))


def _resampled(samples: Sequence[float], figure: Callable[[Numbers], Numbers]) -> Measure | None:
    if not samples:
        return None
    values = np.array(samples, float)
    chosen = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(figure(values[chosen]), [LOWER, UPPER])
    return Measure(float(figure(values)), float(low), float(high), len(values))
