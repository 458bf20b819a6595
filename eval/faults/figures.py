"""Figures of a run with faults, and the page that tells them."""

from __future__ import annotations

import os
import platform
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.faults.asked import Asked, Kept
from eval.faults.injected import FAULTS

# Written by hand but for the figures of the last run.
PAGE = Path("docs/reliability.md")
_BEGIN, _END = "<!-- 以下由 python -m eval faults 写入 -->", "<!-- 写入到此为止 -->"
BUDGET = 0.01  # of the questions may go unanswered while faults are endured


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents whose adding or removing was acknowledged, and what had become of them."""

    acknowledged: int
    missing: tuple[str, ...]
    not_searchable: tuple[str, ...]
    refused: tuple[str, ...]  # changes that were told to have failed


@dataclass(frozen=True, slots=True)
class FaultRun:
    """All that a run has found."""

    seconds: float
    clients: int
    workers: int
    asked: Sequence[Asked]
    kept: Kept
    documents: Documents
    audit: str  # what `audit verify` said
    recoveries: Sequence[float]

    @property
    def lost(self) -> int:
        """What had been acknowledged and is gone."""
        return self.kept.lost + len(self.documents.missing) + len(self.documents.not_searchable)

    def page(self) -> str:
        """The figures in Markdown."""
        endured = {fault.name for fault in FAULTS if fault.endured}
        counted = [one for one in self.asked if one.phase in endured]
        failed = [one for one in counted if one.status != 200]
        share = len(failed) / max(1, len(counted))
        away = [one for one in self.asked if one.phase not in endured and one.status != 200]
        documents = self.documents
        recovered = "、".join(f"{seconds:.0f} 秒" for seconds in self.recoveries) or "无"
        return "\n".join(
            (
                f"- 命令：`python -m eval faults --minutes {self.seconds / 60:.0f} "
                f"--clients {self.clients} --workers {self.workers}`",
                f"- 提交 {_commit()}；{_machine()}",
                f"- 实际运行 {self.seconds / 60:.1f} 分钟，{self.clients} 个客户端不停提问，"
                f"{self.workers} 个工作进程，SQLite",
                "",
                "| 时段 | 请求 | 回答 | 明确拒绝（503） | 连接中断 | 其他 | p50 | p95 | 最长 |",
                "|---|---|---|---|---|---|---|---|---|",
                *(_row(name, self.asked) for name in dict.fromkeys(a.phase for a in self.asked)),
                _row("", self.asked),
                "",
                f"错误预算：应当照常回答的时段里全部请求的 {BUDGET:.0%}；用去 {share:.2%}"
                f"（{len(failed)} / {len(counted)}：{_reasons(failed)}），"
                f"{'在预算之内' if share <= BUDGET else '超出预算'}。",
                f"数据库被锁和整个服务不在时不能回答，只能明确告知，不计入预算：{_reasons(away)}"
                "（被拒绝的客户端每秒重试）。",
                "",
                f"**已确认而丢失：{self.lost}。** "
                f"已回答 {self.kept.acknowledged} 轮，丢失 {self.kept.lost} 轮"
                f"（另有 {self.kept.unacknowledged} 轮已保存，但回答未能送达）；"
                f"已确认的文件变更 {documents.acknowledged} 项，"
                f"丢失 {len(documents.missing)} 项，"
                f"未能检索到 {len(documents.not_searchable)} 项。",
                f"被告知失败的变更：{'；'.join(documents.refused) or '无'}。",
                f"整个服务被杀后，到重新就绪：{recovered}。",
                f"`audit verify`：{self.audit}",
            )
        )


def write_page(run: FaultRun) -> None:
    """Put the figures in their place in docs/reliability.md."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    after = rest.partition(_END)[2]
    PAGE.write_text(f"{before}{_BEGIN}\n\n{run.page()}\n\n{_END}{after}", encoding="utf-8")


def _row(phase: str, asked: Sequence[Asked]) -> str:
    these = [one for one in asked if not phase or one.phase == phase]
    answered = [one.seconds for one in these if one.status == 200]
    counts = Counter(one.status if one.status in (0, 200, 503) else -1 for one in these)
    times = [f"{float(np.percentile(answered, q)):.2f} 秒" if answered else "" for q in (50, 95)]
    longest = f"{max(one.seconds for one in these):.1f} 秒"
    numbers = (len(these), counts[200], counts[503], counts[0], counts[-1])
    return (
        f"| {phase or '合计'} | {' | '.join(map(str, numbers))} | {' | '.join(times)} | {longest} |"
    )


def _reasons(failed: Sequence[Asked]) -> str:
    counts = Counter(f"{one.status or '连接'} {one.told.rpartition(':')[2]}" for one in failed)
    return "，".join(f"{reason} {count} 次" for reason, count in counts.most_common()) or "无"


def _commit() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip() or "未知"


def _machine() -> str:
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((li.split(":")[1].strip() for li in cpu.splitlines() if "model name" in li), "")
    load = os.getloadavg()[2]
    return (
        f"{model or platform.processor()}，{os.cpu_count()} 核"
        f"（与其他任务共用，15 分钟平均负载 {load:.1f}），Python {platform.python_version()}"
    )
