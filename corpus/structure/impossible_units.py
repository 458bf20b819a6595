"""Words that stand where a unit is named and cannot be one: 待定, 2024年6月, 市教委牵头."""

from __future__ import annotations

import re

from corpus.structure.organisation import is_organisation

# 无, the strokes of an empty cell and the number of a page between two names: nothing is lost.
_NONE = re.compile(r"(?:(?:暂)?无|没有|[/／\\—–－-]+|[.…]+|[—–－-]\d+[—–－-])$")
_PUT_OFF = re.compile(
    r"(?:待|另行?|再|以后)(?:定|确定|明确|通知|研究|安排)|(?:同|见|如)(?:上|前|左|右|下)[一款条项]?$|^略$|^其他$"
    r"|^(?:与|同|见|如)*(?:序号|第|本表|任务|上一?)\d*(?:行|栏|条|项|号)?(?:相?同)?$|^同\d+(?:行|条|项|号)?$|^与?上(?:行|栏)?相?同$"
    r"|^(?:责任)?(?:单位|部门|机构|党委)$|^(?:人民)?政府$"
    r"|^[（(〔\[][^（()）]*[）)〕\]]$"
)
# No body is called so, wherever the word stands in it.
_DUTY = re.compile(
    r"牵头|负责|配合|参与|各负其责|职责分工|责任分工|分工负责|责任主体$|为主$|首位|第一位|列第一|排名"
    r"|.(?<![自理])由(?=[市省区县各国重]|[一-龥]{3})|^(?:以下(?:简称|统称)|以[下上](?:均|任务|工作|各项)|简称|统称|包括)|电话|手机|邮箱|[设挂][在靠]"
    r"|(?:单位|部门|主体|领导|责任人|联系人|时限|时间)[：:为是]|[：:]"
)
_MARK = re.compile(r"[★☆＊*※▲△●○◆◇■□#＃①-⑳？?！!=]|[0-9]{4}年|[0-9]{1,2}月|^[0-9.．%％]+$")
# A body and what it is told: 市住建局要会同, 请市住建局, 市财政局等分工.
_TOLD = re.compile(
    r"(?:[局委办厅部会院]|部门|单位|政府|公司|集团|[区县])(?:要(?!情|闻|客)|应(?!急|用|对|诉|届|收)|须|需(?!求)|会同(?!县)"
    r"|等?分工|等(?!级|候|保))"
    r"|^(?:请|商请|报请|提请|责成|责令|要求|同意|督促|委托|授权|指定)由?(?=[市省区县各国])"
    r"|^(?:(?:数据|资料|信息)?(?:来自|来源于|源于|摘自|引自|转自)|参见|详见|报经?|经|原|以)(?=[市省区县])|分工(?:$|[协落负推])"
    r"|[局委办厅部会府区县](?:[.．]|／)"
)
# A sentence is no name, unless it ends like a body (推进办, 市委机要局).
_SENTENCE = re.compile(
    r"要(?:加|把|将|落|做|抓|严|按|牵|切|认|强)|应当?[按加落做抓]|确保|加强|开展|推进|推动|完善|落实|做好|抓好|完成"
    r"|实施|不再|本部分|各项|任务$|工作$|年底|季度|[的了]$"
)
# It begins like one: 加强社区服务站, but 推进办.
_TOLD_TO = re.compile(
    r"(?:要[加把将落做抓严按切认强]|应当|务必|确保|切实|积极|充分|每[年季月])"
    r"|(?:加强|推进|推动|完善|开展|建立|新建|改建|扩建|打造|成立|设立|鼓励|支持|引导|加快|落实|提升|优化|深化|强化|做好|抓好|督促).{4,}"
)
_LONGEST = 40  # 中国(上海)自由贸易试验区临港新片区管理委员会 has 22


def says_none(words: str) -> bool:
    """True where a text writes that there is no unit: 无, /, —."""
    return bool(_NONE.match(words))


def is_impossible(name: str) -> bool:
    """True for words that cannot be an organisation's name and must not stand as one."""
    if not name or _PUT_OFF.search(name) or _DUTY.search(name) or _MARK.search(name):
        return True
    if len(name) > _LONGEST or not re.search(r"[\u4e00-\u9fff]", name):
        return True
    if _TOLD_TO.match(name) or _TOLD.search(name):
        return True
    return bool(_SENTENCE.search(name)) and not is_organisation(name)
