"""Units of persons and telephones carry out no task."""

from __future__ import annotations

import pytest

from corpus.structure.trailer import read_responsibility

TASK = "加强管理。（区水利局牵头）\n"


@pytest.mark.parametrize(
    "line",
    [
        "出席：李建国、王海涛（区政府办）、周敏（区住建局）、孙立（区城管局）",
        "请假：赵云飞（区水务局）",
        "列　席：赵云飞（区水务局）",
        "记录人：刘洋（区政府办）",
        "参加人员：周敏（区住建局）",
        "出席会议的有：周敏（区住建局）、孙立（区城管局）。",
        "出席人员：李建国\n王海涛（区政府办）\n周敏（区住建局）、孙立（区城管局）",
        "政策咨询电话：0518—85681234（市住房和城乡建设局城市更新科）",
        "咨询电话：85681234（区住建局）、85681235（区城管局）。",
        "联系人：张三（区住建局）、李四（区城管局）",
        "联系人及电话：张三，88881234（区住建局）",
        "联系方式：88881234（区住建局）",
        "监督电话：12345（区住建局）",
        "解读人：张三（区住建局）",
        "材料报送至ab@163.com（区住建局）",
        "（联系人：张三，区住建局）",
    ],
)
def test_whose_person_or_telephone_it_is_is_no_responsibility(line: str) -> None:
    reading = read_responsibility(TASK + line)
    assert reading.responsibility is not None
    assert [unit.name for unit in reading.responsibility.units] == ["区水利局"]
    assert not reading.warnings


@pytest.mark.parametrize(
    "line", ["责任人：张三（区住建局）", "牵头领导：张三（区住建局）", "张三（区住建局）"]
)
def test_the_unit_of_a_person_who_answers_for_a_task_is_told(line: str) -> None:
    reading = read_responsibility(f"加强管理。{line}")
    assert reading.responsibility is None
    assert reading.warnings == ("“张三（区住建局）”是人员所在单位，未计入责任单位，请核对",)


@pytest.mark.parametrize(
    "task",
    [
        "整合12345热线（市政务服务局）",
        "公布监督电话，畅通举报渠道（市政务服务局）",
        "咨询电话：12345，及时答复群众来电（市政务服务局）",
        "整治商圈、路口（市政务服务局）",
        "落实联系人制度。（市政务服务局）",
        "组织企业参加培训（市政务服务局）",
        "（责任单位：市政务服务局，联系人：张三）",
    ],
)
def test_a_task_that_speaks_of_telephones_or_meetings_keeps_its_units(task: str) -> None:
    reading = read_responsibility(f"加强管理。{task}")
    assert reading.responsibility is not None
    assert [unit.name for unit in reading.responsibility.units] == ["市政务服务局"]
