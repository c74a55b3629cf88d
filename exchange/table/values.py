"""What stands in a cell, read as the value of a record and written so that it reads the same."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import override

from documents.identifier import PREFIX, identifier_of
from documents.models import Entry, EntryPlace, Relation
from documents.records.writing import DATES
from exchange.table.cells import joined, parted
from exchange.table.names import Names, Unknown
from taxonomy.structure import PLACE
from wording import languages
from wording import sentence as _


def year(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) == 4):
        raise ValueError(_("“%(value)s” is no year.") % {"value": cell})
    return int(cell)


def day(cell: str) -> str:
    """20260531 as 2026-05-31; what is no day stays, and the checks say so."""
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        return cell


def chosen(choices: type[TextChoices]) -> Callable[[str], str]:
    """A reader of a choice's value or name, in any language of the interface."""

    def read(cell: str) -> str:
        return named(choices).get(cell.casefold(), cell)

    return read


@cache
def named(choices: type[TextChoices]) -> dict[str, str]:
    found = {}
    for code in languages.codes():
        with override(code):
            found |= {str(each.label).casefold(): each.value for each in choices}
    return found | {value: value for value in choices.values}


READERS = {
    "start": year,
    "end": year,
    "access": chosen(Entry.Access),
    "type": chosen(Entry.CslType),
    **dict.fromkeys(DATES, day),
}


# -- People: “Family, Given” is a person; what is otherwise said so ------------------------------


def write_person(row: dict) -> str:
    ((type_, name),) = row.items()
    return name if read_person(name) == row else f"{type_}: {name}"


def read_person(text: str) -> dict:
    for type_ in ("person", "organisation"):
        if text.startswith(f"{type_}: "):
            return {type_: text.removeprefix(f"{type_}: ").strip()}
    return {"person" if ", " in text else "organisation": text}


# -- Rows with two parts -------------------------------------------------------------------------


def places_writer(names: Names) -> Callable:
    def write(rows: list[dict]) -> str:
        return joined(f"{names.written(PLACE, row['code'])} @ {row['role']}" for row in rows)

    return write


def places_reader(names: Names) -> Callable:
    def read(cell: str) -> list[dict]:
        rows = []
        for each in parted(cell):
            place, _at, role = each.rpartition(" @ ") if " @ " in each else (each, "", "")
            role = role or EntryPlace.Role.TOOK_PLACE_IN.value
            if role not in EntryPlace.Role.values:
                raise Unknown(
                    _("“%(role)s” is no role of a place; write one of %(roles)s.")
                    % {"role": role, "roles": EntryPlace.Role.values}
                )
            rows.append({"code": names.code(PLACE, place), "role": role})
        return sorted(rows, key=lambda row: sorted(row.items()))  # fmt: skip

    return read


def write_links(rows: list[dict]) -> str:
    return joined(f"{row['url']} {row.get('title', '')}".strip() for row in rows)


def read_links(cell: str) -> list[dict]:
    pairs = (each.partition(" ") for each in parted(cell))
    return [{"url": url} | ({"title": title.strip()} if title.strip() else {})
            for url, _space, title in pairs]  # fmt: skip


def identifier(text: str) -> str:
    """`twg-12` as TWG-0012; what is no identifier stays, and the checks say so."""
    number = text.upper().removeprefix(PREFIX)
    return identifier_of(int(number)) if re.fullmatch("[0-9]{1,9}", number) else text


def write_relations(rows: list[dict]) -> str:
    return joined(f"{row['type']} {row['target']}" for row in rows)


def read_relations(cell: str) -> list[dict]:
    rows = [
        dict(zip(("type", "target"), each.split(None, 1), strict=False)) for each in parted(cell)
    ]
    for row in rows:
        if row["type"] not in Relation.Type.values:
            raise Unknown(
                _("“%(type)s” is no relation; write one of %(types)s.")
                % {"type": row["type"], "types": Relation.Type.values}
            )
        if "target" not in row:
            raise Unknown(_("Write the relation and the other entry: documents TWG-0012."))
        row["target"] = identifier(row["target"])
    return sorted(rows, key=lambda row: sorted(row.items()))  # fmt: skip
