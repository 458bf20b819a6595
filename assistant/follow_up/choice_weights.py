"""Weights of the choice among clauses, as `python -m eval fit` found them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `clause_choice.candidates_of`.

    Those with `_few`, `_breach`, … count for such questions.
    """

    score: float = 3.16  # the highest rank score that any way gives it
    score_found: float = 0.32  # … by each way
    score_said: float = -0.55
    score_within: float = 0.67
    gap_said: float = 0.98  # how far it is behind the first of the way, 0 for the first
    gap_within: float = 0.65
    sure_said: float = 0.41  # confidence that it answers, where it is first
    wording: float = 3.19  # cosine with the nearest of its everyday wordings
    dense: float = 1.92  # … of its windows
    asked_on: float = 2.78  # … of what is asked on about it
    asked_on_few: float = 1.50
    akin: float = 3.36  # cosine with the clause spoken of
    akin_few: float = 3.88
    akin_breach: float = -0.25
    akin_generic: float = 1.16
    same: float = -1.72  # stands in the regulation spoken of
    same_few: float = -0.16
    same_generic: float = 1.09
    visited: float = -0.96  # has been answered from
    next: float = 0.71  # is one of the two articles after the one spoken of
    near: float = -0.16  # … of the three around it
    refers: float = 2.05  # cites it by number
    both: float = 1.61  # share of the question's words times share of the topic's words in it
    states: float = 0.57  # states the particulars asked for
    silent: float = -0.57  # does not
    organ_who: float = 0.71  # names an authority
    punishes_penal: float = 1.12  # orders a penalty
    punishes_breach: float = 2.88
    mirrored: float = 3.15  # how much of an act it punishes the clause spoken of and the words have
    mirrored_few: float = 1.87  # … where a breach is told in few words
    remedy_same: float = 2.69  # tells what one may do who does not agree, in the same regulation
    complaint: float = 0.75  # … whom one may complain to
    complaint_same: float = 3.11
    defied_breach: float = 0.89  # says what follows on an order not obeyed
    last_breach: float = -0.20  # is the clause spoken of
    last_breach_few: float = -1.03


WEIGHTS = Weights()
