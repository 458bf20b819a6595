"""The terminal: policy-assistant."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

import typer
from pydantic import ValidationError

from corpus.errors import PolicyError
from ui.commands import account, audit, conversations, corpus, database, index, key, library
from ui.commands.ask import ask
from ui.commands.backup import backup, restore
from ui.commands.common import say
from ui.commands.export import conversation, dossier, tasks
from ui.commands.mcp import mcp
from ui.commands.search import search
from ui.commands.serve import serve
from ui.exit_codes import ExitCode, exit_code_of

log = logging.getLogger(__name__)

app = typer.Typer(
    name="policy-assistant",
    help="城市政策助手：以条款为据回答问题，指明牵头单位和责任单位。",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(corpus.commands, name="corpus")
library.add_commands(corpus.commands)
app.add_typer(index.commands, name="index")
app.add_typer(account.commands, name="account")
app.add_typer(key.commands, name="key")
app.add_typer(audit.commands, name="audit")
app.add_typer(conversations.commands, name="conversations")
app.add_typer(database.commands, name="db")
app.command()(search)
app.command()(ask)
app.command()(serve)
app.command()(mcp)
for _command in (dossier, tasks, conversation, backup, restore):
    app.command()(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; every failure is a message on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = app(args=arguments, standalone_mode=False)
    except PolicyError as error:
        say(error.user_message)
        return exit_code_of(error)
    except typer.Abort:
        return _interrupted()
    except KeyboardInterrupt:
        return _interrupted()
    except typer.TyperException as error:
        return _usage(error)
    except ValidationError as error:
        names = "、".join(str(each["loc"][0]) for each in error.errors() if each["loc"])
        say(f"设置有误：{names}。请对照说明检查环境变量和 .env 文件。")
        return ExitCode.USAGE
    except BrokenPipeError:
        # The reader has seen enough; Python must not complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception as error:
        log.debug("unexpected error", exc_info=True)
        say(f"出现意外错误（{type(error).__name__}：{error}）。请重试；仍不成功时请报告此信息。")
        return ExitCode.ERROR
    return code if isinstance(code, int) else ExitCode.OK


def _interrupted() -> int:
    say("已中断。")
    return ExitCode.INTERRUPTED


def _usage(error: typer.TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        say(error.message)
    else:
        say(f"命令用法有误（{error.format_message()}）。请加 --help 查看用法。")
    return ExitCode.USAGE


if __name__ == "__main__":
    main()
