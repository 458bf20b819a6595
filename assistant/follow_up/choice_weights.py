"""Weights of the choice among clauses, as `python -m eval fit` found them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of `clause_choice.candidates_of`.

    Those with `_few`, `_breach`, … count for such questions.
    """

    score: float = 2.47  # the highest rank score that any way gives it
    score_found: float = 0.51  # … by each way
    score_said: float = -0.79
    score_within: float = 0.06
    gap_said: float = 1.38  # how far it is behind the first of the way, 0 for the first
    gap_within: float = 0.45
    sure_said: float = 0.43  # confidence that it answers, where it is first
    wording: float = 1.85  # cosine with the nearest of its everyday wordings
    dense: float = 1.81  # … of its windows
    asked_on: float = 5.65  # … of what is asked on about it
    asked_on_few: float = 0.40
    answered: float = 1.86  # … of the questions that it answered in conversations
    answered_after: float = 2.09  # … with what had been spoken of before them
    unasked: float = -0.72  # has answered none
    akin: float = 2.71  # cosine with the clause spoken of
    akin_few: float = 3.55
    akin_breach: float = -0.02
    akin_generic: float = 1.51
    same: float = -2.45  # stands in the regulation spoken of
    same_few: float = -0.50
    same_generic: float = 1.22
    visited: float = -1.12  # has been answered from
    next: float = 0.68  # is one of the two articles after the one spoken of
    near: float = -0.30  # … of the three around it
    refers: float = 1.16  # cites it by number
    both: float = 1.98  # share of the question's words times share of the topic's words in it
    states: float = 0.65  # states the particulars asked for
    silent: float = -0.65  # does not
    organ_who: float = -0.54  # names an authority
    punishes_penal: float = 1.13  # orders a penalty
    punishes_breach: float = 2.35
    mirrored: float = 2.88  # how much of an act it punishes the clause spoken of and the words have
    mirrored_few: float = 1.31  # … where a breach is told in few words
    remedy_same: float = 1.40  # tells what one may do who does not agree, in the same regulation
    complaint: float = 0.90  # … whom one may complain to
    complaint_same: float = 2.17
    defied_breach: float = 0.92  # says what follows on an order not obeyed
    last_breach: float = 0.01  # is the clause spoken of
    last_breach_few: float = -0.50


WEIGHTS = Weights()
