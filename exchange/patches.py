"""What a row of a file says about one entry, whatever the file's format."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.records.leaves import leaves
from documents.records.parts.part import Column, Leaves, Path
from exchange.readers.draft import Draft, Problem
from exchange.table.cells import LEFT_OUT
from exchange.table.columns import MEANT
from exchange.table.table import Table, letter
from wording import Message, Messages
from wording import sentence as _


@dataclass
class Patch:
    """`given` replaces these parts of the entry, None takes them away; `cells` names where each
    stands in the file."""

    number: int
    name: str
    given: dict[Path, object] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    cells: dict[Path, str] = field(default_factory=dict)

    def cell(self, path: Path) -> str:
        """Return the cell of a part, else that of the part's group, else the row's number."""
        return self.cells.get(path) or self.cells.get(path[:1]) or str(self.number)

    def complain(self, path: Path, message: Message | Messages | str) -> None:
        problem = Problem(self.cell(path), message)
        if problem not in self.problems:
            self.problems.append(problem)

    def onto(self, old: Leaves) -> Leaves:
        """Return the entry as it would be."""
        return {path: v for path, v in {**old, **self.given}.items() if v is not None}


def of_table(table: Table, columns: dict[int, Column]) -> Iterator[Patch]:
    """Read the rows of a table; `columns` says which of its columns hold what."""
    title = next((i for i, column in columns.items() if column.path == ("title",)), None)
    for number, cells in table.rows:
        patch = Patch(number, cells[title] if title is not None else "")
        patch.problems += beyond(table, number, cells)
        for index, column in columns.items():
            read_cell(patch, column, cells[index], f"{letter(index)}{number}")
        yield patch


def beyond(table: Table, number: int, cells: list[str]) -> Iterator[Problem]:
    """Complain of cells beyond the header: a separator that stands in a text has moved the row."""
    for index in range(len(table.header), len(cells)):
        if cells[index]:
            text = _("This cell stands beyond the columns of the header.")
            yield Problem(f"{letter(index)}{number}", text)


def read_cell(patch: Patch, column: Column, text: str, cell: str) -> None:
    if text == LEFT_OUT:
        return
    patch.cells[column.path] = cell
    if column.name in MEANT:
        if text:
            patch.meant[column.name] = text
        return
    try:
        value = column.read(text) if text else None
    except ValueError as error:
        patch.problems.append(Problem(cell, error.args[0]))
        return
    patch.given[column.path] = value if value not in ("", []) else None


def of_drafts(drafts: list[Draft]) -> Iterator[Patch]:
    """Take over what a reader of references gives."""
    for draft in drafts:
        meant = {name: draft.record[name] for name in MEANT if draft.record.get(name)}
        yield Patch(
            draft.number, draft.name, dict(leaves(draft.record)), meant, list(draft.problems)
        )
