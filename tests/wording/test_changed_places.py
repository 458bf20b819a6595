"""Words of a clause that have changed places, and figures told of another thing."""

from __future__ import annotations

import pytest

from assistant.verification.verdict import Wording
from tests.wording.conftest import Tell

PARKING = "停车难怎么解决"
RULES = "强化规划刚性约束怎么做"
WATER = "改善水环境质量有哪些措施"
HOMES = "补齐租赁住房短板怎么做"
TRAIL = "山城步道到2025年要达到多少公里"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TRAIL, "到2025年，中心城区的山城步道要达到900公里[1]。"),
        (TRAIL, "按照总体目标，到2025年山城步道将达到900公里[1]。"),
        (HOMES, "到2025年，重庆将新筹建保障性租赁住房40万套（间）、人才住房5万套[1]。"),
        (RULES, "规划要求完善规划考核、督察、审计、修改终身记录、违规处罚的刚性约束机制[1]。"),
        (WATER, "计划要求加强城市集中式饮用水水源地环境管理，保持水质100%达标[1]。"),
    ],
)
def test_what_the_clause_says_is_released(question: str, text: str, reword: Tell) -> None:
    told = reword(question, text)
    assert told.answer.wording is Wording.MODEL, told.answer.audit
    assert told.streamed.startswith(text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param(TRAIL, "到2025年，主城都市区山城步道要达到900公里[1]。", id="another region"),
        pytest.param(TRAIL, "展望2035年，山城步道要达到900公里[1]。", id="another year"),
        pytest.param(TRAIL, "到2025年，中心城区城市道路要达到900公里[1]。", id="another name"),
        pytest.param(TRAIL, "到2025年，山城步道不低于900公里[1]。", id="another bound"),
        pytest.param(
            HOMES,
            "到2025年，新筹建保障性租赁住房40万套（间），其中人才住房5万套[1]。",
            id="made a part",
        ),
        pytest.param(
            RULES,
            "计划提出完善规划考核、督察、审计、违规终身记录、修改处罚的刚性约束机制[1]。",
            id="ends of two things exchanged",
        ),
        pytest.param(
            WATER,
            "计划提出巩固城市黑臭水体治理成效，严防反弹，保持其水质100%达标[1]。",
            id="a figure given to what was spoken of",
        ),
        pytest.param(
            PARKING,
            "计划提出在核心片区轨道交通站点周边规划建设“P+R”公共停车场[1]。",
            id="a place put before another thing",
        ),
        pytest.param(
            "做靓“两江四岸”主轴怎么做",
            "计划提出推动城市腹地向滨江公共空间延伸[1]。",
            id="turned round",
        ),
    ],
)
def test_what_it_does_not_say_is_not(question: str, text: str, reword: Tell) -> None:
    told = reword(question, text)
    assert told.answer.audit is not None
    assert not [verdict for verdict in told.answer.audit.verdicts if verdict.kept]
