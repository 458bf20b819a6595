"""Fit: the weights of the ranking and of the refusal, from the development questions alone.

rank      softmax over a question's candidates; the loss is the cross-entropy of the expected clause
          (Cao et al., Learning to Rank: From Pairwise to Listwise Approach, ICML 2007)
refusal   logistic regression: does the corpus answer the question at all?
follow-up softmax over the candidates of a turn, as for the rank, the turns before it answered
          right, without what its own writer's conversations have taught the assistant

Both are minimised by L-BFGS-B (SciPy) with an L2 pull to zero on features as they are in use
(assistant/steps/rank.py, relevance.py, follow_up/choice_weights.py), so that the figures printed
can be written there.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from assistant.answer import Audience
from assistant.follow_up import choice_weights
from assistant.inquiry import Inquiry
from assistant.pipeline import retrieve_clauses
from assistant.steps.judge import decided_by_rule
from assistant.steps.rank import WEIGHTS, asked_of, features_of, rank
from assistant.steps.screen import screen
from assistant.tools import Toolbox
from assistant.understanding.relevance import RELEVANCE, relevance_features
from eval.given import reference_of
from eval.question import Item, writer_of
from eval.taken import choices_of

Numbers = npt.NDArray[np.float64]
FOLDS = 5
_SHRINK = 2e-4  # L2


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature, and the share right on questions left out of the fit."""

    weights: dict[str, float]
    held_out: float
    before: float  # with the weights in use
    questions: int


def fit_rank(
    items: Sequence[Item], tools: Toolbox, progress: Callable[[], None] = lambda: None
) -> Fitted:
    """Weights of `rank` from first turns; right is an expected clause in the first place."""
    names = tuple(WEIGHTS.__dataclass_fields__)
    samples: list[tuple[Numbers, Numbers]] = []
    for item in items:
        progress()
        wanted = item.turns[0].expected.wanted
        found = _searched(item, tools) if len(wanted) == 1 else None
        if found is None or found.reading is None or (found.address and found.address.clause_ids):
            continue
        right = np.array([reference_of(hit.clause) in wanted[0] for hit in found.hits], float)
        if right.any():
            asked = asked_of(found, tools)
            rows = [features_of(hit, asked, tools) for hit in found.hits]
            samples.append((np.array([[row[n] for n in names] for row in rows]), right))
    return _cross_validated(
        samples, names, np.array([getattr(WEIGHTS, n) for n in names]), _listwise
    )


def fit_refusal(
    items: Sequence[Item], tools: Toolbox, progress: Callable[[], None] = lambda: None
) -> Fitted:
    """Coefficients of the confidence; right is the verdict at the even point.

    Questions that a rule decides whatever the confidence are left out.
    """
    names = tuple(RELEVANCE.__dataclass_fields__)
    samples: list[tuple[Numbers, Numbers]] = []
    for item in items:
        progress()
        found = _searched(item, tools)
        if found is None or found.reading is None or not found.hits:
            continue
        found = rank(found, tools)
        if found.address or decided_by_rule(found, tools):
            continue
        values = {"bias": 1.0, **relevance_features(found, tools)}
        answerable = not item.turns[0].expected.refused
        samples.append((np.array([[values[n] for n in names]]), np.array([float(answerable)])))
    in_use = np.array([getattr(RELEVANCE, name) for name in names])
    return _cross_validated(samples, names, in_use, _logistic)


def fit_follow_ups(
    items: Sequence[Item], tools: Toolbox, progress: Callable[[], None] = lambda: None
) -> Fitted:
    """Weights of the choice among clauses; right is an expected clause in the first place."""
    names = tuple(choice_weights.Weights.__dataclass_fields__)
    samples: list[tuple[Numbers, Numbers]] = []
    for item in items:
        progress()
        apart = replace(tools, asked_on=tools.asked_on.without(writer_of(item)))
        for choice in choices_of(item, apart):
            if any(choice.right):
                rows = [[each.features[name] for name in names] for each in choice.candidates]
                samples.append((np.array(rows), np.array(choice.right, float)))
    in_use = np.array([getattr(choice_weights.WEIGHTS, name) for name in names])
    return _cross_validated(samples, names, in_use, _listwise)


def _searched(item: Item, tools: Toolbox) -> Inquiry | None:
    """The question with its candidates, not yet ranked; None where it is screened out."""
    screened = screen(Inquiry(item.turns[0].question, "", Audience.CITIZEN), tools)
    return None if screened.answer else retrieve_clauses(screened, tools)


_Samples = Sequence[tuple[Numbers, Numbers]]


@dataclass(frozen=True, slots=True)
class _Stacked:
    """All samples one above the other: `starts` and `sizes` are each sample's rows."""

    rows: Numbers
    right: Numbers
    starts: npt.NDArray[np.intp]
    sizes: npt.NDArray[np.intp]

    @classmethod
    def of(cls, samples: _Samples) -> _Stacked:
        sizes = np.array([len(rows) for rows, _ in samples], np.intp)
        rows, right = zip(*samples, strict=True)
        return cls(np.vstack(rows), np.concatenate(right), np.cumsum(sizes) - sizes, sizes)


@dataclass(frozen=True, slots=True)
class _Model:
    loss: Callable[[Numbers, _Stacked], tuple[float, Numbers]]  # mean, and its gradient
    right: Callable[[Numbers, tuple[Numbers, Numbers]], bool]


def _listwise_loss(weights: Numbers, samples: _Stacked) -> tuple[float, Numbers]:
    scores = samples.rows @ weights
    scores -= np.repeat(np.maximum.reduceat(scores, samples.starts), samples.sizes)
    shares = np.exp(scores)
    shares /= np.repeat(np.add.reduceat(shares, samples.starts), samples.sizes)
    wanted = np.add.reduceat(shares * samples.right, samples.starts)
    gradient = (shares - shares * samples.right / np.repeat(wanted, samples.sizes)) @ samples.rows
    return float(-np.log(wanted).mean()), gradient / len(samples.sizes)


def _logistic_loss(weights: Numbers, samples: _Stacked) -> tuple[float, Numbers]:
    scores = samples.rows @ weights
    loss = np.logaddexp(0, scores) - samples.right * scores
    gradient = (1 / (1 + np.exp(-scores)) - samples.right) @ samples.rows
    return float(loss.mean()), gradient / len(scores)


_listwise = _Model(_listwise_loss, lambda weights, s: bool(s[1][int(np.argmax(s[0] @ weights))]))
_logistic = _Model(
    _logistic_loss, lambda weights, s: bool((s[0] @ weights)[0] > 0) == bool(s[1][0])
)


def _minimised(model: _Model, samples: _Samples, size: int) -> Numbers:
    stacked = _Stacked.of(samples)

    def shrunk(weights: Numbers) -> tuple[float, Numbers]:
        loss, gradient = model.loss(weights, stacked)
        return loss + _SHRINK / 2 * float(weights @ weights), gradient + _SHRINK * weights

    found: Numbers = minimize(shrunk, np.zeros(size), jac=True, method="L-BFGS-B").x
    return found


def _cross_validated(
    samples: _Samples, names: Sequence[str], in_use: Numbers, model: _Model
) -> Fitted:
    weights = _minimised(model, samples, len(names))
    verdicts: list[bool] = []
    for kept, left_out in _folds(samples):
        fold = _minimised(model, kept, len(names))
        verdicts += [model.right(fold, sample) for sample in left_out]
    return Fitted(
        {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)},
        float(np.mean(verdicts)),
        float(np.mean([model.right(in_use, sample) for sample in samples])),
        len(samples),
    )


def _folds(samples: _Samples) -> Iterator[tuple[_Samples, _Samples]]:
    """Consecutive samples stay together, and with them the turns of a conversation."""
    bounds = [len(samples) * fold // FOLDS for fold in range(FOLDS + 1)]
    for start, end in itertools.pairwise(bounds):
        yield [*samples[:start], *samples[end:]], samples[start:end]
