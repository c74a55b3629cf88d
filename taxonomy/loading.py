"""Vocabularies from data files into the database; what organizers edited stays as they left it.

A concept that is missing is created. One that differs from its file is left alone unless
`update` is asked for, so that starting the site anew never undoes an organizer's work.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml
from django.db import models, transaction

from taxonomy import actions, hierarchy
from taxonomy.localized import LocalizedText
from taxonomy.models import Concept, Label, Place, Scheme
from taxonomy.structure import PLACE
from wording import languages

DATA_DIR = Path(__file__).parent / "data"


@dataclass(frozen=True)
class ConceptRecord:
    """One concept as its file states it; `labels` are (language, kind, text)."""

    code: str
    position: int
    labels: frozenset[tuple[str, str, str]]
    broader: tuple[str, ...] = ()
    definition: dict[str, Any] = field(default_factory=dict, hash=False)
    scope_note: dict[str, Any] = field(default_factory=dict, hash=False)
    source: str = ""
    place: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "definition": LocalizedText(self.definition),
            "scope_note": LocalizedText(self.scope_note),
            "source": self.source,
        }


# -- Reading ---------------------------------------------------------------------------------


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def scheme_files() -> Iterator[dict[str, Any]]:
    return (read_yaml(path) for path in sorted((DATA_DIR / "schemes").glob("*.yaml")))


def concept_record(position: int, plain: dict[str, Any]) -> ConceptRecord:
    """Read one concept of a scheme's file."""
    return ConceptRecord(
        code=str(plain["code"]),
        position=position,
        labels=frozenset(read_labels(plain["label"], plain.get("alt", {}))),
        broader=tuple(str(code) for code in plain.get("broader", ())),
        definition=plain.get("definition", {}),
        scope_note=plain.get("scope_note", {}),
        source=plain.get("source", ""),
    )


def read_labels(
    preferred: dict[str, Any], alternative: dict[str, Any]
) -> Iterator[tuple[str, str, str]]:
    for language, text in preferred.items():
        yield language, Label.Kind.PREFERRED.value, text
    for language, texts in alternative.items():
        for text in set(texts) - {preferred.get(language)}:
            yield language, Label.Kind.ALTERNATIVE.value, text


def place_records() -> Iterator[ConceptRecord]:
    for level in ("regions", "countries", "cities"):
        with (DATA_DIR / "places" / f"{level}.csv").open(encoding="utf-8", newline="") as lines:
            for position, row in enumerate(csv.DictReader(lines)):
                yield place_record(level, position, row)


LEVELS = {
    "regions": Place.Level.REGION,
    "countries": Place.Level.COUNTRY,
    "cities": Place.Level.CITY,
}


def place_record(level: str, position: int, row: dict[str, Any]) -> ConceptRecord:
    """Read one line of a places file; cities have names only where they are known."""
    preferred = {code: row[code] for code in languages.codes() if row.get(code)}
    others = [name for name in row.get("alt", "").split("|") if name]
    others = [name for name in others if name not in preferred.values()]
    return ConceptRecord(
        code=row["code"],
        position=position,
        labels=frozenset(read_labels(preferred, {"und": others})),
        broader=(row["broader"],) if row["broader"] else (),
        source="GeoNames" if level == "cities" else "UN M49",
        place={
            "level": LEVELS[level],
            "latitude": row.get("latitude") or None,
            "longitude": row.get("longitude") or None,
            "geonames_id": row.get("geonames_id") or None,
        },
    )


# -- Writing ---------------------------------------------------------------------------------


@transaction.atomic
def load_all(update: bool = False) -> Counter[str]:
    """Load every file of taxonomy/data; counts of what was created, updated and kept."""
    counts: Counter[str] = Counter()
    for plain in scheme_files():
        scheme = load_scheme(plain, update, counts)
        records = [concept_record(n, each) for n, each in enumerate(plain.get("concepts") or [])]
        load_concepts(scheme, records, update, counts)
    load_concepts(Scheme.objects.get(code=PLACE), list(place_records()), update, counts)
    return counts


def load_scheme(plain: dict[str, Any], update: bool, counts: Counter[str]) -> Scheme:
    columns = scheme_columns(plain)
    write = Scheme.objects.update_or_create if update else Scheme.objects.get_or_create
    scheme, created = write(code=plain["scheme"], defaults=columns)
    counts["vocabularies created"] += created
    return scheme


def default_of(column: str) -> object:
    return cast("models.Field[Any, Any]", Scheme._meta.get_field(column)).get_default()


def scheme_columns(plain: dict[str, Any]) -> dict[str, Any]:
    """Map columns to values of a scheme's file; what it does not say is as the model has it."""
    question = plain.get("question", {})
    said = {
        "source": plain.get("source"),
        "is_facet": plain.get("facet"),
        "is_subject": plain.get("subject"),
        "is_standard": plain.get("standard"),
        "is_sorted_by_name": plain.get("sorted_by_name"),
        "shows_gaps": plain.get("shows_gaps"),
        "question_position": question.get("position"),
        "position": plain["position"],
    }
    texts = {
        "title": plain["title"],
        "description": plain.get("description", {}),
        "door": plain.get("door", {}),
        "question": question.get("text", {}),
        "question_short": question.get("short", {}),
    }
    return {
        **{name: LocalizedText(text) for name, text in texts.items()},
        **{name: default_of(name) if value is None else value for name, value in said.items()},
    }


def load_concepts(
    scheme: Scheme, records: list[ConceptRecord], update: bool, counts: Counter[str]
) -> None:
    """Bring one scheme to what the records say; the children of a place need their own table."""
    stored = scheme.concepts.only("code", "scheme")
    if update:
        stored = scheme.concepts.with_labels().select_related("place").prefetch_related("broader")
    known = {concept.code: concept for concept in stored}
    missing = [record for record in records if record.code not in known]
    changed = [] if not update else [r for r in records if r.code in known and differs(r, known)]
    if missing:
        known |= create_concepts(scheme, missing)
    for record in changed:
        update_concept(known[record.code], record)
    link_broader(known, missing + changed)
    counts["concepts created"] += len(missing)
    counts["concepts updated"] += len(changed)
    counts["concepts kept"] += len(records) - len(missing) - len(changed)
    if missing or changed:
        hierarchy.count_rows()
        actions.concepts_saved(scheme, [known[record.code].pk for record in changed])


def create_concepts(scheme: Scheme, records: list[ConceptRecord]) -> dict[str, Concept]:
    concepts = Concept.objects.bulk_create(
        Concept(scheme=scheme, code=record.code, **record.columns) for record in records
    )
    for concept, record in zip(concepts, records, strict=True):
        if record.place:
            create_place(concept, record.place)
    created = {concept.code: concept for concept in concepts}
    Label.objects.bulk_create(labels_of(created, records), batch_size=2000)
    return created


def create_place(concept: Concept, columns: dict[str, Any]) -> None:
    """Add the place's own row to a concept that exists (bulk_create cannot span two tables)."""
    Place(concept_ptr=concept, **columns).save_base(raw=True, force_insert=True)


def labels_of(known: dict[str, Concept], records: Iterable[ConceptRecord]) -> Iterator[Label]:
    for record in records:
        for language, kind, text in sorted(record.labels):
            yield Label(concept=known[record.code], language=language, kind=kind, text=text)


def differs(record: ConceptRecord, known: dict[str, Concept]) -> bool:
    concept = known[record.code]
    if concept.status == Concept.Status.MERGED:
        return False
    stored = {(each.language, each.kind, each.text) for each in concept.labels.all()}
    columns = {name: getattr(concept, name) for name in record.columns}
    broader = {each.code for each in concept.broader.all()}
    told = (set(record.labels), record.columns, set(record.broader))
    same = (stored, columns, broader) == told
    return not same or place_differs(concept, record)


def place_differs(concept: Concept, record: ConceptRecord) -> bool:
    """Tell whether the place's own columns differ; numbers come from the file as text."""
    if not record.place:
        return False
    stored = {name: getattr(concept.place, name) for name in record.place}
    return any(as_number(stored[name]) != as_number(record.place[name]) for name in stored)


def as_number(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def update_concept(concept: Concept, record: ConceptRecord) -> None:
    """Overwrite what the file states; labels that only an organizer added go as well."""
    for name, value in record.columns.items():
        setattr(concept, name, value)
    concept.save()
    concept.broader.clear()
    if record.place:
        Place.objects.filter(pk=concept.pk).update(**record.place)
    concept.labels.all().delete()
    Label.objects.bulk_create(labels_of({record.code: concept}, [record]))


def link_broader(known: dict[str, Concept], records: Iterable[ConceptRecord]) -> None:
    through = Concept.broader.through
    through.objects.bulk_create(
        (
            through(from_concept=known[record.code], to_concept=known[code])
            for record in records
            for code in record.broader
        ),
        ignore_conflicts=True,
    )
