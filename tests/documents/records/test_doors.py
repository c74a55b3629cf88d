"""One record, through every door of the house, is the same rows."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from documents.changes import apply, undo
from documents.history.actions import entry_saved
from documents.history.importing import import_records
from documents.models import Agent, Entry, File, Link
from documents.records.leaves import leaves
from documents.records.terms import Terms
from exchange.export import cells
from exchange.files import all_columns, patches_of, uploaded
from exchange.preparing import Preparing
from exchange.table import csv_file
from taxonomy.actions import merge
from taxonomy.models import Concept
from tests.documents.admin.test_entry_admin import form_data
from tests.documents.files import builders
from tests.documents.records.rows import rows_of
from tests.factories import make_concept, make_entry, make_file, make_kind, make_place
from tests.findings import FEWER_KILLED, make_terms
from tests.people import make_person

pytestmark = pytest.mark.django_db

RECORD = {
    "key": "walks",
    "kind": "practice",
    "title": "Safety walks",
    "title_language": "en",
    "takeaway": "Walk the street with those who fear it.",
    "summary": "What walks are.\nAnd what not.",
    "text_language": "en",
    "issued": "2008-05",
    "rights": "CC BY 4.0",
    "access": "embargoed",
    "embargo_until": "2090-01-31",
    "verified_on": "2026-01-31",
    "review_due": "2028-01-31",
    "citation": {
        "type": "report", "container_title": "Series; one", "volume": "3", "issue": "2",
        "page": "7",
    },
    "period": {"start": 2002, "end": 2008},
    "provenance": {"found_by": "Office", "found_in": "A list", "found_on": "2026-11-22"},
    "creators": [{"person": "Lambrick, Melanie"}, {"organisation": "Women, Peace and Co"}],
    "editors": [{"person": "Banksy"}],
    "publishers": [{"organisation": "UN-Habitat", "acronym": "UNH"}],
    "translations": {"es": {"title": "Caminatas", "summary": "Qué son."}},
    "identifiers": [
        {"scheme": "doi", "value": "10.1093/a;b"},
        {"scheme": "isbn", "value": "978-92-1-132196-8"},
    ],
    "concepts": {"theme": ["old-name", "women"]},
    "places": [{"code": "co", "role": "is_about"}, {"code": "co", "role": "took_place_in"}],
    "sections": {"purpose": "To see."},
    "links": [{"url": "https://example.net/b", "title": "Page"}, {"url": "https://example.net/a"}],
    "relations": [{"type": "uses_tool", "target": "other"}],
}  # fmt: skip

# Files are uploaded; findings are those of two readers, or of the starter collection.
BESIDE_TABLES = {"File", "EvidenceBlock", "Finding", "Finding_sources"}


@pytest.fixture(autouse=True)
def vocabularies():
    make_terms()
    make_kind("practice", sections=["purpose", "steps"], takes_findings=True)
    theme = make_concept("theme", "new-name")
    old = make_concept("theme", "old-name")
    make_concept("theme", "women")
    make_place("co", "country")
    make_place("gao", "city")
    make_entry("Other", import_key="other")
    Agent.objects.create(type="organisation", name="UN-Habitat", acronym="UNH")
    merge(old, theme)


@pytest.fixture
def curator():
    return make_person("ana", "Organizers")


def loaded(record: dict) -> Entry:
    """From a file of records."""
    import_records([record])
    return Entry.objects.get(import_key=record["key"])


def imported(record: dict, curator):
    """From a table, as an import that was applied."""
    columns = all_columns(Terms())
    written = leaves(record) | {("key",): record["key"], ("identifier",): record.get("identifier")}
    table = csv_file.written([each.name for each in columns], [cells(written, columns)])
    run = uploaded(curator, "table.csv", "".join(table).encode())
    run.state = "prepared"
    run.save()
    Preparing(run, Terms()).write(patches_of(run, Terms()), lambda done, total: None)
    assert [row.problems for row in run.rows.all()] == [[]]
    apply(run, curator)
    return run


def typed(record: dict, client, curator) -> Entry:
    """Into the form of the admin."""
    client.force_login(curator)
    page = client.post(reverse("admin:documents_entry_add") + "?kind=practice", fields_of(record))
    assert page.status_code == 302, page.context["errors"]
    return Entry.objects.get(title=record["title"])


def fields_of(record: dict) -> dict:
    """What a browser sends for the record."""
    own = {name: value for name, value in record.items() if isinstance(value, str)}
    themes = [Concept.objects.get(code=code).pk for code in ("new-name", "women")]
    citation, period = record["citation"], record["period"]
    data = form_data(**own, **record["provenance"], concepts_theme=themes)
    data |= {n: v for n, v in citation.items() if n != "type"} | {"csl_type": citation["type"]}
    data |= {f"period_{name}": year for name, year in period.items()}
    data |= {f"section_{key}": text for key, text in record["sections"].items()}
    data |= inline("links", record["links"])
    data |= inline("identifiers", record["identifiers"])
    data |= inline("places", [
        {"place": Concept.objects.get(code=row["code"]).pk, "role": row["role"]}
        for row in record["places"]
    ])  # fmt: skip
    data |= inline("contributions", contributions(record))
    other = Entry.objects.get(import_key="other").pk
    data |= inline(
        "relations", [{"type": row["type"], "target": other} for row in record["relations"]]
    )
    return data | inline("translations", [
        {"language": language} | texts for language, texts in record["translations"].items()
    ])  # fmt: skip


def contributions(record: dict) -> list[dict]:
    roles = {"creators": "creator", "editors": "editor", "publishers": "publisher"}
    return [
        {"agent": agent(who).pk, "role": role, "position": position}
        for name, role in roles.items()
        for position, who in enumerate(record[name])
    ]


def agent(who: dict) -> Agent:
    type_ = "person" if "person" in who else "organisation"
    return Agent.objects.get_or_create(type=type_, name=who[type_])[0]


def inline(prefix: str, rows: list[dict]) -> dict:
    found = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    return found | {
        f"{prefix}-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }


def test_one_record_is_the_same_rows_through_every_door(client, curator):
    first = loaded(RECORD)
    expected = rows_of(first)
    Entry.objects.filter(pk=first.pk).delete()

    imported(RECORD, curator)
    table = Entry.objects.get(import_key="walks")
    from_table = rows_of(table)
    table.delete()
    form = rows_of(typed(RECORD, client, curator))

    assert {name for name, rows in expected.items() if not rows} == BESIDE_TABLES
    assert from_table == expected
    assert form == expected


def test_an_import_that_is_undone_leaves_every_row_as_it_was(curator):
    entry = loaded(RECORD | {"evidence": [FEWER_KILLED | {"sources": [{"entry": "other"}]}]})
    make_file(entry, ContentFile(builders.pdf("One page")))
    entry_saved(entry, None)
    checked(entry)
    before = rows_of(entry)
    other = {
        "key": "walks", "identifier": entry.identifier, "kind": "practice", "title": "Talks",
        "title_language": "fr", "text_language": "fr", "access": "open", "issued": "2020",
        "creators": [{"person": "New, Name"}], "concepts": {"theme": ["women"]},
        "places": [{"code": "gao", "role": "written_for"}], "sections": {"steps": "One."},
        "links": [{"url": "https://example.net/a", "title": "Stays"}],
        "translations": {"fr": {"title": "Dits"}},
        "identifiers": [{"scheme": "symbol", "value": "A/1"}],
    }  # fmt: skip

    run = imported(other, curator)
    between = rows_of(Entry.objects.get(pk=entry.pk))
    undone = undo(run, curator)

    same = {name for name in before if before[name] == between[name]}
    assert undone.kept == []
    assert same == BESIDE_TABLES
    after = rows_of(Entry.objects.get(pk=entry.pk))
    assert after == before | {"Link": forgotten(before["Link"])}


def checked(entry: Entry) -> None:
    """Both links were looked at; one of them cannot be reached."""
    entry.links.update(checked_at=timezone.now(), check_result="missing", failures=3,
                       failing_since=timezone.now())  # fmt: skip


def forgotten(links: list[dict]) -> list[dict]:
    """What was found of the link that the import took away is found anew."""
    gone, stays = links
    fresh = Link(url=gone["url"], title=gone["title"])
    return [{name: getattr(fresh, name) for name in gone}, stays]


@pytest.mark.parametrize("door", ["file", "table"])
def test_a_link_that_stays_keeps_what_checks_found(door, curator):
    entry = loaded(RECORD)
    checked(entry)
    before = rows_of(entry)
    changed = RECORD | {"links": [RECORD["links"][0] | {"title": "Another"}, RECORD["links"][1]]}

    if door == "file":
        import_records([changed], update=True)
    else:
        imported(changed, curator)

    after = rows_of(Entry.objects.get(pk=entry.pk))
    first, second = before["Link"]
    assert after == before | {"Link": [first | {"title": "Another"}, second]}


@pytest.mark.parametrize("door", ["file", "table"])
def test_files_and_findings_that_a_record_does_not_speak_of_stay(door, curator):
    entry = loaded(RECORD | {"evidence": [FEWER_KILLED]})
    make_file(entry, ContentFile(builders.pdf("One page")))
    before = File.objects.values().get(), rows_of(entry)["Finding"]

    if door == "file":
        import_records([RECORD | {"title": "Other"}], update=True)
    else:
        imported(RECORD | {"title": "Other"}, curator)

    entry.refresh_from_db()
    assert entry.title == "Other"
    assert (File.objects.values().get(), rows_of(entry)["Finding"]) == before


@pytest.mark.parametrize("door", ["file", "table"])
def test_an_acronym_is_kept(door, curator):
    if door == "file":
        loaded(RECORD | {"publishers": [{"organisation": "UN-Habitat"}]})
    else:
        imported(RECORD, curator)

    assert Agent.objects.get(name="UN-Habitat").acronym == "UNH"


def test_what_is_put_back_is_what_its_terms_are_now(curator):
    entry = loaded(RECORD | {"concepts": {"theme": ["women"]}})
    run = imported(RECORD | {"concepts": {"theme": ["new-name"]}}, curator)
    terms = Concept.objects.filter(scheme__code="theme")
    merge(terms.get(code="women"), make_concept("theme", "gender"))

    assert undo(run, curator).kept == []

    assert [each.code for each in entry.concepts.all()] == ["gender"]
