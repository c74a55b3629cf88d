"""What an evaluation says: a table for people, and a file of every query."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.evaluation.comparison import SITE, Comparison
from benchmarks.evaluation.measures import MEASURES, Values, mean

RATIO = "nDCG@10"
NAME, COLUMN = 14, 12  # widths in characters


def table(comparison: Comparison) -> str:
    """A line for each system, then how the site compares with each other one."""
    means = {system: mean(values) for system, values in comparison.values.items()}
    rows = [line(system, map("{:.4f}".format, row.values())) for system, row in means.items()]
    return "\n".join([line("", MEASURES), *rows, "", *ratios(means)])


def line(name: str, cells: Iterable[str]) -> str:
    return f"{name:<{NAME}}" + "".join(f"{cell:>{COLUMN}}" for cell in cells)


def ratios(means: dict[str, Values]) -> list[str]:
    return [
        f"{RATIO}, {SITE} / {system}: {means[SITE][RATIO] / row[RATIO]:.2f}"
        for system, row in means.items()
        if system != SITE and row[RATIO]
    ]


def write_queries(path: Path, comparison: Comparison) -> None:
    """One line for each query and system, with the first ten ids."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        rows.writerow(["query", "text", "system", *MEASURES, "first ten"])
        rows.writerows(query_rows(comparison))


def query_rows(comparison: Comparison) -> Iterator[list[str]]:
    for query in comparison.collection.queries:
        for system, run in comparison.runs.items():
            values = comparison.values[system][query.id].values()
            first = " ".join(run[query.id][:10])
            yield [query.id, query.text, system, *map("{:.4f}".format, values), first]
