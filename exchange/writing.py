"""Many entries written at once: columns first, then each sort of related row for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.identifier import number_in
from documents.models import (
    Agent,
    Contribution,
    Entry,
    EntryPlace,
    Identifier,
    Kind,
    Link,
    Relation,
    Section,
    SectionTemplate,
    Translation,
)
from documents.records import plain
from documents.records.writing import columns
from exchange.leaves import Path
from taxonomy.models import Concept, Place
from taxonomy.structure import FINDING_SCHEMES

COLUMNS = [*plain.COLUMNS, *(c for names in plain.GROUPS.values() for c in names.values())]
Tag = Entry.concepts.through


@dataclass
class Change:
    """An entry, the record that it becomes, and the parts that differ; a new entry has no key."""

    entry: Entry
    record: dict
    paths: set[Path]

    def touches(self, *groups: str) -> bool:
        return any(path[0] in groups for path in self.paths)


def write(changes: list[Change]) -> None:
    """Create what is new, change what differs; the caller records and projects."""
    kinds = {kind.code: kind for kind in Kind.objects.all()}
    for change in changes:
        fill(change, kinds)
    there = [change.entry for change in changes if change.entry.pk]
    Entry.objects.bulk_create([change.entry for change in changes if not change.entry.pk])
    update(there)
    for writer in WRITERS:
        writer(changes)


def update(entries: list[Entry]) -> None:
    """Many rows in one statement: each is there already, so that what conflicts is updated."""
    if entries:
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["pk"],
            update_fields=[*COLUMNS, "changed_at"],
        )  # fmt: skip


def fill(change: Change, kinds: dict[str, Kind]) -> None:
    change.entry.kind = kinds[change.record["kind"]]
    if change.entry.pk is None:
        change.entry.import_key = change.record.get("key")
    for name, value in columns(change.record).items():
        setattr(change.entry, name, value)


def touched(changes: list[Change], *groups: str) -> list[Change]:
    return [change for change in changes if change.touches(*groups)]


def replace(model, changes: list[Change], rows: Iterable, **of) -> None:
    """These rows instead of those that the entries had."""
    model.objects.filter(entry__in=[change.entry.pk for change in changes], **of).delete()
    model.objects.bulk_create(rows, batch_size=2000)


def write_translations(changes: list[Change]) -> None:
    changes = touched(changes, "translations")
    replace(Translation, changes, [
        Translation(entry=each.entry, language=language, **texts)
        for each in changes
        for language, texts in each.record.get("translations", {}).items()
    ])  # fmt: skip


def write_contributions(changes: list[Change]) -> None:
    agents = Agents(changes)
    for name, role in plain.ROLES.items():
        found = touched(changes, name)
        rows = [
            Contribution(entry=each.entry, agent_id=agents[who], role=role, position=position)
            for each in found
            for position, who in enumerate(each.record.get(name, ()))
        ]
        replace(Contribution, found, rows, role=role)


class Agents:
    """The people and organisations that changes name, made where they are missing."""

    def __init__(self, changes: list[Change]):
        named = {
            pair
            for change in touched(changes, *plain.ROLES)
            for role in plain.ROLES
            for who in change.record.get(role, ())
            for pair in who.items()
        }
        self.keys = self.known({name for _type, name in named})
        missing = [Agent(type=t, name=n) for t, n in sorted(named - set(self.keys))]
        Agent.objects.bulk_create(missing, ignore_conflicts=True)  # somebody may have been quicker
        self.keys |= self.known({agent.name for agent in missing})

    @staticmethod
    def known(names: set[str]) -> dict[tuple[str, str], int]:
        rows = Agent.objects.filter(name__in=names).values_list("type", "name", "pk")
        return {(type_, name): pk for type_, name, pk in rows}

    def __getitem__(self, who: dict) -> int:
        ((type_, name),) = who.items()
        return self.keys[type_, name]


def write_identifiers(changes: list[Change]) -> None:
    changes = touched(changes, "identifiers")
    replace(Identifier, changes, [
        Identifier(entry=each.entry, scheme=row["scheme"], value=row["value"])
        for each in changes
        for row in each.record.get("identifiers", ())
    ])  # fmt: skip


def write_concepts(changes: list[Change]) -> None:
    """The tags of every scheme but those of findings, which are not tags."""
    changes = touched(changes, "concepts")
    keys = {(c.scheme.code, c.code): c.pk for c in Concept.objects.select_related("scheme")}
    own = Tag.objects.filter(entry__in=[each.entry.pk for each in changes])
    own.exclude(concept__scheme__code__in=FINDING_SCHEMES).delete()
    Tag.objects.bulk_create(
        [
            Tag(entry_id=each.entry.pk, concept_id=keys[scheme, code])
            for each in changes
            for scheme, codes in each.record.get("concepts", {}).items()
            if scheme not in FINDING_SCHEMES
            for code in codes
        ],
        batch_size=5000,
    )


def write_places(changes: list[Change]) -> None:
    changes = touched(changes, "places")
    keys = dict(Place.objects.values_list("code", "pk")) if changes else {}
    replace(EntryPlace, changes, [
        EntryPlace(entry=each.entry, place_id=keys[row["code"]], role=row["role"])
        for each in changes
        for row in each.record.get("places", ())
    ])  # fmt: skip


def write_sections(changes: list[Change]) -> None:
    changes = touched(changes, "sections")
    templates = {(t.kind_id, t.key): t for t in SectionTemplate.objects.all()} if changes else {}
    replace(Section, changes, [
        Section(entry=each.entry, template=templates[each.entry.kind_id, key], text=text)
        for each in changes
        for key, text in each.record.get("sections", {}).items()
    ])  # fmt: skip


def write_links(changes: list[Change]) -> None:
    """An address that stays keeps what is known of it."""
    changes = touched(changes, "links")
    own = Link.objects.filter(entry__in=[each.entry.pk for each in changes])
    checked = {(link.entry_id, link.url): link for link in own}
    rows = [
        renewed(checked.get((each.entry.pk, row["url"])), each.entry, row)
        for each in changes
        for row in each.record.get("links", ())
    ]
    replace(Link, changes, rows)


def renewed(old: Link | None, entry: Entry, row: dict) -> Link:
    link = old or Link(entry=entry, url=row["url"])
    link.pk, link.title = None, row.get("title", "")
    return link


def write_relations(changes: list[Change]) -> None:
    changes = touched(changes, "relations")
    sources = [each.entry.pk for each in changes]
    Relation.objects.filter(source__in=sources).delete()
    Relation.objects.bulk_create([
        Relation(source=each.entry, type=row["type"], target_id=number_in(row["target"]))
        for each in changes
        for row in each.record.get("relations", ())
    ])  # fmt: skip


WRITERS = [
    write_translations,
    write_contributions,
    write_identifiers,
    write_concepts,
    write_places,
    write_sections,
    write_links,
    write_relations,
]
