"""Plain records (see documents/records.py) into entries: one path for every source of records.

A record is refused as a whole, with every problem named, or written as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.evidence.importing import write_evidence
from documents.history import actions
from documents.identifier import PREFIX, number_in
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
    Translation,
)
from documents.records.plain import COLUMNS, GROUPS, ROLES, TRANSLATED
from taxonomy.models import Concept, Place
from taxonomy.structure import FINDING_SCHEMES, KIND, PLACE
from wording import Message
from wording import sentence as _

DATES = {"embargo_until", "verified_on", "review_due", "found_on"}
RELATED = {"translations", "identifiers", "concepts", "places", "sections", "links", "relations"}
KNOWN = {"key", "identifier", "kind", "state", "evidence", *COLUMNS, *GROUPS, *ROLES, *RELATED}


def import_records(records: Iterable[dict], actor=None, update: bool = False) -> Counter:
    """Write records that are new (by their key), and with `update` those that differ too.

    Relations are written last, so that records may refer to one another in any order. Raises
    ValidationError with a message for each refused record, and then writes none.
    """
    importing, problems = Importing(actor, update), []
    with transaction.atomic():
        for record in records:
            try:
                importing.write(record)
            except ValidationError as error:
                problems += [f"{record.get('key', '?')}: {text}" for text in error.messages]
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                problems.append(f"{name_of(record)}: {malformed(error)}")
        problems += importing.relate()
        if problems:
            raise ValidationError(problems)
        importing.finish()
    return importing.counts


class Importing:
    """One run over a set of records."""

    def __init__(self, actor=None, update: bool = False):
        self.actor, self.update = actor, update
        self.counts: Counter = Counter()
        self.written: list[tuple[Entry, dict]] = []
        self.existing = dict(Entry.objects.exclude(import_key=None).values_list("import_key", "pk"))
        self.kinds = {kind.code: kind for kind in Kind.objects.all()}

    def write(self, record: dict) -> None:
        """Create or update one entry, without its relations."""
        known = self.existing.get(record.get("key"))
        if known and (not self.update or Entry.objects.get(pk=known).is_withdrawn):
            self.counts["kept"] += 1
            return
        with transaction.atomic():
            entry = Entry.objects.get(pk=known) if known else Entry()
            write_entry(entry, record, self.kinds)
        self.existing[entry.import_key] = entry.pk
        self.written.append((entry, record))
        self.counts["updated" if known else "created"] += 1

    def relate(self) -> list[str]:
        """Write what refers to other entries; a message for each that leads nowhere."""
        return [
            f"{name_of(record)}: {problem}"
            for entry, record in self.written
            for problem in (
                *self.write_relations(entry, record.get("relations", ())),
                *write_evidence(entry, record, self.resolve),
            )
        ]

    def write_relations(self, entry: Entry, relations: Iterable[dict]) -> Iterator[str]:
        entry.relations.all().delete()
        for each in relations:
            target = self.resolve(str(each.get("target", "")))
            if target is None:
                yield unknown("target", each.get("target"))
                continue
            yield from save(Relation(source=entry, type=each.get("type"), target_id=target))

    def resolve(self, reference: str) -> int | None:
        """The entry meant by the key of a record or by a permanent identifier."""
        if reference in self.existing:
            return self.existing[reference]
        if reference.startswith(PREFIX) and reference.removeprefix(PREFIX).isdigit():
            return (
                Entry.objects.filter(pk=number_in(reference)).values_list("pk", flat=True).first()
            )
        return None

    def finish(self) -> None:
        """Record what was done and publish what asks for it; the search learns of all at once."""
        for entry, record in self.written:
            if record.get("state") == Entry.State.PUBLISHED and not entry.is_published:
                actions.publish(entry, self.actor, note=_("Imported"))
            else:
                actions.entry_saved(entry, self.actor, note=_("Imported"))


def name_of(record) -> str:
    return str(record.get("key", "?")) if isinstance(record, dict) else "?"


def malformed(error: Exception) -> Message:
    """What to say of a record whose parts do not have the form of documents/records.py."""
    return _("not in the expected form: %(what)s") % {"what": f"{type(error).__name__} {error}"}


def unknown(what: str, value) -> Message:
    return _("%(what)s: “%(value)s” is not known.") % {"what": what, "value": str(value)}


def write_entry(entry: Entry, record: dict, kinds: dict[str, Kind]) -> None:
    """Fill and save an entry and its related rows; raises ValidationError naming each problem."""
    strangers = sorted(set(record) - KNOWN)
    problems = [unknown("field", name) for name in strangers]
    if record.get("kind") not in kinds:
        raise ValidationError([*problems, unknown(KIND, record.get("kind"))])
    entry.kind = kinds[record["kind"]]
    entry.import_key = record.get("key")
    for name, value in columns(record).items():
        setattr(entry, name, value)
    entry.full_clean()
    entry.save()
    problems += [problem for write in RELATED_WRITERS for problem in write(entry, record)]
    if problems:
        raise ValidationError(problems)


def columns(record: dict) -> dict:
    """Column -> value; what the record leaves out goes back to the column's default."""
    named = {name: record.get(name) for name in COLUMNS}
    for group, names in GROUPS.items():
        values = record.get(group, {})
        named |= {column: values.get(name) for name, column in names.items()}
    return {name: column_value(name, value) for name, value in named.items()}


def column_value(name: str, value):
    if value is None:
        return Entry._meta.get_field(name).get_default()
    if name in DATES and isinstance(value, str):
        return date.fromisoformat(value)
    return value


# -- Related rows: each writer replaces the entry's rows and yields its problems ----------------


def write_translations(entry: Entry, record: dict):
    entry.translations.all().delete()
    for language, texts in record.get("translations", {}).items():
        texts = {name: texts.get(name, "") for name in TRANSLATED}
        yield from save(Translation(entry=entry, language=language, **texts))


def write_contributions(entry: Entry, record: dict):
    entry.contributions.all().delete()
    for name, role in ROLES.items():
        for position, who in enumerate(record.get(name, ())):
            agent = find_agent(who)
            yield from save(Contribution(entry=entry, agent=agent, role=role, position=position))


def find_agent(who: dict) -> Agent:
    """The agent of `{"person": "Family, Given"}` or `{"organisation": "Name"}`."""
    type_ = Agent.Type.PERSON if "person" in who else Agent.Type.ORGANISATION
    agent, _created = Agent.objects.get_or_create(
        type=type_, name=who[type_], defaults={"acronym": who.get("acronym", "")}
    )
    return agent


def write_identifiers(entry: Entry, record: dict):
    entry.identifiers.all().delete()
    for each in record.get("identifiers", ()):
        yield from save(Identifier(entry=entry, scheme=each["scheme"], value=each["value"]))


def write_concepts(entry: Entry, record: dict):
    asked = {
        (scheme, str(code))
        for scheme, codes in record.get("concepts", {}).items()
        for code in codes
    }
    concepts = Concept.objects.exclude(scheme__code__in=FINDING_SCHEMES)
    concepts = concepts.select_related("scheme", "successor")
    found = {
        (concept.scheme.code, concept.code): concept.successor or concept
        for concept in concepts.filter(code__in=[code for _scheme, code in asked])
    }
    entry.concepts.set(found[pair] for pair in asked if pair in found)
    return [unknown(scheme, code) for scheme, code in sorted(asked) if (scheme, code) not in found]


def write_places(entry: Entry, record: dict):
    entry.places.all().delete()
    asked = record.get("places", ())
    known = {
        place.code: place for place in Place.objects.filter(code__in=[p["code"] for p in asked])
    }
    for each in asked:
        if each["code"] not in known:
            yield unknown(PLACE, each["code"])
            continue
        yield from save(EntryPlace(entry=entry, place=known[each["code"]], role=each["role"]))


def write_sections(entry: Entry, record: dict):
    entry.sections.all().delete()
    templates = {template.key: template for template in entry.kind.section_templates.all()}
    for key, text in record.get("sections", {}).items():
        if key not in templates:
            yield unknown("section", key)
            continue
        yield from save(Section(entry=entry, template=templates[key], text=text.strip()))


def write_links(entry: Entry, record: dict):
    entry.links.all().delete()
    for each in record.get("links", ()):
        yield from save(Link(entry=entry, url=each["url"], title=each.get("title", "")))


def save(row):
    """Save a related row; yields what is wrong with it instead."""
    try:
        row.full_clean()
        row.save()
    except ValidationError as error:
        yield f"{row._meta.verbose_name}: {' '.join(error.messages)}"


RELATED_WRITERS = [
    write_translations,
    write_contributions,
    write_identifiers,
    write_concepts,
    write_places,
    write_sections,
    write_links,
]
