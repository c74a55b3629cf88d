"""The columns of a table of entries: each one's name, the leaf it holds, and how its cells read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents import records
from documents.evidence.outcomes import FINDING_SCHEMES
from documents.models import EntryPlace, Identifier, Relation, SectionTemplate
from exchange.leaves import Path
from exchange.table.cells import joined, parted
from exchange.table.names import Names, Unknown
from taxonomy.models import Scheme

YEARS = ("start", "end")
NOT_A_COLUMN = ("kind", "place", *FINDING_SCHEMES)  # schemes that an entry carries otherwise


@dataclass(frozen=True)
class Column:
    """`write` makes a cell of a leaf's value, `read` a value of a cell (ValueError: says why)."""

    name: str
    path: Path
    write: Callable[[object], str] = str
    read: Callable[[str], object] = str


def columns(names: Names, languages: Iterable[str]) -> list[Column]:
    """Every column there is, translations into these languages among them."""
    return [
        Column("identifier", ("identifier",)),
        Column("key", ("key",)),
        coded(names, "kind", ("kind",), "kind"),
        *(Column(name, (name,)) for name in records.COLUMNS),
        *translated(languages),
        *grouped(),
        *(people(name) for name in records.ROLES),
        *(listed(scheme.value, ("identifiers", scheme.value)) for scheme in Identifier.Scheme),
        *concepts(names),
        Column("places", ("places",), places_writer(names), places_reader(names)),
        Column("links", ("links",), write_links, read_links),
        Column("relations", ("relations",), write_relations, read_relations),
        *sections(),
    ]


def translated(languages: Iterable[str]) -> list[Column]:
    return [
        Column(f"{field}_{language}", ("translations", language, field))
        for language in languages
        for field in records.TRANSLATED
    ]


def grouped() -> list[Column]:
    """Citation, period and provenance; a group's own name stands before what is no name alone."""
    return [
        Column(
            f"{group}_{name}" if name in YEARS else name, (group, name),
            read=year if name in YEARS else str,
        )
        for group, below in records.GROUPS.items()
        for name in below
    ]  # fmt: skip


def year(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) == 4):
        raise ValueError(_("“%(value)s” is no year.") % {"value": cell})
    return int(cell)


def listed(name: str, path: Path) -> Column:
    return Column(name, path, joined, lambda cell: sorted(parted(cell)))


def coded(names: Names, name: str, path: Path, scheme: str) -> Column:
    return Column(
        name, path, lambda code: names.written(scheme, code), lambda cell: names.code(scheme, cell)
    )


def concepts(names: Names) -> list[Column]:
    codes = Scheme.objects.exclude(code__in=NOT_A_COLUMN).order_by("position", "code")
    return [concept_column(names, code) for code in codes.values_list("code", flat=True)]


def concept_column(names: Names, scheme: str) -> Column:
    return Column(
        scheme, ("concepts", scheme),
        lambda codes: joined(names.written(scheme, code) for code in codes),
        lambda cell: sorted({names.code(scheme, each) for each in parted(cell)}),
    )  # fmt: skip


def sections() -> list[Column]:
    keys = SectionTemplate.objects.values_list("key", flat=True).distinct().order_by("key")
    return [Column(f"section:{key}", ("sections", key)) for key in keys]


# -- People: “Family, Given” is a person; what is otherwise said so ------------------------------


def people(name: str) -> Column:
    return Column(
        name, (name,), lambda rows: joined(map(write_person, rows)),
        lambda cell: [read_person(each) for each in parted(cell)],
    )  # fmt: skip


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
        return joined(f"{names.written('place', row['code'])} @ {row['role']}" for row in rows)

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
                    % {"role": role, "roles": ", ".join(EntryPlace.Role.values)}
                )
            rows.append({"code": names.code("place", place), "role": role})
        return sorted(rows, key=lambda row: sorted(row.items()))  # fmt: skip

    return read


def write_links(rows: list[dict]) -> str:
    return joined(f"{row['url']} {row.get('title', '')}".strip() for row in rows)


def read_links(cell: str) -> list[dict]:
    pairs = (each.partition(" ") for each in parted(cell))
    return [{"url": url} | ({"title": title.strip()} if title.strip() else {})
            for url, _space, title in pairs]  # fmt: skip


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
                % {"type": row["type"], "types": ", ".join(Relation.Type.values)}
            )
        if "target" not in row:
            raise Unknown(_("Write the relation and the other entry: documents TWG-0012."))
    return sorted(rows, key=lambda row: sorted(row.items()))  # fmt: skip
