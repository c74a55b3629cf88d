"""Numbers by which the world knows the work; in a table one column for each sort."""

from collections.abc import Iterable, Iterator
from typing import Any

from documents.models import Entry, Identifier
from documents.records.cells import joined, parted
from documents.records.parts.part import (
    Candidate,
    Change,
    Column,
    Fault,
    Leaves,
    Part,
    Path,
    normal,
    replace,
    unfit,
)
from documents.records.terms import Terms
from wording import sentence as _

NAME = "identifiers"


class Identifiers(Part):
    names = (NAME,)
    models = (Identifier,)

    def related(self) -> Iterable[Any]:
        return [NAME]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {NAME: [{"scheme": r.scheme, "value": r.value} for r in entry.identifiers.all()]}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return [{"scheme": row["scheme"], "value": normal(str(row["value"]))} for row in value]

    def leaves(self, name: str, value: Any) -> Leaves:
        flat: dict[Path, list[str]] = {}
        for row in value:
            flat.setdefault((name, row["scheme"]), []).append(row["value"])
        return {path: sorted(values) for path, values in flat.items()}

    def gather(self, path: Path, value: Any, record: dict[str, Any]) -> None:
        rows = [{"scheme": path[1], "value": each} for each in value]
        record.setdefault(NAME, []).extend(rows)

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        if len(set(value)) < len(value):
            yield path, _("The same identifier stands here twice.")
        for each in value:
            yield from unfit(path, Identifier(scheme=path[1], value=each), "entry")

    def write(self, changes: list[Change], terms: Terms) -> None:
        replace(Identifier, changes, [
            Identifier(entry=each.entry, **row)
            for each in changes
            for row in each.record.get(NAME, ())
        ])  # fmt: skip

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        return [
            Column(scheme, (NAME, scheme), joined, lambda cell: sorted(parted(cell)))
            for scheme in Identifier.Scheme.values
        ]


IDENTIFIERS = Identifiers()
