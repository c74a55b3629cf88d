"""Whatever code writes down while French is active is read in Arabic by those who read Arabic."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models
from django.utils.translation import override

from documents.admin.bulk.forms import TagForm
from documents.changes import start
from documents.curation import bulk
from documents.curation.bulk import jobs as bulk_jobs
from documents.curation.workflow import perform
from documents.extracting import read_text
from documents.history import actions
from documents.models import BulkChange, Entry, Link, Threshold
from exchange.files import uploaded
from exchange.jobs import apply_import, prepare_import, undo_import
from exchange.models import ImportRun
from jobs.actions import cancel
from jobs.models import Job
from taxonomy.actions import merge
from taxonomy.localized import LocalizedField
from tests.documents.files import builders
from tests.factories import make_concept, make_entry, make_file, make_kind
from tests.people import make_person
from twg_repository import messages
from upkeep import links
from upkeep.probing import Verdict

pytestmark = pytest.mark.django_db

ARABIC = re.compile(r"[\u0600-\u06ff]{3}")
# Letters and marks of French that stand in none of the names and texts of these tests.
FRENCH = re.compile(r"[àâçéèêëîïôùûœ«»’\u00a0]", re.IGNORECASE)
PLACES = re.compile(r"%\(\w+\)[a-z.0-9]*|%[sd]")
REASON = "The minister signed it."
State = ImportRun.State


def french_sentences() -> list[str]:
    """What stands between the places of each French sentence, where it is not English as well."""
    catalogue = [m for m in messages.catalogue("fr") if m.id]
    english = " ".join(form for m in catalogue for form in ([m.id] if m.id is str else m.id))
    forms = [form for m in catalogue for form in messages.forms_of(m)]
    pieces = {piece.strip() for form in forms for piece in PLACES.split(form)}
    return [piece for piece in pieces if len(piece) > 12 and piece not in english]


def stored() -> list[str]:
    """Every text and JSON of the database, but for texts that there are in several languages."""
    return [
        f"{model.__name__}.{field.name}: {value}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not isinstance(field, LocalizedField)
        for value in model.objects.values_list(field.name, flat=True)
    ]


def found_in(texts: list[str]) -> list[str]:
    sentences = french_sentences()
    return [t for t in texts if FRENCH.search(t) or any(each in t for each in sentences)]


def an_import(text: str) -> ImportRun:
    run = uploaded(make_person("ben", "Curators"), "table.csv", text.encode())
    run.save()
    start(prepare_import, run, State.PREPARING)
    return ImportRun.objects.get()


def problems_of_an_import() -> list:
    make_kind("tool", sections=["purpose"])
    rows = an_import(
        "kind,title,access,identifiers_isbn,theme,places,links\n"
        f"gadget,,embargoed,12,Mars,nowhere @ maker,nothing\ntool,{'x' * 501},open,,,,\n"
    ).rows
    return [told for row in rows.all() for _cell, told in row.complaints]


def an_import_that_is_refused() -> list:
    make_kind("tool")
    run = an_import("kind,title\ntool,\n")
    start(apply_import, run, State.APPLYING, run.actor_id, False)
    return [ImportRun.objects.get().message]


def an_import_that_would_leave_gaps() -> list:
    make_kind("tool", required=["takeaway"])
    entry = make_entry("Walks", takeaway="Old.")
    actions.entry_saved(entry, None)
    run = an_import(f"identifier,takeaway\n{entry.identifier},\n")
    start(apply_import, run, State.APPLYING, run.actor_id, False)
    return [ImportRun.objects.get().message]


def an_import_undone_but_for_what_was_changed() -> list:
    make_kind("tool")
    run = an_import("kind,title\ntool,Walks\n")
    start(apply_import, run, State.APPLYING, run.actor_id, False)
    entry = Entry.objects.get()
    note = entry.revisions.get().note
    Entry.objects.update(takeaway="Changed since.")
    actions.entry_saved(entry, None)
    start(undo_import, run, State.UNDOING, run.actor_id)
    return [note, ImportRun.objects.get().message]


def a_change_of_many_that_is_refused() -> list:
    make_kind("tool", required=["takeaway", "goal"], sections=["purpose"])
    for state in ("draft", "withdrawn"):
        make_entry(state, state=state)
    organizer = make_person("ana", "Organizers")
    change = bulk.prepare(
        organizer, "publish", {"reason": ""}, Entry.objects.values_list("pk", flat=True)
    )
    return [line.reason for line in change.lines.all()]


def a_change_of_many_that_came_too_late() -> list:
    youth = make_concept("theme", "youth", label="Youth")
    entry, curator = make_entry("Walks"), make_person("ben", "Curators")
    form = TagForm([entry.pk], {"concepts": [youth.pk], "note": ""})
    assert form.is_valid(), form.errors
    change = bulk.prepare(curator, "tag", form.parameters(), [entry.pk], form.about())
    actions.entry_saved(entry, None)
    bulk_jobs.start_applying(change)
    return [change.lines.get().reason]


def a_judgement_overridden_by_many_and_by_one() -> list:
    kind = make_kind("tool")
    Threshold.objects.create(kind=kind, reviewers=2)
    entries = [make_entry(title, state="draft") for title in ("Walks", "Talks")]
    organizer = make_person("ana", "Organizers")
    parameters = {"reason": REASON}
    change = bulk.prepare(organizer, "publish", parameters, [entries[0].pk])
    bulk_jobs.start_applying(change)
    perform(entries[1], "publish", organizer, REASON)
    return [entry.state_changes.get().reason for entry in entries]


def two_concepts_merged() -> list:
    old, new = (make_concept("theme", code, label=code.title()) for code in ("youths", "youth"))
    entry = make_entry("Walks", concepts=[old])
    merge(old, new)
    return [entry.revisions.get().note]


def a_file_that_cannot_be_read() -> list:
    file = make_file(make_entry("Walks"), BytesIO(builders.pdf()))
    Path(file.content.path).chmod(0o600)
    Path(file.content.path).write_bytes(b"torn")
    read_text.func(file.pk)
    file.refresh_from_db()
    return [file.extraction_message]


def a_file_that_is_gone() -> list:
    file = make_file(make_entry("Walks"), BytesIO(builders.pdf()))
    file.content.storage.delete(file.content.name)
    read_text.func(file.pk)
    file.refresh_from_db()
    return [file.extraction_message]


HAPPENINGS = [
    problems_of_an_import,
    an_import_that_is_refused,
    an_import_that_would_leave_gaps,
    an_import_undone_but_for_what_was_changed,
    a_change_of_many_that_is_refused,
    a_change_of_many_that_came_too_late,
    a_judgement_overridden_by_many_and_by_one,
    two_concepts_merged,
    a_file_that_cannot_be_read,
    a_file_that_is_gone,
]


@pytest.mark.parametrize("happen", HAPPENINGS)
def test_what_is_written_in_french_is_read_in_arabic(happen):
    with override("fr"):
        told = happen()

    with override("ar"):
        read = [line for each in told for line in str(each).split("\n")]
    assert read
    assert [line for line in read if not ARABIC.search(line) and line != REASON] == []
    assert found_in(stored()) == []


def a_link_checked() -> None:
    Link.objects.create(entry=make_entry("Walks"), url="https://example.net/")
    links.check_links(
        probe=lambda url, pauses: Verdict(Link.CheckResult.SLOW), pauses=lambda host: None
    )


def a_permission_given() -> None:
    make_person("mia", "Members").user_permissions.add(Permission.objects.get(codename="invite"))


def a_job_cancelled() -> None:
    read_text.enqueue(1)
    cancel(Job.objects.get())


@pytest.mark.parametrize("happen", [a_link_checked, a_permission_given, a_job_cancelled])
def test_what_is_kept_as_a_code_is_in_no_language(happen):
    with override("fr"):
        happen()

    assert found_in(stored()) == []


def test_french_would_be_found():
    """The tests above can fail."""
    make_entry("Walks").comments.create(text="Le texte n’a pas pu être lu")
    BulkChange.objects.create(action="tag", about="Publier les informations ici")

    assert len(found_in(stored())) == 1
    plain = [each for each in french_sentences() if not FRENCH.search(each)]
    assert len(found_in(plain)) == len(plain) > 100
    assert found_in(["Some rows have errors. Nothing was written."]) == []
