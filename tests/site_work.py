"""Work in progress on the real site: what its pages show on a curator's ordinary day."""

import json

from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from documents.curation.bulk.preparing import prepare as prepare_change
from documents.curation.reviewing import assign
from documents.curation.submitting import confirm, submit
from documents.curation.workflow import perform
from documents.extracting import read_text
from documents.history.actions import entry_saved
from documents.models import Entry, Kind, Submission
from exchange.files import uploaded
from exchange.jobs import prepare as prepare_import
from taxonomy.models import Concept
from tests.documents.files import builders
from tests.factories import make_file

TABLE = "kind,title,goal\ntool,Safety walks,G1\ntool,,G1\nnonsense,A,G99\nliterature,{known},\n"


def add() -> str:
    """Add it; what it is called, as JSON."""
    organizer = User.objects.get(username="organizer")
    names = {
        "with_file": with_file(),
        "submission": submission(),
        "in_review": in_review(organizer),
        "bulk_change": bulk_change(organizer),
        "import_run": import_run(organizer),
    }
    return json.dumps(names)


def with_file() -> str:
    entry = Entry.objects.published().filter(kind__code="tool").order_by("pk")[0]
    guide = ContentFile(builders.pdf("Walk the street", pages=3))
    file = make_file(entry, guide, "guide.pdf", language="en")
    read_text.func(file.pk)
    return entry.identifier


def draft(title: str) -> Entry:
    return Entry(kind=Kind.objects.get(code="practice"), title=title)


def submission() -> str:
    made = Submission(name="Sara", email="sara@example.net", why="It made the street safe.")
    submit(draft("Neighbours on the bus"), made, url="https://example.net/bus")
    confirm(made)
    return made.token


def in_review(reviewer) -> int:
    entry = draft("Lamps for the market street")
    entry.save()
    entry_saved(entry, None)
    for step in ("submit", "start_review"):
        perform(entry, step, reviewer)
    assign(entry, reviewer, reviewer)
    return entry.pk


def bulk_change(organizer) -> int:
    concept = Concept.objects.filter(scheme__code="theme").order_by("pk")[0]
    ids = Entry.objects.order_by("pk").values_list("pk", flat=True)[:30]
    return prepare_change(organizer, "tag", {"add": [concept.pk], "remove": []}, ids).pk


def import_run(organizer) -> int:
    known = Entry.objects.published().filter(kind__code="literature").order_by("pk")[0]
    table = TABLE.format(known=f'"{known.title}"').encode()
    run = uploaded(organizer, "walks.csv", table)
    run.save()
    prepare_import(run)
    return run.pk
