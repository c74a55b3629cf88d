"""What a process holds in memory is what the database says, whoever changed it and how."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from documents.history import actions
from documents.models import Entry, IndexedEntry
from documents.search.index import saved
from documents.search.index import snapshot as module
from documents.search.projection import project_all
from tests.factories import make_concept, make_entry
from tests.searching import ask, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_reading_of_all(monkeypatch):
    """From here on, whoever reads every row of the search fails."""

    def read_index(revision):
        raise AssertionError("every row was read")

    return lambda: monkeypatch.setattr(module, "read_index", read_index)


def test_another_process_follows_what_changed(no_reading_of_all):
    theme = make_concept("theme", "gangs")
    kept, gone = make_entry("Lantern one", concepts=[theme]), make_entry("Lantern two")
    assert set(found("lantern")) == {kept.pk, gone.pk}
    its_index = module.held

    actions.withdraw(gone, None, "Outdated.")
    new = make_entry("Lantern three", concepts=[theme])
    found("lantern")  # this process knows
    module.held = its_index  # the other does not yet
    no_reading_of_all()

    assert set(found("lantern")) == {kept.pk, new.pk}
    assert ask("theme=gangs").total == 2


def test_a_word_known_before_is_followed_too():
    entry = make_entry("Lantern")
    assert found("harbour") == []

    Entry.objects.filter(pk=entry.pk).update(title="Harbour")
    actions.entry_saved(Entry.objects.get(pk=entry.pk), None)

    assert (found("harbour"), found("lantern")) == ([entry.pk], [])


def test_what_was_rolled_back_is_forgotten():
    kept = make_entry("Lantern one")
    with transaction.atomic():
        make_entry("Lantern two")
        assert len(found("lantern")) == 2
        transaction.set_rollback(True)

    assert found("lantern") == [kept.pk]


def test_the_index_starts_from_what_was_kept_and_follows_from_there(no_reading_of_all, monkeypatch):
    monkeypatch.setattr(saved, "FEWEST", 0)
    old = make_entry("Lantern one", issued="2019-05", concepts=[make_concept("theme", "gangs")])
    call_command("rebuild_search", "--keep-only", stdout=StringIO())
    new = make_entry("Lantern two", issued="2021")
    module.held = None
    no_reading_of_all()

    assert found("lantern") == [new.pk, old.pk]
    assert "'lantern'" in module.held.words.postings
    assert ask("theme=gangs&year_to=2020").total == 1


def test_kept_sets_that_nobody_can_follow_from_are_not_used():
    make_entry("Lantern one")
    call_command("rebuild_search", "--keep-only", stdout=StringIO())
    make_entry("Lantern two")
    saved.SearchChange.objects.order_by("revision").first().delete()
    module.held = None

    assert len(found("lantern")) == 2


def test_writing_every_row_anew_changes_none():
    theme = make_concept("theme", "gangs", [make_concept("theme", "violence")])
    for number in range(3):
        make_entry(f"Lantern {number}", concepts=[theme], creators=["Roe, Ana", "Abe, Li"],
                   sections={"context": "In a harbour."}, takeaway="Light helps.")  # fmt: skip
    columns = [field.attname for field in IndexedEntry._meta.fields]
    before = list(IndexedEntry.objects.order_by("pk").values_list(*columns))

    project_all()

    assert list(IndexedEntry.objects.order_by("pk").values_list(*columns)) == before


def test_the_number_of_queries_does_not_grow_with_what_changed(django_assert_num_queries):
    make_entry("Lantern")
    found("lantern")
    for number in range(10):
        make_entry(f"Lantern {number}")

    with django_assert_num_queries(13):
        found("lantern")
