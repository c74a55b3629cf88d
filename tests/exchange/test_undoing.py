"""Taking an import back: the database as before, and nothing of anybody else's lost."""

import pytest

from documents.changes import apply, undo
from documents.history import actions
from documents.models import Agent, Comment, Contribution, Entry, Link, Relation
from exchange.models import ImportRun
from tests.exchange.test_large_import import database
from tests.exchange.test_round_trip import full_entry, prepared
from tests.factories import make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

NEW = 'kind,title,creators\ntool,A,"Office; Nobody, Known"\ntool,B,Banksy\n'


def applied(text: str) -> ImportRun:
    run = prepared(text.encode(), "csv")
    run.state = "prepared"
    run.save()
    apply(run, run.actor)
    return run


@pytest.fixture(autouse=True)
def kind():
    return make_kind("tool", sections=["purpose"])


def test_an_entry_of_which_everything_changed_is_as_before():
    entry, other = full_entry("Before"), make_entry("Other")
    Relation.objects.create(source=entry, type="documents", target=other)
    actions.entry_saved(entry, None)
    before = database()
    header = (
        "identifier,title,takeaway,issued,volume,period_start,creators,doi,isbn,theme,places,"
        "links,relations,section:purpose,title_ar,title_pt,found_by"
    )
    row = f"{entry.identifier},After,x,2001,8,2000,New Name,10.1000/x,9780306406157,,,,,y,z,,me"

    run = applied(f"{header}\n{row}\n")

    assert database() != before
    assert undo(run, run.actor).kept == []
    assert database() == before
    assert [each.action for each in entry.revisions.all()][:2] == ["import undone", "imported"]


def test_names_that_came_with_the_import_go_with_it():
    Agent.objects.create(type="person", name="Nobody, Known")
    run = applied(NEW)
    Contribution.objects.create(
        entry=make_entry("Theirs"), agent=Agent.objects.get(name="Banksy"), role="editor"
    )

    undo(run, run.actor)

    assert set(Agent.objects.values_list("name", flat=True)) == {"Nobody, Known", "Banksy"}


def comment(entry: Entry) -> None:
    Comment.objects.create(entry=entry, author=make_person("ben", "Curators"), text="See me.")


def refer(entry: Entry) -> None:
    Relation.objects.create(source=make_entry("Theirs"), type="documents", target=entry)


def edit(entry: Entry) -> None:
    Link.objects.create(entry=entry, url="https://example.net/")
    actions.entry_saved(entry, None)


def publish(entry: Entry) -> None:
    actions.publish(entry, None)


@pytest.mark.parametrize("work", [comment, refer, edit, publish])
def test_what_somebody_worked_on_stays_and_is_named(work):
    run = applied(NEW)
    touched = Entry.objects.get(title="A")
    work(touched)

    undone = undo(run, run.actor)

    assert (undone.number, undone.kept) == (1, [touched.identifier])
    assert Entry.objects.filter(title="A").exists()
    assert not Entry.objects.filter(title="B").exists()
