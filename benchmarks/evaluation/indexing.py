"""The documents of a collection as published entries that the site's search knows."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.evaluation.collection import Document
from documents.models import Agent, Contribution, Entry, Kind
from documents.search.projection import project
from jobs.batches import batches
from taxonomy.localized import LocalizedText
from taxonomy.models import Scheme

UNTITLED = "–"  # an entry has a title; this one holds no word
LONGEST_TITLE = Entry._meta.get_field("title").max_length
LONGEST_NAME = Agent._meta.get_field("name").max_length
LONGEST_TEXT = 100_000  # characters, as of a file: documents/search/projection.sql


def index(documents: Iterable[Document]) -> dict[int, str]:
    """Make the documents entries, in an empty database; entry id -> document id."""
    kind, found = make_kind(), {}
    for batch in batches(documents):
        found |= index_batch(batch, kind)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # plan as on a site that has run for a day
    return found


def make_kind() -> Kind:
    """A kind without labels, so that its name is found in no entry."""
    scheme = Scheme.objects.create(code="kind", title=LocalizedText(en="Kind"))
    return Kind.objects.create(scheme=scheme, code="document", plural=LocalizedText(en="Documents"))


@transaction.atomic
def index_batch(documents: list[Document], kind: Kind) -> dict[int, str]:
    entries = Entry.objects.bulk_create(make_entry(document, kind) for document in documents)
    credit(zip(entries, documents, strict=True))
    project(entry.pk for entry in entries)
    return {entry.pk: document.id for entry, document in zip(entries, documents, strict=True)}


def make_entry(document: Document, kind: Kind) -> Entry:
    language = document.language or "en"
    title = document.title[:LONGEST_TITLE]
    text = f"{document.title[LONGEST_TITLE:]} {document.text}".strip()
    return Entry(
        kind=kind,
        state=Entry.State.PUBLISHED,
        published_at=timezone.now(),
        title=storable(title) or UNTITLED,
        title_language=language,
        summary=storable(text)[:LONGEST_TEXT],
        text_language=language,
        issued=document.year,
    )


def storable(text: str) -> str:
    """PostgreSQL takes every character but one."""
    return text.replace("\0", " ").strip()


def credit(made: Iterable[tuple[Entry, Document]]) -> None:
    """Name the creators of the entries."""
    names = [
        (entry, storable(name)[:LONGEST_NAME]) for entry, each in made for name in each.creators
    ]
    agents = known_agents({name for _entry, name in names})
    Contribution.objects.bulk_create(
        (Contribution(entry=entry, agent=agents[name]) for entry, name in names),
        ignore_conflicts=True,  # somebody named twice
    )


def known_agents(names: set[str]) -> dict[str, Agent]:
    """Name -> agent, made where there is none yet."""
    Agent.objects.bulk_create(
        (Agent(name=name, type=Agent.Type.PERSON) for name in sorted(names)), ignore_conflicts=True
    )
    return {agent.name: agent for agent in Agent.objects.filter(name__in=names)}
