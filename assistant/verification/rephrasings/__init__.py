"""Rephrasings: ways to say one and the same thing, each a pattern and what it is read as.

Folded text; what a rule makes of a sentence says what the sentence says. A rule may use what one
before it has made: the order is that of REPHRASINGS.
"""

from __future__ import annotations

from assistant.verification.rephrasings.cases import CASES
from assistant.verification.rephrasings.forbidden import FORBIDDEN
from assistant.verification.rephrasings.fronted import FRONTED
from assistant.verification.rephrasings.parties import PARTIES
from assistant.verification.rephrasings.tasks import TASKS
from assistant.verification.rephrasings.words import WORDS

REPHRASINGS = CASES + PARTIES + FORBIDDEN + TASKS + WORDS + FRONTED
