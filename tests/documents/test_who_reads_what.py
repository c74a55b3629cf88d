"""One rule says who may read what of an entry; everything that answers readers keeps it.

The rule is told in docs/curation.md (“Who reads what”). It is written down here a second time, to
be asked of each of its implementations over all states, accesses, embargoes and audiences.
"""

from datetime import timedelta
from http import HTTPStatus
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import Client
from django.utils import timezone

from documents.audience import Audience
from documents.evidence.block import evidence_for
from documents.history.revisions import record_changes
from documents.history.versions import versions_of
from documents.models import Entry, File, IndexedEntry, Relation
from documents.pages.entry import EntryPage
from documents.pages.file import readable_file
from documents.records.public import for_public, public_records
from documents.search.index.snapshot import snapshot
from exchange.export import for_readers
from taxonomy.models import Concept
from tests.factories import make_entry, make_kind
from tests.findings import LESS_TRUST, evidence_of, make_block, make_practice, make_terms
from tests.people import make_person

State, Access = Entry.State, Entry.Access
DAYS = {"past": -1, "today": 0, "future": 1}
EVERY = [
    (state, access, day)
    for state, access in product(State, Access)
    for day in (DAYS if access == Access.EMBARGOED else [""])
]


def is_open(access: str, day: str, audience: Audience) -> bool:
    if access == Access.EMBARGOED:
        return day != "future"
    return access == Access.OPEN or audience is Audience.MEMBERS


def may_list(state: str, access: str, day: str, audience: Audience) -> bool:
    return state == State.PUBLISHED and is_open(access, day, audience)


def may_read(state: str, access: str, day: str, audience: Audience) -> bool:
    return state in (State.PUBLISHED, State.SUPERSEDED) and is_open(access, day, audience)


@pytest.fixture
def entries(db):
    """(state, access, day) -> its entry, each with a file and its history."""
    better, kind = make_entry("Better"), make_kind("tool")
    made = {case: Entry(kind=kind, **columns_of(*case, better)) for case in EVERY}
    Entry.objects.bulk_create(made.values())
    File.objects.bulk_create(
        File(entry=each, number=1, name="a.pdf", format="pdf", size=1) for each in made.values()
    )
    record_changes([entry.pk for entry in made.values()], None)
    return made


def columns_of(state: str, access: str, day: str, better: Entry) -> dict:
    columns = {"title": f"{state} {access} {day}", "state": state, "access": access}
    columns |= {"published_at": timezone.now()}
    if day:
        columns["embargo_until"] = timezone.localdate() + timedelta(days=DAYS[day])
    if state == State.SUPERSEDED:
        columns["replacement"] = better
    if state == State.WITHDRAWN:
        columns |= {"withdrawn_at": timezone.now(), "withdrawal_reason": "Outdated."}
    return columns


@pytest.fixture
def users(db):
    return {Audience.PUBLIC: AnonymousUser(), Audience.MEMBERS: make_person("mia", "Members")}


def told(found, entries: dict) -> set:
    """The cases whose entry is among these numbers."""
    found = set(found)
    return {case for case, entry in entries.items() if entry.pk in found}


def allowed(rule, audience: Audience) -> set:
    return {case for case in EVERY if rule(*case, audience)}


# -- In lists ----------------------------------------------------------------------------------


def listed_by_query(entries, audience, user):
    return Entry.objects.visible_to(audience).values_list("pk", flat=True)


def listed_by_projection(entries, audience, user):
    return IndexedEntry.objects.visible_to(audience).values_list("pk", flat=True)


def listed_by_index(entries, audience, user):
    with snapshot() as now:
        return list(now.index.visible_to(audience, timezone.localdate()))


def listed_in_tables(entries, audience, user):
    header, rows = for_readers([entry.pk for entry in entries.values()], audience)
    return [int(row[header.index("identifier")].removeprefix("TWG-")) for row in rows]


@pytest.mark.parametrize(
    "asked", [listed_by_query, listed_by_projection, listed_by_index, listed_in_tables]
)
def test_what_is_listed(asked, entries, users):
    for audience, user in users.items():
        assert told(asked(entries, audience, user), entries) == allowed(may_list, audience)


# -- At its address, and where other entries name it -------------------------------------------


def read_by_query(entries, audience, user):
    return Entry.objects.readable_to(audience).values_list("pk", flat=True)


def read_on_its_page(entries, audience, user):
    client = Client()
    if user.is_authenticated:
        client.force_login(user)
    for entry in entries.values():
        page = client.get(entry.get_absolute_url())
        if entry.title in page.content.decode():
            assert page.status_code == HTTPStatus.OK
            yield entry.pk


def read_as_file(entries, audience, user):
    for entry in entries.values():
        try:
            yield readable_file(user, entry.identifier, 1).entry_id
        except Http404:
            continue


def read_as_versions(entries, audience, user):
    return [entry.pk for entry in entries.values() if versions_of(entry, audience)]


def named_in_data(entries, audience, user):
    naming = make_entry("Naming")
    Relation.objects.bulk_create(
        Relation(source=naming, type="documents", target=entry) for entry in entries.values()
    )
    (record,) = public_records(for_public(Entry.objects.filter(pk=naming.pk)), audience)
    return [int(row["target"].removeprefix("TWG-")) for row in record.get("relations", ())]


def named_on_a_page(entries, audience, user):
    naming = make_entry("Naming")
    Relation.objects.bulk_create(
        Relation(source=naming, type="documents", target=entry) for entry in entries.values()
    )
    return [entry.pk for _type, _inverse, entry in EntryPage(naming, audience).relations]


def sourced(entries) -> Entry:
    Concept.objects.filter(scheme__code="outcome").exists() or make_terms()
    entry = make_practice()
    sources = [{"entry": each.identifier} for each in entries.values()]
    make_block(entry, LESS_TRUST | {"sources": sources})
    return entry


def sources_of_evidence(entries, audience, user):
    evidence = evidence_for(sourced(entries), audience)
    return [source.pk for view in evidence.findings for source in view.sources]


def sources_in_data(entries, audience, user):
    (row,) = evidence_of(sourced(entries), audience)
    return [int(each["entry"].removeprefix("TWG-")) for each in row["sources"]]


@pytest.mark.parametrize(
    "asked",
    [
        read_by_query,
        read_on_its_page,
        read_as_file,
        read_as_versions,
        named_in_data,
        named_on_a_page,
        sources_of_evidence,
        sources_in_data,
    ],
)
def test_what_is_read_at_its_address_and_named_elsewhere(asked, entries, users):
    for audience, user in users.items():
        assert told(asked(entries, audience, user), entries) == allowed(may_read, audience)
