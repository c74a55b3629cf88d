"""Where it took place, what it is about, for whom it was written."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from documents.models import Entry, EntryPlace
from documents.records.cells import joined, parted
from documents.records.parts.part import (
    Candidate,
    Change,
    Column,
    Fault,
    Known,
    Leaves,
    Part,
    Path,
    in_order,
    replace,
    twice,
    unfit,
)
from documents.records.terms import Terms, Unknown, not_known
from taxonomy.structure import PLACE
from wording import sentence as _

NAME = "places"
Role = EntryPlace.Role


class Places(Part):
    names = (NAME,)
    models = (EntryPlace,)

    def related(self) -> Iterable[Any]:
        return ["places__place"]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {NAME: [{"code": row.place.code, "role": row.role} for row in entry.places.all()]}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return [row | {"code": terms.now(PLACE, str(row["code"]))} for row in value]

    def leaves(self, name: str, value: Any) -> Leaves:
        return {(name,): in_order(value)}

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        yield from twice(path, value)
        for row in value:
            if not terms.knows(PLACE, row["code"]):
                yield path, not_known(row["code"])
            if row["role"] not in Role.values:
                yield from unfit(path, EntryPlace(role=row["role"]), "entry", "place")

    def write(self, changes: list[Change], terms: Terms) -> None:
        replace(EntryPlace, changes, [
            EntryPlace(entry=each.entry, place_id=terms.concept(PLACE, code), role=role)
            for each in changes
            for code, role in dict.fromkeys(
                (terms.now(PLACE, row["code"]), row["role"]) for row in each.record.get(NAME, ())
            )
        ])  # fmt: skip

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        text = str(_("Several are separated by “; ”."))
        return [Column(NAME, (NAME,), writer(terms), reader(terms), text)]

    def known(self, value: Any, known: Known) -> Any:
        return [row for row in value if (PLACE, row["code"]) not in known.proposed]


PLACES = Places()


def writer(terms: Terms) -> Callable[[list[dict[str, str]]], str]:
    return lambda rows: joined(f"{terms.written(PLACE, r['code'])} @ {r['role']}" for r in rows)


def reader(terms: Terms) -> Callable[[str], list[dict[str, Any]]]:
    return lambda cell: in_order([read(each, terms) for each in parted(cell)])


def read(text: str, terms: Terms) -> dict[str, Any]:
    place, _at, role = text.rpartition(" @ ") if " @ " in text else (text, "", "")
    role = role or Role.TOOK_PLACE_IN.value
    if role not in Role.values:
        raise Unknown(
            _("“%(role)s” is no role of a place; write one of %(roles)s.")
            % {"role": role, "roles": Role.values}
        )
    return {"code": terms.code(PLACE, place), "role": role}
