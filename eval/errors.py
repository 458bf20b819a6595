"""What can be wrong with an evaluation's input, each with the way out."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import PolicyError


class EvalError(PolicyError):
    """An evaluation cannot be done."""


class QuestionSetError(EvalError):
    """A question set cannot be read or a line of it has another form than schema.json states."""

    def __init__(self, path: Path, line: int, detail: str) -> None:
        place = f"第{line}行" if line else ""
        super().__init__(
            f"{path}:{line}: {detail}",
            f"题集“{path.name}”{place}不合格式：{detail}。格式见 eval/sets/SCHEMA.md。",
        )
        self.line = line


class UnknownSetError(EvalError):
    """There is no question set of this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"no question set {name!r}",
            f"没有题集“{name}”。可用：{'、'.join(known)}，或一个 .jsonl 文件的路径。",
        )


class RunFolderError(EvalError):
    """A folder holds no run, or a damaged one."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(
            f"run {folder}: {detail}",
            f"“{folder}”中没有可读的评测结果（{detail}）。请先运行 python -m eval run --out 目录。",
        )


class ArticleFileError(EvalError):
    """A corpus or question file of a retrieval benchmark cannot be read."""

    def __init__(self, path: Path, line: int, detail: str) -> None:
        place = f"第{line}行" if line else ""
        super().__init__(
            f"{path}:{line}: {detail}", f"文件“{path.name}”{place}无法读取：{detail}。"
        )


class PeerMissingError(EvalError):
    """A peer's library is not installed."""

    def __init__(self, module: str) -> None:
        super().__init__(
            f"module {module} is not installed",
            f"没有安装对比所需的库“{module}”。请运行 pip install -e '.[peers]'。",
        )


class UnknownRecordError(EvalError):
    """expected.json has no record of this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f"no expected record {name!r}",
            f"eval/expected.json 中没有“{name}”的记录。现有：{'、'.join(known) or '无'}。",
        )


class ServerError(EvalError):
    """A server to be measured does not answer."""

    def __init__(self, url: str, detail: str) -> None:
        super().__init__(
            f"{url}: {detail}", f"服务 {url} 没有正常回答（{detail}）。请先运行 make serve。"
        )
