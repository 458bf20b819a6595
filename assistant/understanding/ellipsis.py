"""Ellipsis: what a question leaves out, and the words that point back to what was said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from assistant.tools import Toolbox
from assistant.understanding import asking

PRONOUN = re.compile(
    r"它们|他们|它|[这那]一(?:项|条|件)|[这那]一?块(?=[,。?谁哪由归是的有]|工作|怎|咋|$)|[这那]一?部分|这俩|那俩|[这那][两二三几]个|(?:对|关于|针对)[这那](?:个|件事|方面|块)?|(?<!是)[这那]个(?=[,。?]|咋|怎么|如何|是|谁|归|由|的|有|里头|里面)|(?:这|该|那|此|上述|上面(?:这|那)?|刚才(?:说的)?(?:这|那)?|前面(?:这|那)?)(?:一)?(?:项|个|条|些|件)?(?:具体)?(?:任务|工作|指标|目标|规定|单位|部门|局|委|事|内容|条款|项目|问题)|这(?:项|个|条|些|件|里[面头]?)|那里[面头]|那(?:项|个|条|些|件)(?!人)|[这那]种(?:情况|行为|事)?(?=怎|咋|如何|会|要|能|该|算|[,。?])|[这那]笔(?:钱|款|资金|费用)|其中|该项|该条|此项|此事|前者|后者|(?<![尤与])其(?!他|它|余|实|次|中)"
)
UNIT_PRONOUN = re.compile(r"(?:这|该|那)(?:个|家)?(?:单位|部门|局|委|机构|公司|企业)|它|他们|它们")
DOCUMENT_PRONOUN = re.compile(
    r"(?:这|该|本|那)(?:个|部|份|项)?(?:条例|法律(?!上)|法规|办法|规定|法(?!律上)|文件|行动计划|计划|规划(?!局|委|部门|自然|资源|和))"
)
A_PLAN = re.compile(r"计划|规划|文件")
A_LAW = re.compile(r"条例|法|办法|规定")
OPENING = re.compile(
    r"^(?:(?:[换回][到个]?(?:一个)?(?:话题|事|问题|单位|部门)|(?:好|行|要得|晓得了|明白了?)嘛?(?=[,，])|(?:另外|再|顺便|接着)问(?:哈|一?下)?|(?:另|还有)一?(?:个|件|桩)(?:事情?|问题)|(?:还有|另外|再)就是|(?:最后|末了)?(?:再|还)?(?:问|核|对|查|确认|核实|核对|打听)(?:一?个|一?下|哈)(?:数|数字|数据|情况|问题|事)?(?=[,，:：])|接着说|那么|那就|那(?!一?部分|[条种家块辆棵栋座根张个些][\u4e00-\u9fff])|还有|另外|然后|嗯|哦|好的?|对了|(?:那)?换成|(?:那)?换(?=[市区]?[\u4e00-\u9fff]{1,6}[局委办部]呢)|改成)[,，]?)+"
)
# 另一个事，…; 换个话题，…: what follows is asked of nothing spoken of
_ANEW = re.compile(
    r"^(?:那|好[的嘛]?|嗯|行)?[,，]?(?:(?:还有)?另外?的?一?(?:个|件|桩)(?:事情?|问题|话题)"
    r"|(?:换|下)(?:一?[个条项]|点|一?件)(?:别的|其他的?)?(?:事情?|问题|话题|任务|工作|条款?)?(?:来?问|来?说)?"
    r"|(?:说|问|讲)(?:一?个|点|件)?(?:别的|其他的?)(?:事情?|问题|话题)?)(?:哈|啊|呢)?[,，:：]"
)
# Words that name an attribute of something already spoken of, not a new thing.
ATTRIBUTE = re.compile(
    r"^(?:完整|效果|成效|分开|分别|分列|单列|自己|念|读|一[下遍]|共同|一[起道块同并]|[请全]?列[全出入明]?来?|列一?下|在列|搞|打算|一共|总共|体量|规模|以上|各数|违反|违法|违规|触犯|被抓|被查|知道|大家|补贴|补助|标准|期限|时间|时限|金额|费用|资金|经费|钱|面积|比例|指标值?|目标值?|数字|数值|要求|措施|原文|依据|出处|电话|联系方式|条款|内容|范围|对象|条件|流程|程序|材料|处罚|罚款|罚|责任|后果|进展|进度|年份|年底|安排|市里|行动计划|计划|规划|里头|刚才|详细|详情|细节|部门|单位|参与|参加|参不|参不参加|参不参与|掺和|有份|在内|牵头|配合|达到|完成|规定|区县|政府|20\d\d年?|\d+|原话|全文|意思|背景|地址|名单|负责人|局长|领导|例外|其他|别的|更多|具体|展开|解释|介绍|继续|内容是)$"
)
MORE = re.compile(
    r"[念读](?:一?[下遍]|出来|来听)|详细|具体|展开|说说|讲讲|介绍|解释|原文|全文|内容|继续"
)
BACK = re.compile(
    r"回到(?:刚才|前面|上面)?|说回|刚才(?:那个|那条|说的)|(?<![\u4e00-\u9fff])[这那]?里[头面]|(?<=[这那它项条个])(?<!哪[项条个])(?<!哪一[项条个])里[头面]|其中|这条|那条|该条|(?<!事)(?<![把将][\u4e00-\u9fff]{2})(?<![把将][\u4e00-\u9fff]{3})(?<![把将][\u4e00-\u9fff]{4})(?:写|列|算|放|包)(?:进去|进来)"
)
ANAPHORIC_END = re.compile(r"呢[?。!]*$")


def anew(text: str, tools: Toolbox) -> str:
    """What a question says after 另一个事，…, where it names a matter of its own; else empty."""
    match = _ANEW.match(text)
    rest = text[match.end() :] if match else ""
    if any(pattern.search(rest) for pattern in (PRONOUN, DOCUMENT_PRONOUN, BACK)):
        return ""  # 另外一个问题，这部条例什么时候施行: of what was spoken of
    return rest if rest and own_words(rest, tools) else ""


def own_words(text: str, tools: Toolbox) -> tuple[str, ...]:
    """Words by which the question names a thing of its own."""
    for match in reversed(tools.knowledge.units.find(text)):
        text = text[: match.start] + " " + text[match.end :]
    text = PRONOUN.sub(" ", OPENING.sub("", text))
    words = tools.vocabulary.content_words(asking.topic_of(text))
    return tuple(word for word in words if not ATTRIBUTE.match(word))


def specificity(words: Iterable[str], tools: Toolbox) -> float:
    """How far the words tell one document from others, 0 (all have them) to 1 (one has).

    ln(D / d) / ln D for D documents of which d have the word (its inverse document frequency over
    documents, scaled); that of the most telling word, 0 where no document has any.
    """
    total = len(tools.knowledge.outlines)
    counts = [count for word in words if (count := tools.knowledge.documents_with(word))]
    return math.log(total / min(counts)) / math.log(total) if counts and total > 1 else 0.0
