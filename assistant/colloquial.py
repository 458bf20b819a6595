"""Colloquial: how people ask in Chongqing and online, in the words the patterns know.

Only function words are replaced (啥子, 咋个, 好多钱); the words that carry a topic are the
lexicon's matter.
"""

from __future__ import annotations

import re

_MEASURE = "钱|个|年|天|岁|元|块|平|米|公里|套|家|条|户|人|所|座|处|次|张|度|分|亩|吨|层|栋|辆|名|项|件|久|远|本|册|万|亿|间|月|日|号"
# A plan's roles as people call them, where they ask who has them.
_LEADING = r"带头|打头|扛旗|挑头|领头|扛头|[挑扛]大梁|当老大|主抓|领衔|带队"
_HELPING = r"打辅助|打下手|陪跑|当配角|敲边鼓|搭把手"
_ASKED_OF = r"的|啊|哦|呀|搞|嘛|吗|迈|不|没|[,，。?？]|$"
_WHICH = r"[谁家个]"
_REPLACEMENTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), standard)
    for pattern, standard in (
        # How long, where something is waited for: 要提前好久, 好久给答复; else when.
        (r"(?P<of>提前|需要|[要得等过隔用花拖排])好久", r"\g<of>多久"),
        (r"好久(?=[要得能才]?(?:给|回|答|处理|批|查|交|缴|换|退|到账|审|拿到|办))", "多久"),
        (
            r"啥子时候|啥时候|哪阵|哪个时候|好久(?=能|可以|才|要|开始|施行|实施|出台|印发|建|修|完)|几时",
            "什么时候",
        ),
        (
            # In a few words after others it asks what the penalty is, not where the chapter stands.
            r"^(?P<of>[^,。?]{0,8}?)(?:配套)?的?(?:罚则|处罚条款|法律责任)(?:是什么|有哪些|怎么写)?(?:在|是|见)?(?:哪一?条)?[?。]*$",
            r"\g<of>怎么处罚",
        ),
        (r"啥子|啥(?!都)|么子|什莫|神马", "什么"),
        (r"咋个(?:办|整)|咋(?:办|整|搞)|啷个(?:办|整)|怎么(?:整|搞)", "怎么办"),
        (r"咋个|啷个|咋样|咋(?!呼)|囊个|郎个", "怎么"),
        (
            rf"(?<![太很真有])好多(?={_MEASURE})|(?<=[要罚补赔交缴是得到收改建修达])好多(?!少)|(?<=[修建改装完做]了)好多(?=了)|好多(?=[?。]*$)",
            "多少",
        ),
        (r"好久(?=[?。]*$|必须|得[回给答办]|给|回|答|来|处理|批|查|交|缴|换)|好长时间", "多久"),
        (r"(?<=[修建有要到是做弄搞成])好(?=[长大高宽远深](?:[?。,]|$|的[量面规]))", "多"),
        (r"(?<![很太真])好(?=大(?:的)?(?:面积|规模|一块[?]?$))", "多"),
        (r"要得不|要得嘛|得行不|行不行|(?:可不可以|阔以不?)(?=[?。]*$)", "可以吗"),
        (r"(?<![十百千万])几多|(?<=百分之)好多|(?<=[值量率数额])几何(?=[?。]*$)", "多少"),
        (r"(?<=[\u4e00-\u9fff])[嘞咧喃](?=[,，?。]|$)", "呢"),
        (r"衙门", "部门"),
        (r"跟到(?=一[起路块])", "跟着"),
        (r"(?<=谁)(?:来)?扛(?=[?。]*$)", "牵头"),
        (r"晓得不|晓不晓得", "知道吗"),
        (r"没得(?=[?。]*$)", "没有"),
        (r"没得", "没有"),
        (
            r"(?<=归|该|由|找|是)哪个(?=管|来|负责|修|出|赔|掏|牵头|说|做|建|清|扫)|(?<=归|找|是)哪个(?=[?,。]*$)",
            "谁",
        ),
        # 物业费哪个给, 停车费哪个收; 算哪个的
        (
            r"(?<=[\u4e00-\u9fff,])哪个(?=来?(?:给|出|选|交|缴|掏|收|定|批|修|赔|管|负责|负担|承担|保管|牵头)(?!得|部门|单位))|(?<=算)哪个(?=的)",
            "谁",
        ),
        (r"^哪个(?=管|来|负责|修|出|赔|牵头|建)", "谁"),
        (r"二[〇零]二五年|(?<![十一二三四五六七八九])二五年", "2025年"),
        (r"(?<=[到至])(2\d|3[05])年", r"20\1年"),
        (rf"(?:{_LEADING})(?={_ASKED_OF})|(?<={_WHICH})(?:{_LEADING})", "牵头"),
        (rf"(?:{_HELPING})(?={_ASKED_OF})|(?<={_WHICH})(?:{_HELPING})", "配合"),
        (r"(?:…|\.{3}|。。)+", ","),
        (r"遭(?=几[十百千万]|多少)", "罚"),
        (r"(?<!豪)迈(?=[?。]*$)", "吗"),
        (r"(?<!第)一哈(?!子)", "一下"),
        (r"屋头|屋里头", "家里"),
        (r"晓得", "知道"),
    )
)


def standard(text: str) -> str:
    """A folded question with its dialect function words replaced by standard ones."""
    for pattern, replacement in _REPLACEMENTS:
        text = pattern.sub(replacement, text)
    return text
