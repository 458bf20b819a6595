"""Under each answer: thumbs, and after a thumb down the reason and a remark."""

from __future__ import annotations

from pathlib import Path

from assistant.records.feedback import TEXT_LIMIT, Feedback, Reason, Thumbs

SCRIPT = (Path(__file__).parent / "feedback.js").read_text(encoding="utf-8")

REASON_NAMES = {
    Reason.WRONG_UNIT: "单位不对",
    Reason.WRONG_CLAUSE: "条款不对",
    Reason.NOT_ANSWERED: "没有回答",
    Reason.OUTDATED: "已经过时",
    Reason.OTHER: "其他",
}
THUMB_NAMES = {Thumbs.UP: "有用", Thumbs.DOWN: "没用"}
THANKS = "已收到您的评价，谢谢。"
_ICONS = {
    Thumbs.UP: "M7 21H4a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1h3zm2 0V11l4-8a2 2 0 0 1 2 2v4h4.5a2 2 0 0 1 "
    "2 2.3l-1.2 8a2 2 0 0 1-2 1.7z",
    Thumbs.DOWN: "M17 3h3a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-3zm-2 0v10l-4 8a2 2 0 0 1-2-2v-4H4.5"
    "a2 2 0 0 1-2-2.3l1.2-8a2 2 0 0 1 2-1.7z",
}


def feedback_bar(turn: int, given: Feedback | None) -> str:
    """The thumbs of one answer, pressed as they were left; the script sends and thanks."""
    chosen = given.judgement.thumbs if given else None
    thumbs = "".join(_thumb(each, pressed=each is chosen) for each in Thumbs)
    reasons = "".join(
        f'<label class="reason"><input type="radio" name="reason-{turn}" value="{reason.value}">'
        f"<span>{name}</span></label>"
        for reason, name in REASON_NAMES.items()
    )
    thanks = THANKS if given else ""
    return (
        f'<div class="feedback" role="group" aria-label="评价这个回答" '
        f'data-rated="{turn}" data-thanks="{THANKS}">'
        f'{thumbs}<span class="thanks" role="status">{thanks}</span>'
        f'<form class="why" hidden><fieldset><legend>哪里不好？（可不选）</legend>{reasons}'
        f'</fieldset><label class="remark">补充说明（可不填）'
        f'<textarea rows="2" maxlength="{TEXT_LIMIT}"></textarea></label>'
        '<div class="why-buttons"><button type="submit" class="send">提交</button>'
        '<button type="button" class="leave">不用了</button></div></form></div>'
    )


def _thumb(thumbs: Thumbs, *, pressed: bool) -> str:
    name = THUMB_NAMES[thumbs]
    return (
        f'<button type="button" class="thumb" data-thumbs="{thumbs.value}" '
        f'aria-pressed="{str(pressed).lower()}" aria-label="{name}" title="{name}">'
        f'<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">'
        f'<path d="{_ICONS[thumbs]}"/></svg></button>'
    )
