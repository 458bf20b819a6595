"""What a web page writes around its article: where one is, when it was put there, buttons below.

Only lines made of such words are left out, and only above and below the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

_TOP = 12  # lines that may stand above an article
_BOTTOM = 30  # and below it
_PLACE = re.compile(
    r"[【\[]?(?:您?(?:现在|当前|目前|所在)?(?:的|所在)*位置(?:是)?|面包屑)[】\]]?[\s\u3000：:]"
    r"|(?:网站)?首页[\s\u3000]*(?:[>＞»›/→|]|-{1,2}>?)"
)
_CLOCK = r"[\s\u3000]*\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?)?"
_DAY = rf"\d{{4}}[-年/.]\d{{1,2}}[-月/.]\d{{1,2}}日?(?:{_CLOCK})?"
_WORD = r"[^\s\u3000：:。；，|｜【】\[\]（）()<>《》、·/]{1,24}+"  # possessive: one way to read it
_SOURCE = "(?:信息|文章|稿件|文件)?(?:来源|出处|作者|供稿|信息员|发布(?:人|机构|单位|者))"
_TOLD = (
    rf"(?:发布|更新|发文|公开|上传|录入)(?:时间|日期)[：:]?[\s\u3000]*{_DAY}"
    rf"|{_SOURCE}[：:][\s\u3000]*(?:{_WORD})?+"
    r"|(?:浏览|访问|点击|阅读)(?:次数|量|数)?[：:]?[\s\u3000]*\d*次?|人气[：:]?\d*"
)
_DATED = rf"(?:日期|时间)[：:][\s\u3000]*{_DAY}"
_BUTTON = (
    r"(?:我要)?打[\s\u3000]*印(?:本页|本文|页面|此页|文章)?"
    r"|关[\s\u3000]*闭(?:窗口|本页|页面|此页)?"
    r"|(?:一键)?分享(?:到|至)?[：:]?|(?:加入)?收藏(?:本页|本文)?"
    r"|(?:返回|回到)(?:顶部|列表|首页|上一?页|页首)|回顶部|(?:我要)?纠错|更多"
    r"|微信|朋友圈|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|豆瓣|复制链接"
    r"|字[体号](?:大小)?[：:]?|[大中小特]|默认|超大|(?:文件|附件)下载|无障碍(?:阅读|浏览)?"
    r"|下载(?:全文|附件|文件)?|保存(?:本页)?"
    r"|扫一扫[^。；]{0,24}|用?手机(?:扫一扫|查看|浏览)[^。；]{0,16}"
    rf"|(?:责任)?编辑[：:]?[\s\u3000]*(?:{_WORD})?+"
    rf"|(?:初审|复审|终审|审核|校对|责编|编审)(?:人)?[：:][\s\u3000]*{_WORD}"
)
_MARKS = r"[\s\u3000|｜【】\[\]（）()<>《》、·/]*"
_ABOVE = re.compile(rf"{_MARKS}+(?:(?>{_TOLD}|{_DATED}|{_BUTTON}){_MARKS}+)+")
_BELOW = re.compile(rf"{_MARKS}+(?:(?>{_TOLD}|{_BUTTON}){_MARKS}+)+")
_NEIGHBOUR = re.compile(
    r"[【\[]?(?:上一[篇条页]|下一[篇条页]|前一篇|后一篇)[】\]]?(?:[\s\u3000]*[：:].*|)"
)
_FOOT = re.compile(
    r"[^。；]*(?:网站标识码|ICP备|公网安备|版权所有|技术支持[：:]|网站地图|Copyright|©)[^。；]*",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?:主办|承办|协办|联系电话|地址|邮编|关于我们)(?:单位)?[：:|\s\u3000][^。；]*|关于我们"
)
_ENDING = r"\.(?:docx?|xlsx?|pdf|zip|rar|wps|et|ofd|pptx?|jpe?g|png)"
_DOWNLOADS = (
    r"(?:(?:相关|正文|公文)?(?:附件|文件|全文|原文)下载"
    r"|(?:点击|点此)?下载(?:附件|文件|全文|原文)?|相关附件)"
)
_FILES = re.compile(
    rf"[【\[]?(?:(?:{_DOWNLOADS}|附件)[】\]]?[：:]?[\s\u3000]*\d*[\s\u3000.．、]*)?"
    rf"(?P<name>[^\n]{{1,80}}{_ENDING})",
    re.IGNORECASE,
)
# 附件下载：申请表.docx; 附件：申请表.docx is the text's own list.
_DOWNLOAD = re.compile(
    rf"{_MARKS}{_DOWNLOADS}[】\]]?[：:][^\n]{{1,200}}{_ENDING}{_MARKS}", re.IGNORECASE
)
_SECTION = re.compile(
    rf"(?:相关|关联|延伸|扩展|推荐)(?:附件|文件|解读|链接|新闻|信息|阅读|政策|文章|稿件|报道|资料)"
    rf"(?:下载)?[：:]?|{_DOWNLOADS}[：:]"
)
_SHORT = 60
_LONGEST = 300
_MOST_FILES = 5
_PROSE = re.compile(r"[。；]|(?:牵头|责任|配合)(?:单位|部门)[：:]|^附[\s\u3000]*[件录表]")


def text_between(lines: Sequence[str]) -> tuple[int, int]:
    """The first line of the text and the one behind its last."""
    end = len(lines)
    while end and _stands_below(lines[end - 1], lines[end:]):
        end -= 1
    section = _related(lines[:end])
    while section is not None:
        end = section
        while end and _stands_below(lines[end - 1], lines[end:]):
            end -= 1
        section = _related(lines[:end])
    start = 0
    for index, line in enumerate(lines[: min(_TOP, end)]):
        if not line.strip() or stands_above(line):
            start = index + 1 if start == index else start
    if start >= end:
        return 0, len(lines)
    # Blank lines alone are the text's own.
    return (
        start if any(map(str.strip, lines[:start])) else 0,
        end if any(map(str.strip, lines[end:])) else len(lines),
    )


def notes_on(lines: Sequence[str]) -> tuple[str, ...]:
    """What a reviewer should know of the lines left out below the text."""
    words = [line.strip() for line in lines]
    named = {line: match["name"] for line in words if (match := _FILES.fullmatch(line))}
    files = list(named)
    names = [
        line.rstrip("：:")
        for line, below in itertools.pairwise(words)
        if _SECTION.fullmatch(line) and below not in files
    ]
    notes = [f"页面末尾的“{name}”已略去。" for name in dict.fromkeys(names)]
    if files:
        listed = "、".join([*named.values()][:_MOST_FILES])
        notes.append(f"页面所附文件不在正文中，如需引用请另行添加：{listed}。")
    return tuple(notes)


def stands_above(line: str) -> bool:
    """Whether a line above a title tells where one is, or when the page was put there."""
    words = line.strip()
    return len(words) <= _LONGEST and bool(_PLACE.match(words) or _ABOVE.fullmatch(words))


def _stands_below(line: str, below: Sequence[str]) -> bool:
    words = line.strip()
    if len(words) > _LONGEST:
        return False
    if not words or any(p.fullmatch(words) for p in (_BELOW, _NEIGHBOUR, _FOOT, _DOWNLOAD)):
        return True
    return bool(_HOST.fullmatch(words)) and any(_FOOT.fullmatch(held.strip()) for held in below)


def _related(lines: Sequence[str]) -> int | None:
    """Where 相关链接 with nothing but short lines below it begins."""
    for index in range(len(lines) - 1, max(-1, len(lines) - _BOTTOM), -1):
        words = lines[index].strip()
        if _SECTION.fullmatch(words):
            return index
        if len(words) > _SHORT or (_PROSE.search(words) and not _FILES.fullmatch(words)):
            return None
    return None
