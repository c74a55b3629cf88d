"""Work in progress on the real site: what its pages show on a curator's ordinary day."""

import json
from datetime import date

from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from documents.changes import prepare as prepare_import
from documents.curation.bulk.preparing import prepare as prepare_change
from documents.curation.reviewing import assign
from documents.curation.submitting import confirm, submit
from documents.curation.workflow import perform
from documents.extracting import read_text
from documents.history.actions import entry_saved, supersede, withdraw
from documents.models import Agent, Entry, Finding, Kind, Submission
from exchange.files import uploaded
from taxonomy.models import Concept, Place, Scheme
from tests.documents.files import builders
from tests.factories import make_entry, make_file

SUCCESSOR = 4
REASON = "The second edition corrects the figures\nof 2018 and adds what became of the lamps."
TABLE = "kind,title,goal\ntool,Safety walks,G1\ntool,,G1\nnonsense,A,G99\nliterature,{known},\n"


def add() -> str:
    """Add it; what it is called, as JSON."""
    organizer = User.objects.get(username="organizer")
    finding = Finding.objects.order_by("pk")[0]
    names = {
        "with_file": with_file(),
        "submission": submission(),
        "in_review": in_review(organizer),
        "successor": SUCCESSOR,
        "superseded": superseded(organizer),
        "withdrawn": withdrawn(organizer),
        "postponed": postponed(organizer),
        "bulk_change": bulk_change(organizer),
        "import_run": import_run(organizer),
        "with_finding": finding.owner_id,
        "with_findings": finding.owner.entry.identifier,
        "finding": finding.pk,
        "full": full(),
        "kind": Kind.objects.get(code="practice").pk,
        "concept": Concept.objects.get(code="gang-violence").pk,
        "place": Concept.objects.get(code="co-medellin").pk,
        "scheme": Scheme.objects.get(code="violence").pk,
    }
    return json.dumps(names)


def with_file() -> str:
    entry = Entry.objects.published().filter(kind__code="tool").order_by("pk")[0]
    guide = ContentFile(builders.pdf("Walk the street", pages=3))
    file = make_file(entry, guide, "guide.pdf", language="en")
    read_text.func(file.pk)
    entry_saved(entry, None)
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


def superseded(organizer) -> str:
    """One that an entry of the starter collection stands for."""
    entry = make_entry("Lamps for the market street, first edition", kind="practice")
    supersede(entry, organizer, REASON, Entry.objects.get(pk=SUCCESSOR))
    return entry.identifier


def withdrawn(organizer) -> str:
    entry = make_entry("Lamps for the harbour", kind="practice")
    withdraw(entry, organizer, REASON, Entry.objects.get(pk=SUCCESSOR))
    return entry.identifier


def postponed(organizer) -> str:
    """One that was public before its embargo."""
    entry = make_entry("Lamps for the old town", kind="practice")
    entry_saved(entry, organizer)
    entry.access, entry.embargo_until = "embargoed", date(2099, 4, 1)
    entry.save()
    entry_saved(entry, organizer)
    return entry.identifier


def full() -> int:
    """A draft with a row of each sort."""
    entry = draft("Mediation between neighbours of the market street")
    entry.save()
    entry.links.create(url="https://example.net/a/long/path/to/the/page/of/a/practice.html")
    entry.identifiers.create(scheme="doi", value="10.1093/aje/kwr428")
    entry.translations.create(language="es", title="Mediación entre vecinos")
    entry.places.create(place=Place.objects.get(code="co-medellin"))
    agent = Agent.objects.create(type="organisation", name="Office for the Security of Markets")
    entry.contributions.create(agent=agent)
    other = Entry.objects.published().order_by("pk")[0]
    entry.relations.create(type="documents", target=other)
    make_file(entry, ContentFile(builders.pdf("Walk", pages=1)), "walk.pdf", language="en")
    entry_saved(entry, None)
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
