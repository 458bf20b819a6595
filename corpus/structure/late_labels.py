"""Units before the first label of a bracket: （市住建局；配合单位：市水务集团）."""

from __future__ import annotations

from corpus.structure.duty_list import DutyList, read_duties
from corpus.structure.organisation import is_governmental
from corpus.structure.trailer_labels import Label, LabelledLists, labelled, labels_in


def late_labels(text: str, start: int, end: int) -> LabelledLists:
    """The lists of such a bracket; a role that nothing says is told."""
    label = next(labels_in(text, start, end), None)
    head = _before(text, start, label) if label else None
    if head is None or label is None:
        return LabelledLists()
    rest = labelled(text, label.start, end, led=True)
    if not rest.lists:
        return LabelledLists()
    words = text[start : label.start].strip("，,；;。 \u3000\n")
    unsaid = (f"“{words}”未写明牵头或责任，按责任单位计入，请核对",)
    notes = rest.notes if head.has_verbs else (*unsaid, *rest.notes)
    return LabelledLists((head, *rest.lists), rest.end, notes)


def _before(text: str, start: int, label: Label) -> DutyList | None:
    if text[start : label.start].rstrip(" \u3000")[-1:] not in tuple("，,；;。"):
        return None
    found = read_duties(text, start, label.start)
    sure = all(is_governmental(mention.name) for mention in found.mentions)
    return found if found.only_organisations and sure else None
