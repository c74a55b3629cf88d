"""The years of the results as a small histogram."""

from dataclasses import dataclass
from typing import Any

from documents.search.counts import year_counts
from documents.search.fields import Nothing
from documents.search.filters import EntryFilterSet

HEIGHT = 40  # of the tallest bar, in the units of the drawing
STEP = 10  # from one bar to the next


@dataclass(frozen=True)
class Bar:
    """One year: its entries, and where its bar stands in the drawing."""

    year: int
    count: int
    x: int
    y: int
    height: int
    inside: bool


@dataclass(frozen=True)
class Years:
    year_from: int | None
    year_to: int | None
    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        return len(self.bars) * STEP

    @property
    def first(self) -> int | None:
        return self.bars[0].year if self.bars else None

    @property
    def last(self) -> int | None:
        return self.bars[-1].year if self.bars else None

    @property
    def counted(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.count]


def build_years(asked: EntryFilterSet) -> Years:
    counts = year_counts(asked)
    start, end = (known(asked.asked[name]) for name in ("year_from", "year_to"))
    tallest = max(counts.values(), default=1)
    span = range(min(counts), max(counts) + 1) if counts else ()
    return Years(start, end, tuple(
        bar(year, counts.get(year, 0), index, tallest, (start or 0) <= year <= (end or 9999))
        for index, year in enumerate(span)
    ))  # fmt: skip


def known(value: Any) -> int | None:
    return None if value is Nothing else value


def bar(year: int, count: int, index: int, tallest: int, inside: bool) -> Bar:
    height = max(2, round(HEIGHT * count / tallest)) if count else 0
    return Bar(year, count, index * STEP, HEIGHT - height, height, inside)
