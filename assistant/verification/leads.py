"""Leads: how a sentence may come to its matter without saying anything of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understanding.fold import fold
from assistant.verification.evidence import Issued
from assistant.verification.passage import Reader

# 针对停车难的问题，…; 加装电梯已列入计划，…
_ABOUT = re.compile(
    r"^(?:针对|关于|对于|就)(?P<topic>[^,，;；。:：\d]{2,18}?)(?:的?(?:问题|情况|现象|诉求|方面))?[,，]"
)
_PLANNED = re.compile(
    r"^(?P<topic>[^,，;；。:：]{0,12}?)(?:方面)?(?:确实?|已经?)?(?:有(?:相关|这方面的?|明确的?|专门的?)?安排"
    r"|列入[\u4e00-\u9fff]{0,4}?(?:计划|规划|安排|任务)|写入(?:《[^》]*》|计划|规划|文件))[,，:：]"
)
# 在法律层面，…: leads over.
_LEVEL = re.compile(r"^在?(?:法律|法规|政策|规划|计划|制度|具体)层面上?[,，]")
# 规划对此有明确要求，…; 按照规划，…; 规划中明确…: the text speaks
_PLAN_SAYS = re.compile(
    r"^(?:此外|另外|同时)?[,，]?(?:按照?|根据|依据)?(?:该|本|这份|市里的)?(?:行动)?规划(?:中|里|上)?(?:还|也|对此|已)*"
    r"(?=[,，:：]|明确|提出|提到|要求|指出|写[到明道]|[讲说]到|的?(?:说法|表述|提法)是"
    r"|(?:里|中)?有(?:明确|相关|专门|这一?|这样|这个)?的?(?:安排|要求|规定|部署|说法|内容))"
)
_BY_GOALS = re.compile(r"^(?:按照|根据)(?:[“\"]?十四五[”\"]?)?(?:规划|计划)?的?(?:总体)?目标[,，]")
_THERE_IS_A_RULE = re.compile(
    r"^(?:(?:法律|法规|条例|政策|计划|文件)(?:上|中|里)?)?(?:对此)?(?:也|还|已)?(?:是)?(?:有|作出|作了)(?:明确|相关|专门|具体)?的?(?:规定|要求|安排|部署|说法)的?[,，:：]"
)
# …，见《物业管理条例》第五条: which text it is, is checked by its title and label.
_WHERE = re.compile(
    r"(?:以上(?:规定|内容)?|详|可?参)*(?:见于?|出自|载于|写[在于]|列[在于])"
    r"(?=《|第[〇零一二三四五六七八九十百\d]+条)"
)
# 同一条还规定，…: of the clause cited.
_SAME_CLAUSE = re.compile(
    r"^(?:此外|另外|同时)?[,，]?(?:同一?条|该条|本条|这一条)(?:款)?(?:还|也|同时|并)*(?:规定|要求|明确|提出|指出)?[,，:：]"
)
_ENUMERATED = re.compile("^(?:第?[一二三四五六七八][是则]|其[一二三四五六七八][,，])(?=.{4})")
# 国家条例规定…: whose texts are cited is checked with them.
_WHOSE = re.compile(
    r"^(?:另外|此外|同时)?[,，]?(?P<whose>国家|国务院|本市|我市|重庆|地方)的?(?:条例|法律|法规|立法)"
    r"(?:还|也|则)?(?:规定|要求|明确|提出)[,，:：]?"
)
# 谁来设：, 多久设完： the label of a row asks, and says nothing in so few letters.
_ASKING_LABEL = re.compile(
    r"^(?:由?谁|哪[个些家里]|在哪|多[久少长]|什么时候|何时|几[时天]|怎[么样]|如何|为什么|能不能|可不可以|要不要|是否|是不是|会不会)"
    r"[^,，。;；:：\d可不应须必得能都由只禁一二三四五六七八九十百千万]{0,4}[:：](?=.)"
)
# 但前提是逾期不接受处理：…逾期不接受处理的，…
_PREMISE = re.compile(r"^(?:但|不过)?(?:前提|条件)是(?P<told>[^,，;；。:：]{4,30})[,，:：]")
_CASES = re.compile("下列|之一")
# 有可能，但有条件：…的，…可以…
_IT_DEPENDS = re.compile(
    r"^(?:有可能|可能)的?[,，](?:但|不过)(?:是)?(?:要)?有(?:前提|条件)的?[:：,，]"
    r"(?=[^。]{4,80}的[,，][^。,，]{0,30}(?<!不)可以(?!并?处))"
)
_LOCAL = ("本市", "我市", "重庆", "地方")
_OF_A_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}[省市州县](?=[\u4e00-\u9fff])")
_IN_THE_TEXT = re.compile("(?:(?:该|这份|本)?(?:行动)?(?:计划|规划|文件|条例|法规)(?:中|里)?)?")
_A_PLAN = re.compile("计划|规划|方案")
_STATING = re.compile("不|无|未|免|禁|可|须|应|得|必|只|仅|需|由|元|罚")
_AS_ASKED = 0.5  # share of a lead's letters that the question has


def without_issuing(text: str, issued: Sequence[Issued]) -> str:
    """A folded text without 由…于…印发, where it names the very issuer and day of a document.

    于…印发 by itself is taken off only where the issuer is named too.
    """
    for document in issued:
        issuer, day = re.escape(fold(document.issuer)), re.escape(fold(document.day))
        named = re.search(issuer, text) is not None
        text = re.sub(rf"由{issuer}于{day}印发|(?:于|在)?{day}由{issuer}印发", "", text)
        if named:
            text = re.sub(rf"(?<=[,，;；、])于?{day}印发", "", text)
    return text


def without_lead(
    text: str, bodies: str, titles: Sequence[str], question: str, reader: Reader
) -> str:
    """What follows 针对停车难的问题，or 加装电梯已列入计划，: a lead to what is asked about.

    It is taken off where it says no more than the question, or names what the clauses name.
    `bodies` are the cited clauses folded, `titles` those of their documents, `question` the
    letters of the question.
    """
    text = _LEVEL.sub("", _ENUMERATED.sub("", _WHERE.sub("", text)))
    text = _ASKING_LABEL.sub("", _SAME_CLAUSE.sub("", text))
    text = _IT_DEPENDS.sub("", text)
    if (match := _PREMISE.match(text)) and not _CASES.search(bodies):
        case = rf"(?:^|[,，;；。:：]){re.escape(match['told'])}的[,，]"
        if re.search(case, text[match.end() :]):
            text = text[match.end() :]
    if any(_A_PLAN.search(title) for title in titles):
        text = _BY_GOALS.sub("", _PLAN_SAYS.sub("", text).lstrip(",，"))
    text = _THERE_IS_A_RULE.sub("", text)
    if (match := _WHOSE.match(text)) and titles:
        local = [_OF_A_PLACE.match(title) is not None for title in titles]
        if all(local) if match["whose"] in _LOCAL else not any(local):
            return text[match.end() :]
    if (match := _ABOUT.match(text)) and not _STATING.search(match["topic"]):
        topic = reader.read(match["topic"]).letters
        asked = sum(letter in question for letter in topic)
        of_the_text = match["topic"] in bodies and topic not in question
        if topic and asked >= _AS_ASKED * len(topic) and not of_the_text:
            return text[match.end() :]
    if (match := _PLANNED.match(text)) and (
        _IN_THE_TEXT.fullmatch(match["topic"]) or match["topic"].strip("“”") in bodies
    ):
        return text[match.end() :]
    return text
