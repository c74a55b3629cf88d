"""The columns of a table of entries: each one's name, the leaf it holds, and how its cells read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from documents.models import Identifier, SectionTemplate
from documents.records import plain
from exchange.leaves import Path
from exchange.table.cells import joined, parted
from exchange.table.names import Names
from exchange.table.values import (
    READERS,
    places_reader,
    places_writer,
    read_links,
    read_person,
    read_relations,
    write_links,
    write_person,
    write_relations,
)
from taxonomy.models import Scheme
from taxonomy.structure import NOT_TAGGED

YEARS = ("start", "end")  # names that say nothing without their group


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
        *(Column(name, (name,), read=READERS.get(name, str)) for name in plain.COLUMNS),
        *translated(languages),
        *grouped(),
        *(people(name) for name in plain.ROLES),
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
        for field in plain.TRANSLATED
    ]


def grouped() -> list[Column]:
    """Citation, period and provenance; a group's own name stands before what is no name alone."""
    return [
        Column(
            f"{group}_{name}" if name in YEARS else name, (group, name),
            read=READERS.get(name, str),
        )
        for group, below in plain.GROUPS.items()
        for name in below
    ]  # fmt: skip


def listed(name: str, path: Path) -> Column:
    return Column(name, path, joined, lambda cell: sorted(parted(cell)))


def coded(names: Names, name: str, path: Path, scheme: str) -> Column:
    return Column(
        name, path, lambda code: names.written(scheme, code), lambda cell: names.code(scheme, cell)
    )


def concepts(names: Names) -> list[Column]:
    codes = Scheme.objects.exclude(code__in=NOT_TAGGED).order_by("position", "code")
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


def people(name: str) -> Column:
    return Column(
        name, (name,), lambda rows: joined(map(write_person, rows)),
        lambda cell: [read_person(each) for each in parted(cell)],
    )  # fmt: skip
