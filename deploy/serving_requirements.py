"""Print what serving needs, from pyproject.toml: all but what only makes the model's graph."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# Imported when the graph is made, which is done while the image is built.
MAKING = frozenset({"torch", "sentence-transformers", "onnx"})


def serving_requirements() -> list[str]:
    """Pinned requirements, PostgreSQL's driver included."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgres"]]
    return [line for line in wanted if re.split(r"[=\[]", line)[0] not in MAKING]


if __name__ == "__main__":
    print("\n".join(serving_requirements()))
