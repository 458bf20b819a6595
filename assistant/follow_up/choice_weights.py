"""Weights of the choice among clauses, as `python -m eval fit` found them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `clause_choice.candidates_of`.

    Those with `_few`, `_breach`, … count for such questions.
    """

    score: float = 3.11  # the highest rank score that any way gives it
    score_found: float = 0.52  # … by each way
    score_said: float = -0.75
    score_within: float = -0.03
    gap_said: float = 1.38  # how far it is behind the first of the way, 0 for the first
    gap_within: float = 0.66
    sure_said: float = 0.61  # confidence that it answers, where it is first
    wording: float = 1.01  # cosine with the nearest of its everyday wordings
    dense: float = 3.01  # … of its windows
    asked_on: float = 5.49  # … of what is asked on about it
    asked_on_few: float = 2.02
    akin: float = 3.95  # cosine with the clause spoken of
    akin_few: float = 3.32
    akin_breach: float = 0.41
    akin_generic: float = 1.11
    same: float = -1.93  # stands in the regulation spoken of
    same_few: float = -0.86
    same_generic: float = 1.38
    visited: float = -1.33  # has been answered from
    next: float = 0.99  # is one of the two articles after the one spoken of
    near: float = -0.22  # … of the three around it
    refers: float = 1.14  # cites it by number
    both: float = 2.49  # share of the question's words times share of the topic's words in it
    states: float = 0.63  # states the particulars asked for
    silent: float = -0.63  # does not
    organ_who: float = 0.05  # names an authority
    punishes_penal: float = 0.87  # orders a penalty
    punishes_breach: float = 2.23
    mirrored: float = 3.57  # how much of an act it punishes the clause spoken of and the words have
    mirrored_few: float = 1.77  # … where a breach is told in few words
    remedy_same: float = 0.27  # tells what one may do who does not agree, in the same regulation
    complaint: float = 1.48  # … whom one may complain to
    complaint_same: float = 1.98
    defied_breach: float = 1.18  # says what follows on an order not obeyed
    last_breach: float = -0.10  # is the clause spoken of
    last_breach_few: float = -0.62


WEIGHTS = Weights()
