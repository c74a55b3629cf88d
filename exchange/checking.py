"""What is wrong with an entry that is yet to be written, found without asking the database."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from documents.models import Entry, Identifier, Kind, Link, Section, Translation
from documents.records import plain
from documents.records.writing import DATES, columns
from exchange.leaves import Leaves, Path, record
from exchange.matching import LONGEST, number_of
from exchange.table.names import Names, Unknown
from taxonomy.structure import PLACE
from wording import Message, Messages
from wording import sentence as _

OUTSIDE = ("kind", "entered_by", "replacement", "issued_year", "concepts")
COLUMN_PATHS = {
    **{name: (name,) for name in plain.COLUMNS},
    **{
        column: (group, name)
        for group, names in plain.GROUPS.items()
        for name, column in names.items()
    },
}
Fault = tuple[Path, Message | str]


class Checker:
    """Knows the vocabularies, kinds and entries that rows may name."""

    def __init__(self, names: Names):
        self.names = names
        kinds = Kind.objects.prefetch_related("section_templates")
        self.sections = {
            kind.code: {each.key for each in kind.section_templates.all()} for kind in kinds
        }
        self.entries = set(Entry.objects.values_list("pk", flat=True))

    def faults(self, new: Leaves) -> Iterator[Fault]:
        """(part, what is wrong with it) of a whole entry."""
        yield from self.kind(new)
        yield from self.own(new)
        yield from self.together(new)
        for path, value in new.items():
            yield from CHECKS.get(path[0], nothing)(self, path, value, new)

    def kind(self, new: Leaves) -> Iterator[Fault]:
        if new.get(("kind",)) not in self.sections:
            yield ("kind",), _("A new entry needs its kind.")
        if not new.get(("title",)):
            yield ("title",), _("An entry needs its title.")

    def own(self, new: Leaves) -> Iterator[Fault]:
        """The entry's own columns, as its model describes them."""
        try:
            entry = Entry(**columns(record(new)))
            entry.clean_fields(exclude=OUTSIDE)
        except ValidationError as error:
            for column, errors in error.error_dict.items():
                for message in Messages.of(errors):
                    yield COLUMN_PATHS.get(column, (column,)), message
        except ValueError:
            yield from self.days(new)

    def days(self, new: Leaves) -> Iterator[Fault]:
        for column in sorted(DATES):
            path = COLUMN_PATHS[column]
            try:
                columns(record({path: new[path]} if path in new else {}))
            except ValueError:
                text = _("“%(value)s” is no day; write it as 2026-05-31.")
                yield path, text % {"value": new[path]}

    def together(self, new: Leaves) -> Iterator[Fault]:
        """What the entry's constraints say of two columns."""
        embargoed = new.get(("access",)) == Entry.Access.EMBARGOED
        if embargoed != ((("embargo_until",)) in new):
            yield (
                ("embargo_until",),
                _("An embargo needs its date, and a date needs the access “embargoed”."),
            )
        start, end = (new.get(("period", name)) for name in ("start", "end"))
        if start and end and end < start:
            yield ("period", "end"), _("The period ends before it starts.")

    def concepts(self, path: Path, codes: list[str], new: Leaves) -> Iterator[Fault]:
        known = self.names.codes.get(path[1], {})
        for code in codes:
            if code not in known:
                yield path, _("“%(name)s” is not known in this vocabulary.") % {"name": code}

    def places(self, path: Path, rows: list[dict], new: Leaves) -> Iterator[Fault]:
        yield from twice(path, rows)
        for row in rows:
            try:
                self.names.code(PLACE, row["code"])
            except Unknown as unknown:
                yield path, unknown.args[0]

    def section(self, path: Path, text: str, new: Leaves) -> Iterator[Fault]:
        kind = new.get(("kind",))
        if path[1] not in self.sections.get(kind, set()):
            yield path, _("Entries of this kind have no such section.")
        yield from cleaned(path, Section(text=text), ["entry", "template"])

    def identifiers(self, path: Path, values: list[str], new: Leaves) -> Iterator[Fault]:
        if len(set(values)) < len(values):
            yield path, _("The same identifier stands here twice.")
        for value in values:
            row = Identifier(scheme=path[1], value=value)
            yield from cleaned(path, row, ["entry"], row.clean)

    def links(self, path: Path, rows: list[dict], new: Leaves) -> Iterator[Fault]:
        if len({row["url"] for row in rows}) < len(rows):
            yield path, _("The same address stands here twice.")
        for row in rows:
            yield from cleaned(path, Link(url=row["url"], title=row.get("title", "")), ["entry"])

    def translation(self, path: Path, text: str, new: Leaves) -> Iterator[Fault]:
        row = Translation(language=path[1], **{path[2]: text})
        yield from cleaned(path, row, ["entry"])

    def people(self, path: Path, rows: list[dict], new: Leaves) -> Iterator[Fault]:
        for row in rows:
            ((_type, name),) = row.items()
            if len(name) > LONGEST_NAME:
                yield path, _("The name “%(name)s…” is too long.") % {"name": name[:30]}
        yield from twice(path, rows)

    def relations(self, path: Path, rows: list[dict], new: Leaves) -> Iterator[Fault]:
        yield from twice(path, rows)
        for row in rows:
            if number_of(row["target"]) not in self.entries:
                yield path, _("There is no entry “%(name)s”.") % {"name": row["target"][:LONGEST]}


LONGEST_NAME = 300


def twice(path: Path, rows: list[dict]) -> Iterator[Fault]:
    if len({tuple(sorted(row.items())) for row in rows}) < len(rows):
        yield path, _("The same stands here twice.")


def nothing(checker: Checker, path: Path, value, new: Leaves) -> Iterator[Fault]:
    yield from ()


def cleaned(path: Path, row, exclude: list[str], *more) -> Iterator[Fault]:
    """What the fields of a related row, and further checks of it, say."""
    for check in (lambda: row.clean_fields(exclude=exclude), *more):
        try:
            check()
        except ValidationError as error:
            for message in Messages.of(error):
                yield path, message


CHECKS = {
    "concepts": Checker.concepts,
    "places": Checker.places,
    "sections": Checker.section,
    "identifiers": Checker.identifiers,
    "links": Checker.links,
    "translations": Checker.translation,
    "relations": Checker.relations,
    **dict.fromkeys(plain.ROLES, Checker.people),
}
