"""Weights of the choice among clauses, as `python -m eval fit` found them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `clause_choice.candidates_of`.

    Those with `_few`, `_breach`, … count for such questions.
    """

    score: float = 3.13  # the highest rank score that any way gives it
    score_found: float = 0.22  # … by each way
    score_said: float = -0.64
    score_within: float = 0.45
    gap_said: float = 1.12  # how far it is behind the first of the way, 0 for the first
    gap_within: float = 0.61
    sure_said: float = 0.38  # confidence that it answers, where it is first
    wording: float = 2.59  # cosine with the nearest of its everyday wordings
    dense: float = 2.50  # … of its windows
    asked_on: float = 4.15  # … of what is asked on about it
    asked_on_few: float = 2.71
    akin: float = 3.40  # cosine with the clause spoken of
    akin_few: float = 4.32
    akin_breach: float = -1.06
    akin_generic: float = 0.58
    same: float = -2.07  # stands in the regulation spoken of
    same_few: float = -1.22
    same_generic: float = 1.52
    visited: float = -1.00  # has been answered from
    next: float = 0.57  # is one of the two articles after the one spoken of
    near: float = -0.24  # … of the three around it
    refers: float = 2.24  # cites it by number
    both: float = 1.76  # share of the question's words times share of the topic's words in it
    states: float = 0.60  # states the particulars asked for
    silent: float = -0.60  # does not
    organ_who: float = 0.84  # names an authority
    punishes_penal: float = 1.12  # orders a penalty
    punishes_breach: float = 2.51
    mirrored: float = 3.97  # how much of an act it punishes the clause spoken of and the words have
    mirrored_few: float = 1.69  # … where a breach is told in few words
    remedy_same: float = 2.79  # tells what one may do who does not agree, in the same regulation
    complaint: float = 0.75  # … whom one may complain to
    complaint_same: float = 3.03
    defied_breach: float = 0.86  # says what follows on an order not obeyed
    last_breach: float = -0.06  # is the clause spoken of
    last_breach_few: float = -0.85


WEIGHTS = Weights()
