"""Page: docs/benchmarks.md, written from what each part measured last (docs/benchmarks.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.bench.machine import Machine
from eval.bench.plot import write_plot

DOCS = Path(__file__).parent.parent.parent / "docs"
RECORD, PAGE, PLOTS = "benchmarks.json", "benchmarks.md", "benchmarks"

_TITLES = {
    "embed": "Embedding",
    "setup": "Setting up the shipped corpus",
    "index": "Index by size",
    "load": "Users at once",
    "start": "Start",
}
_NOTES = {
    "embed": "All runtimes in one run, over the same passages and questions. Cosines are to the "
    "first row's vectors; recall@10 is that of the vectors alone (no words, no ranking), with its "
    "95 % interval. A question is embedded alone, and nothing is remembered. Processor "
    "time is of all cores together; other work on the machine lengthens times, but hardly this.",
    "setup": "Every window of the shipped corpus, wordings included, embedded by the product.",
    "index": "Up to 58,860 clauses these are STARD's articles, beyond that they are repeated with "
    "vectors turned to a cosine of about .89 and the same postings. `build` is from vectors and "
    "postings at hand to a whole store; `open` includes the check of the files (digests of a flat "
    "store, sizes of a large one; the files had just been written and lay in the page cache); a "
    "search is the retriever's whole search for 100 clauses, its question embedded before; its "
    "`cpu` is the mean processor time of all cores together, in milliseconds too. Recall is the "
    "share of the 100 windows nearest by exact cosines that the index hands over to be compared. "
    "Memory leaves out mapped pages, which the system takes back when it needs them; resident "
    "counts those that were read.",
    "load": "POST /v1/ask on `policy-assistant serve`, each question asked once, nothing "
    "remembered; clients and server share the machine. `loop` is the 99th percentile of GET "
    "/healthz meanwhile, which the event loop answers itself.",
    "start": "Seconds from `policy-assistant serve` to the first 200; store, graph and the tables "
    "of the records at hand.",
}
_Row = Mapping[str, Any]


def record(part: str, machine: Machine, rows: Sequence[Any], docs: Path = DOCS) -> None:
    """Keep what a part measured and write the page anew."""
    file = docs / RECORD
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept[part] = {
        "machine": asdict(machine),
        "rows": [row if isinstance(row, Mapping) else asdict(row) for row in rows],
    }
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if "index" in kept:
        _plot_sizes(kept["index"]["rows"], docs / PLOTS)
    (docs / PAGE).write_text(page(kept), encoding="utf-8")


def page(kept: Mapping[str, Any]) -> str:
    """The page as Markdown."""
    parts = [
        "# Benchmarks",
        "Written by `python -m eval bench`; do not edit. Figures hold for the machine named at "
        "each part. The load average before a run is told: with more than the number of cores "
        "other work was running and the times are too long.",
    ]
    for part, title in _TITLES.items():
        if part not in kept:
            continue
        machine, rows = kept[part]["machine"], kept[part]["rows"]
        parts += [f"## {title}", _NOTES[part], _machine_line(machine), _table(rows)]
        if part == "index":
            parts += [
                f"![Time of a search]({PLOTS}/search.svg)",
                f"![Size and memory]({PLOTS}/size.svg)",
            ]
    return "\n\n".join(parts) + "\n"


def _machine_line(machine: _Row) -> str:
    has = ", ".join(machine["instructions"]) or "no vector instructions of note"
    return (
        f"{machine['processor']}, {machine['cores']} cores ({has}), {machine['memory_gib']} GiB; "
        f"Python {machine['python']}; commit {machine['commit']}; {machine['date']}; "
        f"load before {machine['load']}."
    )


def _table(rows: Sequence[_Row]) -> str:
    flat = [_flat(row) for row in rows]
    names = list(dict.fromkeys(name for row in flat for name in row))
    lines = [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]
    lines += [f"| {' | '.join(row.get(name, '–') for name in names)} |" for row in flat]
    return "\n".join(lines)


def _flat(row: _Row) -> dict[str, str]:
    """Column names and cells; a measure is one cell with its interval."""
    cells: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            for task, measure in value.items():
                cells[f"{name}: {task}"] = (
                    f"{measure['value']:.3f} [{measure['low']:.3f}, {measure['high']:.3f}]"
                )
        elif value is None:
            cells[name.replace("_", " ")] = "exact"
        elif isinstance(value, int) and not isinstance(value, bool):
            cells[name.replace("_", " ")] = f"{value:,}"
        else:
            cells[name.replace("_", " ")] = str(value)
    return cells


def _plot_sizes(rows: Sequence[_Row], folder: Path) -> None:
    def line(name: str) -> list[tuple[float, float]]:
        return [(row["clauses"], row[name]) for row in rows]

    write_plot(
        folder / "search.svg",
        "Search, milliseconds",
        "clauses",
        {"p50": line("search_p50"), "p95": line("search_p95")},
    )
    write_plot(
        folder / "size.svg",
        "Size, MiB",
        "clauses",
        {
            "on disk": line("disk_mib"),
            "memory": line("memory_mib"),
            "resident": line("resident_mib"),
        },
    )
