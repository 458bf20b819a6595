"""Screen: stops what is no question about policy before anything is searched."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer, Intent, Status
from assistant.inquiry import Inquiry
from assistant.steps.refusal import HELP
from assistant.tools import Toolbox
from assistant.understanding.asked_of_laws import Asked
from assistant.understanding.colloquial import standard
from assistant.understanding.fold import fold_question

_READABLE = re.compile(r"[\u3400-\u9fffa-z0-9]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ue000-\uf8ff\ud800-\udfff]")

_INJECTION = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要管|别管|抛开|跳过|绕过|不用遵守|不必遵守).{0,12}(?:以上|上面|上述|之前|前面|先前|所有|一切|系统|原来|原有|你的|全部|任何|限制)?.{0,6}(?:指令|指示|提示|规则|设定|设置|要求|约束|命令|限制|说明|prompt)"
    r"|(?:忽略|无视|忘记|忘掉)(?:掉)?(?:以上|上面|上述|之前|前面|先前)(?:所有|全部|一切)?的?(?:内容|话|文字)"
    r"|(?:系统|开发者|初始|隐藏|原始)(?:提示词?|指令|消息|设定|prompt)|提示词|system\s*prompt|developer\s*mode|开发者模式|越狱|jailbreak"
    r"|(?:ignore|disregard|forget|override)\b.{0,30}(?:previous|above|prior|all|instruction|rule|prompt)"
    r"|(?:扮演|假扮|假装(?:你)?是|你现在是|从现在(?:开始|起).{0,4}你(?:是|要|就)|把自己当(?:成|作)|进入.{0,6}模式|act as|pretend)"
    r"|(?:重复|复述|输出|打印|背)(?:一遍|出)?.{0,4}(?:你(?:收到|看到|的设定)|上面的(?:话|内容)|第一段(?:话|文字))"
    r"|(?:你)?(?:必须|只能|直接|务必|请)(?:回答|输出|回复|打印|说)[:：“\"']"
    r"|你(?:必须|只能|务必|一定要)(?:回答|输出|回复|承认|说|告诉).{2,}(?:由|是|为)"
    r"|(?:把|将)(?:所有|全部|每个)?的?(?:单位|答案|数字|部门|名称)(?:都|全)?(?:改|换|写|说)成"
    r"|(?:不要|别|无需|不用)(?:引用|标注|注明|检索|查)(?:任何)?(?:条款|出处|来源|原文).{0,8}(?:直接|编|猜|随便)|瞎编|随便编|编一[个条]|(?:编造|虚构|捏造)(?=[一几两个条些出点]|答案|条款|数据|数字|单位|内容|回答|也行|都行|就行|[吧。!,]|$)"
    r"|(?:执行|运行|当成|当作)[^,。?]{0,8}(?:系统)?(?:命令|指令|代码|脚本|\brm\b|sql)|\brm\s+-|删(?:除|掉)(?:所有|全部|一切)(?:文[件档]|数据|记录|条款)"
    r"|<\s*/?\s*(?:system|script|instruction|prompt)|\bdrop\s+table\b|\bselect\b.+\bfrom\b"
)
_ABUSE = re.compile(
    r"傻[逼比叉bx]|[操草干][你尼](?:妈|娘|大爷)|日你(?:妈|先人|仙人)|他妈的(?![\u4e00-\u9fff]{2,})|你妈(?:的|逼|b)"
    r"|(?:^|[,。!?;])妈的(?:[,。!?]|$)|狗日的|王八蛋|混蛋|去死|滚蛋|滚开|(?:真是|这个|你个|破|^|[,。!?;])垃圾(?:系统|助手|玩意|东西|机器)"
    r"|白痴|脑残|弱智|蠢货|智障(?![人者儿残])|贱人|婊|畜生|(?:你|真是|这个|个|一群|都是|帮)废物|龟儿子"
    r"|\bfuck\b|\bshit\b"
)
_GREETING = re.compile(
    r"^(?:你好|您好|哈喽|嗨|hi|hello|早上好|早安|晚上好|晚安|下午好|在吗|在不在|在么|谢谢(?:你|您|了)?|多谢|辛苦了|再见|拜拜|好的|嗯+|哦+|哈+|ok)[啊呀哦吗呢!?。,~.\s]*$"
)
_THANKS = re.compile("谢|辛苦")
_OFF_TOPIC = re.compile(
    r"你(?:是|叫)(?:谁|什么|啥)|你的名字|你多大|你几岁|你会(?:什么|啥|哪些|做)|你能(?:做|干|帮我做)(?:什么|啥|哪些)|你(?:有|是)(?:感情|意识|人类|机器人|真人)|你是人还是|你喜欢|你觉得我|你爱我|陪我聊|聊聊天|聊会儿?天|讲(?:个|一个)?(?:笑话|故事)|说个笑话|唱(?:首|个|支)歌|(?:给我|为我|你|来)唱歌|写(?:首|一首|个|篇|一篇|段)?(?:诗|情书|小说|作文|歌词|文案|朋友圈)"
    r"|(?:帮我|给我|替我|帮忙)(?:写|拟|起草|编)(?:一)?(?:份|篇|封|个|首|段)(?!.{0,12}(?:清单|台账|名单))"
    r"|(?:今天|明天|后天|现在|这周|周末).{0,6}(?:天气|下雨|气温|几度|星期几|几号|几点)|天气(?:怎么样|如何|预报)|^那?天气呢?[?。]*$|现在几点"
    r"|(?:写|编|生成|帮我写|实现).{0,8}(?:代码|程序|脚本|python|java|sql|算法|函数)|翻译(?:成(?!.{0,8}[话语]$|.{0,8}[话语][^言])|一下|这)|股票|彩票|基金(?:推荐|怎么买)|算命|星座|运势|菜谱|怎么做菜|好吃的|哪里好玩|旅游攻略|电影推荐|推荐.{0,4}(?:电影|餐厅|火锅|歌|书|小说)|世界杯|谁赢|比分|明星|游戏攻略|减肥|\d+\s*[+\-*/×÷]\s*\d+\s*(?:=|等于|是多少)|\d+\s*[加减乘除]\s*\d+|等于(?:几|多少)"
)


def screen(inquiry: Inquiry, tools: Toolbox) -> Inquiry:
    """Fold the question; answer at once when it is empty, unreadable, abusive or no question."""
    raw = inquiry.question
    limit = tools.settings.question_limit
    if len(raw) > limit:
        return _stop(
            inquiry,
            Status.QUESTION_TOO_LONG,
            f"问题有{len(raw)}个字，超过{limit}字的上限。请只保留要问的事项，分几次提问。",
        )
    junk = len(_CONTROL.findall(raw))
    text = fold_question(_CONTROL.sub("", raw))
    if junk > max(2, len(raw) // 10):
        return _stop(
            inquiry, Status.UNREADABLE_QUESTION, "问题中有无法识别的字符。请用文字重新输入问题。"
        )
    if not text.strip():
        return _stop(inquiry, Status.EMPTY_QUESTION, "没有收到问题。请输入要查询的事项。")
    if not _READABLE.search(text):
        return _stop(
            inquiry, Status.UNREADABLE_QUESTION, "没有看到可以识别的文字。请用中文输入问题。"
        )
    if _INJECTION.search(text):
        return _stop(
            inquiry,
            Status.INJECTION,
            "问题中含有要求改变助手规则或编造内容的指令，不予执行。请直接提出要查询的政策问题。",
        )
    if _ABUSE.search(text):
        return _stop(
            inquiry, Status.ABUSE, "请文明提问。说明遇到的具体事情，就可以帮您查找有关规定。"
        )
    if _GREETING.search(text):
        welcome = "不客气。" if _THANKS.search(text) else ""
        return _stop(inquiry, Status.SMALL_TALK, welcome + HELP)
    if _OFF_TOPIC.search(text):
        return _stop(inquiry, Status.OUT_OF_SCOPE, HELP)
    text = standard(text)
    if tuple(tools.law_questions.asked(text)) == (Asked.THANKS,):
        return _stop(inquiry, Status.SMALL_TALK, f"不客气。{HELP}")
    return replace(inquiry, text=text, rewritten=text, verdict="通过")


def _stop(inquiry: Inquiry, status: Status, reason: str) -> Inquiry:
    return replace(
        inquiry,
        verdict=status.value,
        answer=Answer(
            status=status,
            kind=Intent.OUT_OF_SCOPE,
            text=reason,
            question=inquiry.question,
            rewritten_question=inquiry.question,
            conversation_id="",
            reason=reason,
            confidence=1.0,
        ),
    )
