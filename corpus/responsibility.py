"""Responsibility (责任分工): the units that lead and join a clause's task."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

# How a text ends a list that names not everyone.
LEFT_OPEN = re.compile(
    r"等(?:有关|相关|市级|区级|各)*(?:部门|单位|机构|(?:区县|区|县|市|镇|乡|街道)(?:人民政府|政府)?(?=[）)、，；。]))?"
    r"(?:和(?:部门|单位|机构))?"
)


class Role(StrEnum):
    """Role of a unit in a task: 牵头单位 or 责任单位."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named in a trailer.

    `name` is what the corpus calls the unit. `text` is the exact words, at clause.text[start:end];
    `written` is them with a suffix they share written out (两江新区 in
    “两江新区、万盛经开区管委会” is 两江新区管委会).
    """

    name: str
    text: str
    start: int
    end: int
    alias: str = ""  # what this text writes where the corpus calls the unit otherwise

    @property
    def written(self) -> str:
        """The text's own name of the unit."""
        return self.alias or self.name


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Units of a clause in the text's order; an open list ended in 等部门."""

    lead: tuple[UnitMention, ...] = ()
    responsible: tuple[UnitMention, ...] = ()
    lead_open: bool = False
    responsible_open: bool = False
    spans: tuple[tuple[int, int], ...] = ()  # the trailers in clause.text, brackets included

    @property
    def units(self) -> tuple[UnitMention, ...]:
        """Lead units, then responsible units."""
        return self.lead + self.responsible

    def mentions(self, role: Role) -> tuple[UnitMention, ...]:
        """Mentions with `role`, in the text's order."""
        return self.lead if role is Role.LEAD else self.responsible

    def roles_of(self, unit: str) -> tuple[Role, ...]:
        """Roles that the unit of this full name has, lead first; none where it is not named."""
        return tuple(
            role for role in Role if any(each.name == unit for each in self.mentions(role))
        )
