"""Weights of the choice among clauses, as `python -m eval fit` found them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `clause_choice.candidates_of`.

    Those with `_few`, `_breach`, … count for such questions.
    """

    score: float = 3.18  # the highest rank score that any way gives it
    score_found: float = 0.28  # … by each way
    score_said: float = -0.54
    score_within: float = 0.62
    gap_said: float = 0.99  # how far it is behind the first of the way, 0 for the first
    gap_within: float = 0.71
    sure_said: float = 0.40  # confidence that it answers, where it is first
    wording: float = 3.16  # cosine with the nearest of its everyday wordings
    dense: float = 1.84  # … of its windows
    asked_on: float = 1.58  # … of what is asked on about it
    asked_on_few: float = 1.23
    asked_on_gap: float = 1.58  # how far it is behind the clause with the nearest of these
    akin: float = 3.40  # cosine with the clause spoken of
    akin_few: float = 3.96
    akin_breach: float = -0.47
    akin_generic: float = 0.90
    same: float = -2.00  # stands in the regulation spoken of
    same_few: float = -0.13
    same_generic: float = 1.11
    visited: float = -0.91  # has been answered from
    next: float = 0.71  # is one of the two articles after the one spoken of
    near: float = -0.12  # … of the three around it
    refers: float = 1.98  # cites it by number
    both: float = 1.55  # share of the question's words times share of the topic's words in it
    states: float = 0.58  # states the particulars asked for
    silent: float = -0.58  # does not
    organ_who: float = 0.69  # names an authority
    punishes_penal: float = 1.25  # orders a penalty
    punishes_breach: float = 2.45
    mirrored: float = 1.73  # how much of an act it punishes the clause spoken of and the words have
    mirrored_gap: float = 1.73  # … behind the article of the law that has most
    mirrored_few: float = 1.41  # … where a breach is told in few words
    mirrored_few_gap: float = 1.41
    remedy_same: float = 2.72  # tells what one may do who does not agree, in the same regulation
    complaint: float = 0.76  # … whom one may complain to
    complaint_same: float = 3.09
    defied_breach: float = 0.76  # says what follows on an order not obeyed
    last_breach: float = 0.23  # is the clause spoken of
    last_breach_few: float = -1.02


WEIGHTS = Weights()
