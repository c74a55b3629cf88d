"""The starter collection is brought up to date without undoing what people decided since."""

from importlib import import_module
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from documents.history import actions
from documents.history.importing import import_records
from documents.history.starter import told
from documents.models import Entry, Link, Relation, Revision
from tests.documents.records.rows import rows_of
from tests.factories import make_concept, make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

RECORD = {
    "key": "walks", "kind": "tool", "title": "Walks", "takeaway": "Walk.", "state": "published",
    "concepts": {"theme": ["women"]}, "sections": {"purpose": "To see."},
}  # fmt: skip
NEWER = RECORD | {"takeaway": "Walk at night.", "sections": {"purpose": "To see what they see."}}


@pytest.fixture(autouse=True)
def vocabularies():
    make_kind("tool", sections=["purpose"])
    make_concept("theme", "women")


@pytest.fixture
def curator():
    return make_person("ana", "Organizers")


def loaded() -> Entry:
    import_records([RECORD])
    return Entry.objects.get(import_key="walks")


def supersede(entry, curator):
    actions.supersede(entry, curator, "A better one.", make_entry("Better"))


def withdraw(entry, curator):
    actions.withdraw(entry, curator, "Outdated.")


def take_back(entry, curator):
    actions.take_back(entry, Entry.State.DRAFT, curator, "Too early.")


def decline(entry, curator):
    take_back(entry, curator)
    actions.move(entry, "submit", Entry.State.SUBMITTED, curator)
    actions.move(entry, "decline", Entry.State.DECLINED, curator, "Not ours.")


def edit(entry, curator):
    Link.objects.create(entry=entry, url="https://example.net/")
    actions.entry_saved(entry, curator)


def edit_and_close_the_account(entry, curator):
    edit(entry, curator)
    curator.delete()


def be_named(entry, curator):
    """Another entry is superseded by this one, which so has a relation."""
    actions.supersede(make_entry("Older"), curator, "Outdated.", entry)


@pytest.mark.parametrize(
    "decide",
    [supersede, withdraw, take_back, decline, edit, edit_and_close_the_account, be_named],
)
def test_what_people_decided_is_left_alone_and_named(decide, curator):
    entry = loaded()
    decide(entry, curator)
    entry.refresh_from_db()
    before = rows_of(entry), list(Entry.objects.values()), list(Relation.objects.values())

    (line,) = import_records([NEWER], update=True)

    assert line.what == "left alone"
    assert list(told([line], in_full=False)) == [
        f"{entry} ({entry.get_state_display()}): left alone, changed by people"
    ]
    after = Entry.objects.get(pk=entry.pk)
    assert (rows_of(after), list(Entry.objects.values()), list(Relation.objects.values())) == before


def test_what_nobody_changed_is_brought_up_to_date_again_and_again():
    entry = loaded()

    for record in (NEWER, RECORD, NEWER):
        (line,) = import_records([record], update=True)
        assert line.what == "updated"

    entry.refresh_from_db()
    assert (entry.takeaway, entry.is_published) == ("Walk at night.", True)
    assert [each.version for each in entry.revisions.all()] == [4, 3, 2, 1]


def test_what_is_the_same_is_not_written():
    entry = loaded()
    before = list(Entry.objects.values()), list(Revision.objects.values())

    (line,) = import_records([RECORD], update=True)

    assert (line.what, line.entry) == ("unchanged", entry)
    assert (list(Entry.objects.values()), list(Revision.objects.values())) == before


def test_only_the_parts_that_differ_are_written():
    entry = loaded()
    before = entry.concepts.through.objects.get().pk

    import_records([NEWER], update=True)

    assert entry.concepts.through.objects.get().pk == before


def test_many_entries_are_written_in_as_many_queries_as_few(django_assert_max_num_queries):
    few, many = ([RECORD | {"key": f"{count}-{n}"} for n in range(count)] for count in (2, 30))
    import_records(many[:1])  # what is looked up once for all is there
    with django_assert_max_num_queries(200) as asked:
        import_records(few)
    with django_assert_max_num_queries(len(asked)):
        import_records(many[1:])


def test_an_entry_that_lacks_what_its_kind_requires_is_not_published():
    make_kind("tool").section_templates.update(required=True)

    with pytest.raises(Exception, match="Walks: The section"):
        import_records([RECORD | {"sections": {}}])

    assert not Entry.objects.exists()


def test_an_update_that_would_leave_a_published_entry_incomplete_is_refused():
    entry = loaded()
    make_kind("tool").section_templates.update(required=True)

    with pytest.raises(Exception, match="would lack what their kind requires"):
        import_records([RECORD | {"sections": {}}], update=True)

    assert entry.sections.count() == 1


# -- The command -----------------------------------------------------------------------------


@pytest.fixture
def starter(monkeypatch):
    """The starter collection is these records."""
    records = [RECORD]
    monkeypatch.setattr("documents.history.starter.records", lambda: records)
    monkeypatch.setattr("documents.management.commands.load_starter.load_kinds", lambda: 0)
    monkeypatch.setattr("documents.management.commands.load_starter.load_review_terms", list)
    return records


def printed(*options: str) -> list[str]:
    out = StringIO()
    call_command("load_starter", *options, stdout=out)
    return out.getvalue().splitlines()


def test_a_dry_run_says_entry_by_entry_what_would_change_and_writes_nothing(starter):
    printed()
    entry = Entry.objects.get()
    before = list(Entry.objects.values()), Revision.objects.count()
    starter[:] = [NEWER, RECORD | {"key": "new", "title": "New"}]

    lines = printed("--dry-run", "--update")

    assert lines == [
        f"{entry.identifier} Walks: updated",
        "  takeaway: Walk. → Walk at night.",
        "  sections › Purpose: To see. → To see what they see.",
        "New: created",
        "0 kinds created, 1 entries updated, 1 entries created (dry run: nothing written)",
    ]
    assert (list(Entry.objects.values()), Revision.objects.count()) == before


def test_a_second_start_changes_nothing(starter):
    assert printed() == ["0 kinds created, 1 entries created"]
    assert printed() == ["0 kinds created, 1 entries kept"]
    assert printed("--update") == ["0 kinds created, 1 entries unchanged"]


def test_long_texts_are_shown_where_they_differ(starter):
    same = "word " * 30
    starter[:] = [RECORD | {"summary": f"{same}old"}]
    printed()
    starter[:] = [RECORD | {"summary": f"{same}new"}]

    assert printed("--dry-run", "--update")[1] == (
        "  summary: …word word word word old → …word word word word new"
    )


def test_what_was_loaded_before_revisions_said_so_is_brought_up_to_date_too(curator):
    name = import_module("documents.migrations.0022_loaded").NAME
    loaded()
    import_records([RECORD | {"key": "edited"}])
    edit(Entry.objects.get(import_key="edited"), curator)
    Revision.objects.filter(number=1).update(action="publish")

    with connection.cursor() as cursor:
        cursor.execute(name)

    lines = import_records([NEWER, NEWER | {"key": "edited"}], update=True)
    assert [line.what for line in lines] == ["updated", "left alone"]
