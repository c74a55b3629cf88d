"""What an entry is to other entries."""

from collections.abc import Iterable, Iterator
from typing import Any

from documents.identifier import identifier_of, number_of
from documents.models import Entry, Relation
from documents.records.cells import joined, parted
from documents.records.conditions import message_named
from documents.records.parts.part import (
    BATCH,
    Candidate,
    Change,
    Column,
    Fault,
    Known,
    Leaves,
    Part,
    Path,
    in_order,
    keys_of,
    twice,
    unfit,
)
from documents.records.terms import Terms, Unknown
from wording import sentence as _

NAME = "relations"
LONGEST = 30  # characters of a name that stands for nothing, as it is repeated to whoever wrote it


class Relations(Part):
    names = (NAME,)
    models = (Relation,)

    def related(self) -> Iterable[Any]:
        return ["relations__target"]

    def read(self, entry: Entry) -> dict[str, Any]:
        rows = entry.relations.all()
        return {NAME: [{"type": row.type, "target": row.target.identifier} for row in rows]}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return [row | {"target": terms.identifier(str(row["target"]))} for row in value]

    def leaves(self, name: str, value: Any) -> Leaves:
        return {(name,): in_order(value)}

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        yield from twice(path, value)
        for row in value:
            target = row["target"]
            if is_itself(target, candidate):
                yield path, message_named(Relation, "relation_to_another")
            elif not terms.names_entry(target):
                yield path, _("There is no entry “%(name)s”.") % {"name": target[:LONGEST]}
            if row["type"] not in Relation.Type.values:
                yield from unfit(path, Relation(type=row["type"]), "source", "target")

    def write(self, changes: list[Change], terms: Terms) -> None:
        Relation.objects.filter(source__in=keys_of(changes)).delete()
        rows = [
            Relation(source=each.entry, type=row["type"], target_id=terms.entry(row["target"]))
            for each in changes
            for row in each.record.get(NAME, ())
        ]
        Relation.objects.bulk_create(rows, batch_size=BATCH)

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        return [Column(NAME, (NAME,), write, lambda cell: read(cell, terms))]

    def entries(self, value: Any) -> Iterator[str]:
        return (row["target"] for row in value)

    def known(self, value: Any, known: Known) -> Any:
        return [row for row in value if row["target"] in known.entries]


RELATIONS = Relations()


def is_itself(reference: str, candidate: Candidate) -> bool:
    if candidate.key and reference == candidate.key:
        return True
    return candidate.pk is not None and number_of(reference) == candidate.pk


def write(rows: list[dict[str, Any]]) -> str:
    return joined(f"{row['type']} {row['target']}" for row in rows)


def read(cell: str, terms: Terms) -> list[dict[str, Any]]:
    return in_order([read_one(each, terms) for each in parted(cell)])


def read_one(text: str, terms: Terms) -> dict[str, Any]:
    type_, *target = text.split(None, 1)
    if type_ not in Relation.Type.values:
        raise Unknown(
            _("“%(type)s” is no relation; write one of %(types)s.")
            % {"type": type_, "types": Relation.Type.values}
        )
    if not target:
        raise Unknown(_("Write the relation and the other entry: documents TWG-0012."))
    return {"type": type_, "target": terms.identifier(identifier(target[0]))}


def identifier(text: str) -> str:
    """Write `twg-12` as TWG-0012; what is no identifier stays, and the checks say so."""
    number = number_of(text.upper())
    return text if number is None else identifier_of(number)
