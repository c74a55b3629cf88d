"""An entry as plain data: what its history keeps, what is compared, and what importing reads.

The form is that of the files in documents/data/starter; what is empty is left out.
"""

from django.db.models import Prefetch, QuerySet

from documents.evidence.rows import rows_of
from documents.models import Contribution, Entry, File

COLUMNS = [
    "title", "title_language", "takeaway", "summary", "text_language", "issued", "rights",
    "access", "embargo_until", "verified_on", "review_due",
]  # fmt: skip
CITATION = {
    "type": "csl_type",
    "container_title": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
}
PERIOD = {"start": "period_start", "end": "period_end"}
PROVENANCE = {"found_by": "found_by", "found_in": "found_in", "found_on": "found_on"}
# Kept for curators; a change of these alone makes no new version.
CURATORS_OWN = {
    "identifier", "key", "state", "provenance", "verified_on", "review_due", "withdrawal_reason",
    "replacement",
}  # fmt: skip
GROUPS = {"citation": CITATION, "period": PERIOD, "provenance": PROVENANCE}
ROLES = {
    "creators": Contribution.Role.CREATOR,
    "editors": Contribution.Role.EDITOR,
    "publishers": Contribution.Role.PUBLISHER,
}
TRANSLATED = ["title", "takeaway", "summary"]


def for_records(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """With all that `to_record` reads, in a fixed number of queries."""
    return entries.select_related("kind", "replacement").prefetch_related(
        "translations",
        "identifiers",
        "concepts__scheme",
        "places__place",
        "sections__template",
        Prefetch("files", File.objects.defer("text")),
        "links",
        "relations__target",
        "contributions__agent",
        "evidence_block__findings__outcome",
        "evidence_block__findings__sources",
    )


def to_record(entry: Entry) -> dict:
    """The whole entry as JSON-like data, related rows included, in a stable order."""
    return without_empty(
        {
            "key": entry.import_key,
            "identifier": entry.identifier,
            "kind": entry.kind.code,
            "state": entry.state,
            **{name: plain(getattr(entry, name)) for name in COLUMNS},
            **{group: attributes(entry, names) for group, names in GROUPS.items()},
            **{name: contributors(entry, role) for name, role in ROLES.items()},
            "translations": translations(entry),
            "identifiers": rows(entry.identifiers, "scheme", "value"),
            "concepts": concepts(entry),
            "places": [{"code": p.place.code, "role": p.role} for p in entry.places.all()],
            "sections": {each.template.key: each.text for each in entry.sections.all()},
            "files": rows(entry.files, "number", "title", "language", "licence", "name", "sha256"),
            "links": rows(entry.links, "url", "title"),
            "relations": [
                {"type": each.type, "target": each.target.identifier}
                for each in entry.relations.all()
            ],
            "evidence": rows_of(entry),
            "withdrawal_reason": entry.withdrawal_reason,
            "replacement": entry.replacement and entry.replacement.identifier,
        }
    )


def content(record: dict) -> dict:
    """What of a record readers may read."""
    return {name: value for name, value in record.items() if name not in CURATORS_OWN}


def plain(value):
    """A value as JSON and YAML hold it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def without_empty(record: dict) -> dict:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def attributes(entry: Entry, names: dict[str, str]) -> dict:
    return without_empty({name: plain(getattr(entry, column)) for name, column in names.items()})


def rows(manager, *columns: str) -> list[dict]:
    return [without_empty({name: getattr(row, name) for name in columns}) for row in manager.all()]


def contributors(entry: Entry, role: str) -> list[dict]:
    return [
        {each.agent.type: each.agent.name} | without_empty({"acronym": each.agent.acronym})
        for each in entry.contributions.all()
        if each.role == role
    ]


def translations(entry: Entry) -> dict:
    return {
        each.language: without_empty({name: getattr(each, name) for name in TRANSLATED})
        for each in entry.translations.all()
    }


def concepts(entry: Entry) -> dict[str, list[str]]:
    """Scheme code -> codes of the entry's concepts."""
    codes: dict[str, list[str]] = {}
    for concept in entry.concepts.all():
        codes.setdefault(concept.scheme.code, []).append(concept.code)
    return codes
