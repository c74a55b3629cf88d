"""An import is written once, whoever asks how often, and taken back without harm to others."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from documents.changes import apply, start, undo
from documents.history.actions import entry_saved
from documents.models import Entry, Kind, Relation
from exchange.files import uploaded
from exchange.jobs import apply_import, prepare_import, undo_import
from exchange.models import ImportRow, ImportRun
from jobs import actions
from jobs.models import Job
from tests.factories import make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

State = ImportRun.State
CSV = b"kind,title\ntool,Walks\n"


@pytest.fixture
def run():
    make_kind("tool")
    run = uploaded(make_person("ben", "Curators"), "table.csv", CSV)
    run.save()
    start(prepare_import, run, State.PREPARING)
    return run


def now(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def test_of_two_who_apply_at_once_one_is_refused(run):
    start(apply_import, run, State.APPLYING, run.actor_id, False)

    with pytest.raises(ValidationError, match="applied"):
        start(apply_import, run, State.APPLYING, run.actor_id, False)

    assert Entry.objects.count() == 1
    assert now(run).state == State.APPLIED


@pytest.mark.parametrize(
    ("job", "arguments"), [(prepare_import, ()), (apply_import, (0, False)), (undo_import, (0,))]
)
def test_a_job_that_is_tried_again_too_late_changes_nothing(run, job, arguments):
    start(apply_import, run, State.APPLYING, run.actor_id, False)

    job.func(run.pk, "en", *arguments)

    assert now(run).state == State.APPLIED
    assert now(run).rows.count() == 1
    assert Entry.objects.count() == 1


def test_what_the_columns_say_is_not_changed_out_of_turn(run):
    start(apply_import, run, State.APPLYING, run.actor_id, False)

    with pytest.raises(ValidationError):
        start(prepare_import, run, State.PREPARING)

    assert now(run).rows.count() == 1


def test_undoing_leaves_what_another_entry_refers_to(run):
    start(apply_import, run, State.APPLYING, run.actor_id, False)
    walks, other = Entry.objects.get(), make_entry("Report")
    Relation.objects.create(source=other, type="documents", target=walks)

    assert undo(now(run), run.actor).kept == [walks.identifier]

    assert Relation.objects.count() == 1


def test_a_change_says_when_it_was_made(run):
    entry = make_entry("Talks")
    entry_saved(entry, None)
    before = Entry.objects.get(pk=entry.pk).changed_at
    table = f"identifier,takeaway\n{entry.identifier},New.\n".encode()
    second = uploaded(run.actor, "second.csv", table)
    second.save()
    start(prepare_import, second, State.PREPARING)

    start(apply_import, second, State.APPLYING, run.actor_id, False)

    assert Entry.objects.get(pk=entry.pk).changed_at > before


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [("summary", "word " * 251, "Summary"), ("relations", "", "documents")],
)
def test_what_readers_have_keeps_to_the_rules_of_its_kind(run, column, cell, message):
    Kind.objects.update(required_relations=["documents"])
    entry, other = make_entry("Talks"), make_entry("Report")
    Relation.objects.create(source=entry, type="documents", target=other)
    entry_saved(entry, None)
    table = f"identifier,{column}\n{entry.identifier},{cell}\n".encode()
    second = uploaded(run.actor, "second.csv", table)
    second.save()
    start(prepare_import, second, State.PREPARING)

    start(apply_import, second, State.APPLYING, run.actor_id, False)

    assert now(second).state == State.PREPARED
    assert message in str(now(second).message)


def test_a_cancelled_job_lets_go_of_its_import_and_takes_it_up_again_when_retried(run, monkeypatch):
    monkeypatch.setattr("exchange.rows.AT_ONCE", 0)
    start(apply_import, run, State.APPLYING, run.actor_id, False)
    assert now(run).state == State.APPLYING

    actions.cancel(Job.objects.get())
    assert now(run).state == State.PREPARED

    actions.retry(Job.objects.get())
    assert now(run).state == State.APPLYING
    again = Job.objects.get().args_kwargs["args"]
    apply_import.func(*again)
    assert now(run).state == State.APPLIED
    assert now(run).applied_by == run.actor


def test_a_failed_job_whose_import_has_moved_on_is_not_tried_again(run, monkeypatch):
    monkeypatch.setattr("exchange.rows.AT_ONCE", 0)
    start(apply_import, run, State.APPLYING, run.actor_id, False)
    actions.cancel(Job.objects.get())
    apply(run, run.actor)

    with pytest.raises(ValidationError, match="start it again"):
        actions.retry(Job.objects.get())

    assert now(run).state == State.APPLIED
    assert Job.objects.count() == 1


def test_what_was_refused_is_told_in_the_language_of_whoever_reads_it(run):
    ImportRow.objects.update(action="error", problems=[["B2", "It is wrong."]])

    with translation.override("fr"):
        start(apply_import, run, State.APPLYING, run.actor_id, False)

    with translation.override("ar"):
        assert str(now(run).message) == "في بعض الصفوف أخطاء. لم يُكتب شيء."
