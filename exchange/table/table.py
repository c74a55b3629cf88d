"""A table as it stands in a file: its header and its rows of text."""

from collections.abc import Iterable
from dataclasses import dataclass

from exchange.readers import Unreadable
from wording import sentence as _

MOST_ROWS = 20_000
MOST_COLUMNS = 300


@dataclass(frozen=True)
class Table:
    """`rows` holds (number in the file, cells); rows without any text are left out."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def table(lines: Iterable[list[str]]) -> Table:
    """Make a table of lines of cells, the first of them the header. Raises Unreadable."""
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(lines, start=1):
        if not any(cells):
            continue
        if not header:
            header = checked(cells)
            continue
        if len(rows) == MOST_ROWS:
            raise Unreadable(_("The table has more than %(most)d rows.") % {"most": MOST_ROWS})
        rows.append((number, [*cells, *[""] * (len(header) - len(cells))]))
    if not rows:
        raise Unreadable(_("The table has no row below its header."))
    return Table(header, rows)


def checked(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(_("The table has more than %(most)d columns.") % {"most": MOST_COLUMNS})
    twice = sorted({cell for cell in cells if cell and cells.count(cell) > 1})
    if twice:
        raise Unreadable(_("Columns stand twice: %(names)s.") % {"names": twice})
    return cells


def letter(index: int) -> str:
    """Name a column as spreadsheets do: 0 is A, 26 is AA."""
    name = ""
    while index >= 0:
        index, name = index // 26 - 1, chr(ord("A") + index % 26) + name
    return name
