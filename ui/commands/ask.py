"""ask: one question, a file of questions, or a conversation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.access.caller import TERMINAL
from assistant.answer import Answer, Audience
from ui.commands.common import (
    JsonOption,
    StoreOption,
    opened_assistant,
    say,
    settings_with,
    write_json,
)
from ui.commands.question_file import read_conversations
from ui.exit_codes import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.service import PolicyAssistant

_LEAVE = {"退出", "再见", "exit", "quit"}
_RESTART = {"新会话", "new"}


def ask(
    question: Annotated[str | None, typer.Argument(metavar="问题", show_default=False)] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="文件",
            help='每行一个 {"question": …} 或 {"turns": […]} 的 JSONL 文件',
        ),
    ] = None,
    conversation: Annotated[
        str | None, typer.Option("--conversation", metavar="编号", help="接着这个会话往下问")
    ] = None,
    audience: Annotated[
        Audience | None,
        typer.Option("--audience", metavar="身份", help="civil_servant、citizen 或 evaluator"),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """提问；不给问题时进入连续对话。"""
    if file is not None and (question is not None or conversation is not None):
        raise UsageError("--file 不能和问题或 --conversation 同时使用。")
    lines = read_conversations(file) if file is not None else []
    with opened_assistant(settings_with(store)) as assistant:
        if file is not None:
            for turns in lines:
                _ask_turns(assistant, turns, audience, as_json=as_json)
        elif question is not None:
            answer = assistant.ask(
                question, conversation_id=conversation, audience=audience, caller=TERMINAL
            )
            _show(answer, as_json=as_json)
            if answer.status.value.startswith("error_"):
                raise typer.Exit(ExitCode.USAGE)
        else:
            _converse(assistant, conversation, audience, as_json=as_json)


def _json(answer: Answer) -> dict[str, Any]:
    from api.answer_views import AnswerView

    return AnswerView.of(answer).model_dump(mode="json")


def _ask_turns(
    assistant: PolicyAssistant, turns: list[str], audience: Audience | None, *, as_json: bool
) -> None:
    conversation: str | None = None
    answers = []
    for turn in turns:
        answer = assistant.ask(
            turn, conversation_id=conversation, audience=audience, caller=TERMINAL
        )
        conversation = answer.conversation_id or conversation
        answers.append(answer)
    if as_json:
        write_json({"answers": [_json(answer) for answer in answers]})
        return
    for turn, answer in zip(turns, answers, strict=True):
        print(f"问：{turn}")
        _show(answer, as_json=False)


def _converse(
    assistant: PolicyAssistant,
    conversation: str | None,
    audience: Audience | None,
    *,
    as_json: bool,
) -> None:
    say("请输入问题。输入“新会话”重新开始，输入“退出”或按 Ctrl+D 结束。")
    while (line := _read_line()) is not None:
        question = line.strip()
        if question in _LEAVE:
            return
        if question in _RESTART:
            conversation = None
            say("已开始新会话。")
        elif question:
            answer = assistant.ask(
                question, conversation_id=conversation, audience=audience, caller=TERMINAL
            )
            conversation = answer.conversation_id or conversation
            _show(answer, as_json=as_json)


def _read_line() -> str | None:
    """A line of stdin; None at its end. A terminal gets a prompt and line editing."""
    if not sys.stdin.isatty():
        return sys.stdin.readline() or None
    import readline  # noqa: F401  # input() edits lines with it

    try:
        return input("问：")
    except EOFError:
        return None


def _show(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        write_json(_json(answer))
        return
    if answer.confirmed:
        print("【已由评估人员确认】")
    print(answer.text or answer.reason)
    if answer.audit is not None:
        print(f"（{answer.audit.told}）")
    for number, clause in enumerate(dict.fromkeys(c.clause for c in answer.citations), 1):
        print(f"  [{number}] 《{clause.document_title}》{clause.name}")
    if answer.nearest and not answer.citations:
        print("最接近的条款（未回答）：")
        for clause in answer.nearest:
            print(f"  · 《{clause.document_title}》{clause.name}")
    for suggestion in answer.suggestions:
        say(f"  可以接着问：{suggestion}")
    print()
