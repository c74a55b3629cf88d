"""Changes of many entries: what the preview says, what applying does, what undoing leaves."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.curation import bulk, reviewing
from documents.curation.bulk import jobs
from documents.curation.workflow import perform
from documents.history import actions
from documents.models import BulkChange, Entry, HarmQuestion, IndexedEntry, Revision, Threshold
from taxonomy.actions import merge
from taxonomy.localized import LocalizedText
from taxonomy.models import Concept
from tests.factories import make_concept, make_entry, make_kind, make_scheme
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_person("ben", "Curators")


@pytest.fixture
def youth():
    return make_concept("theme", "youth", label="Youth")


@pytest.fixture
def women():
    return make_concept("theme", "women", label="Women")


def tag(user, entries, add=(), remove=(), note=""):
    action = "retag" if add and remove else "tag" if add else "untag"
    parameters = {"add": [c.pk for c in add], "remove": [c.pk for c in remove], "note": note}
    return bulk.prepare(user, action, parameters, [entry.pk for entry in entries])


def publish(user, entries, reason=""):
    return bulk.prepare(user, "publish", {"reason": reason}, [entry.pk for entry in entries])


def ask(user, entries, reviewer, due_on=None):
    parameters = {"reviewer": reviewer.pk, "due_on": due_on}
    return bulk.prepare(user, "reviewer", parameters, [entry.pk for entry in entries])


def due(user, entries, day="2027-01-31"):
    return bulk.prepare(user, "review_due", {"day": day}, [entry.pk for entry in entries])


def outcomes(change) -> list[tuple[str, str]]:
    """(outcome, why) in the order of the entries."""
    return [(line.outcome, str(line.reason).replace("\n", " ")) for line in change.lines.all()]


def public_addresses(entry) -> list[str]:
    address = entry.get_absolute_url()
    return [address, f"{address}versions/", f"{address}versions/1/"]


def concepts(entry) -> set[str]:
    return set(Entry.objects.get(pk=entry.pk).concepts.values_list("code", flat=True))


class TestConcepts:
    def test_the_preview_names_each_entry_and_changes_none(self, curator, youth):
        tagged = make_entry("Tagged", concepts=[youth])
        plain, gone = make_entry("Plain"), make_entry("Gone", state="withdrawn")

        change = tag(curator, [tagged, plain, gone], add=[youth])

        assert outcomes(change) == [
            ("same", ""), ("change", ""), ("refused", "A withdrawn entry does not change."),
        ]  # fmt: skip
        assert concepts(plain) == set()
        assert not Revision.objects.exists()

    def test_tags_are_added_with_a_revision_and_the_search_knows(self, curator, youth):
        entry = make_entry()
        change = tag(curator, [entry], add=[youth], note="Now under youth.")

        bulk.apply(change.pk)

        revision = entry.revisions.get()
        assert concepts(entry) == {"youth"}
        assert (revision.actor, str(revision.note)) == (curator, "Now under youth.")
        assert revision.record["concepts"] == {"theme": ["youth"]}
        assert youth.pk in IndexedEntry.objects.get(entry=entry).concept_ids
        assert outcomes(change) == [("done", "")]

    def test_one_concept_replaces_another_only_where_it_stood(self, curator, youth, women):
        one, both = make_entry(concepts=[youth]), make_entry(concepts=[youth, women])
        other = make_entry()

        bulk.apply(tag(curator, [one, both, other], add=[women], remove=[youth]).pk)

        assert [concepts(each) for each in (one, both, other)] == [{"women"}, {"women"}, set()]

    def test_a_published_entry_keeps_the_last_goal_that_its_kind_requires(self, curator):
        make_kind("tool", required=["goal"])
        goal, other = make_concept("goal", "G1"), make_concept("goal", "G2")
        published, draft = make_entry(concepts=[goal]), make_entry(concepts=[goal], state="draft")
        two = make_entry(concepts=[goal, other])

        change = tag(curator, [published, draft, two], remove=[goal])
        bulk.apply(change.pk)

        assert outcomes(change) == [
            ("refused", "tool needs a goal."), ("done", ""), ("done", ""),
        ]  # fmt: skip
        assert [concepts(each) for each in (published, draft, two)] == [{"G1"}, set(), {"G2"}]

    def test_a_proposed_goal_does_not_stand_for_an_accepted_one(self, curator):
        make_kind("tool", required=["goal"])
        goal = make_concept("goal", "G1")
        proposed = make_concept("goal", "G9", status=Concept.Status.PROPOSED)
        entry = make_entry(concepts=[goal])

        change = tag(curator, [entry], add=[proposed], remove=[goal])

        assert outcomes(change) == [("refused", "tool needs a goal.")]

    def test_a_vocabulary_of_another_kind_is_refused(self, curator):
        cost = make_concept("cost", "low")
        make_kind("practice").schemes.add(make_scheme("cost"))

        change = tag(curator, [make_entry(), make_entry(kind="practice")], add=[cost])

        assert outcomes(change) == [
            ("refused", "Entries of this kind do not use the vocabulary “Cost”."), ("change", ""),
        ]  # fmt: skip

    @pytest.mark.parametrize("scheme", ["kind", "place", "outcome", "result"])
    def test_what_is_no_tag_is_never_added(self, curator, scheme):
        change = tag(curator, [make_entry()], add=[make_concept(scheme, "x")])

        assert outcomes(change) == [("refused", "The concept is not in use any more.")]

    def test_a_concept_out_of_use_since_the_preview_is_left_out(self, curator, youth):
        entry = make_entry()
        change = tag(curator, [entry], add=[youth])
        Concept.objects.filter(pk=youth.pk).update(status=Concept.Status.DEPRECATED)

        bulk.apply(change.pk)

        assert outcomes(change) == [("left", "The concept is not in use any more.")]
        assert concepts(entry) == set()


class TestApplying:
    def test_whoever_changed_an_entry_since_the_preview_is_not_overwritten(self, curator, youth):
        changed, other, gone = make_entry(), make_entry(), make_entry(state="draft")
        change = tag(curator, [changed, other, gone], add=[youth])
        Entry.objects.filter(pk=changed.pk).update(title="Corrected")
        actions.entry_saved(changed, None)
        gone.delete()

        bulk.apply(change.pk)

        assert outcomes(change) == [
            ("left", "Somebody has changed it since the preview."), ("done", ""),
            ("left", "The entry is not there any more."),
        ]  # fmt: skip
        assert concepts(changed) == set()

    def test_permission_is_asked_again(self, curator, youth):
        entry = make_entry()
        change = tag(curator, [entry], add=[youth])
        curator.groups.clear()

        bulk.apply(change.pk)

        assert outcomes(change) == [("left", "You may not change this entry.")]
        assert concepts(entry) == set()

    def test_it_is_applied_once(self, curator, youth):
        change = tag(curator, [make_entry()], add=[youth])
        bulk.apply(change.pk)

        with pytest.raises(ValidationError, match="applied"):
            bulk.apply(change.pk)

    def test_no_preview_of_an_account_that_is_gone(self, curator, youth):
        change = tag(curator, [make_entry()], add=[youth])
        curator.delete()

        with pytest.raises(PermissionDenied):
            bulk.apply(change.pk)

    def test_nothing_is_written_where_something_fails(self, curator, youth, monkeypatch):
        entries = [make_entry(), make_entry()]
        change = tag(curator, entries, add=[youth])
        monkeypatch.setattr("documents.history.revisions.project", None)

        with pytest.raises(TypeError):
            jobs.start_applying(change)

        change.refresh_from_db()
        assert change.state == "prepared"
        assert [concepts(each) for each in entries] == [set(), set()]

    def test_many_are_left_to_the_worker(self, curator, youth, monkeypatch):
        monkeypatch.setattr("documents.curation.bulk.lines.AT_ONCE", 1)
        entries = [make_entry(), make_entry()]
        change = tag(curator, entries, add=[youth])

        jobs.start_applying(change)
        with pytest.raises(ValidationError):
            jobs.start_applying(change)

        change.refresh_from_db()
        assert (change.state, concepts(entries[0])) == ("applying", set())
        jobs.apply_change.func(change.pk, "en")
        jobs.apply_change.func(change.pk, "en")  # too late: nothing happens
        change.refresh_from_db()
        assert change.state == "applied"
        assert concepts(entries[0]) == concepts(entries[1]) == {"youth"}

    def test_there_is_no_change_of_nothing(self, curator):
        with pytest.raises(ValidationError, match="no entries"):
            due(curator, [])


class OfOneEntry(BaseBackend):
    """May change the entries with this title alone."""

    def has_perm(self, user, permission, obj=None):
        return permission == "documents.change_entry" and getattr(obj, "title", "") == "Own"


def test_permission_is_asked_for_each_entry(settings, youth):
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.OfOneEntry"]
    entries = [make_entry("Own"), make_entry("Of others")]

    change = tag(make_person("max", "Members"), entries, add=[youth])
    bulk.apply(change.pk)

    assert outcomes(change) == [("done", ""), ("refused", "You may not change this entry.")]
    assert [concepts(each) for each in entries] == [{"youth"}, set()]


class TestUndoing:
    def test_entries_become_what_each_was(self, curator, youth, women):
        both, one, none = make_entry(concepts=[youth, women]), make_entry(concepts=[women]), None
        none = make_entry()
        change = tag(curator, [both, one, none], add=[youth, women])
        bulk.apply(change.pk)

        bulk.undo(change.pk, curator)

        assert [concepts(each) for each in (both, one, none)] == [
            {"youth", "women"}, {"women"}, set(),
        ]  # fmt: skip
        assert outcomes(change) == [("same", ""), ("undone", ""), ("undone", "")]
        assert none.revisions.first().action == "bulk undone"

    def test_what_was_worked_on_since_stays_and_is_named(self, curator, youth):
        worked_on, other = make_entry(), make_entry()
        change = tag(curator, [worked_on, other], add=[youth])
        bulk.apply(change.pk)
        Entry.objects.filter(pk=worked_on.pk).update(title="Corrected")
        actions.entry_saved(worked_on, None)

        bulk.undo(change.pk, curator)

        assert outcomes(change) == [("kept", "Somebody has changed it since."), ("undone", "")]
        assert [concepts(each) for each in (worked_on, other)] == [{"youth"}, set()]

    def test_what_was_merged_since_comes_back_as_its_successor(self, curator, youth, women):
        entry = make_entry(concepts=[youth])
        change = tag(curator, [entry], remove=[youth])
        bulk.apply(change.pk)
        merge(youth, women, curator)

        bulk.undo(change.pk, curator)

        assert concepts(entry) == {"women"}

    def test_the_day_of_the_next_review_goes_back(self, curator):
        dated, undated = make_entry(review_due=date(2026, 5, 1)), make_entry()
        change = due(curator, [dated, undated])
        bulk.apply(change.pk)
        days = Entry.objects.order_by("pk").values_list("review_due", flat=True)
        assert list(days) == [date(2027, 1, 31)] * 2
        assert dated.revisions.get().version == 1  # readers had none of it before

        bulk.undo(change.pk, curator)

        assert list(days.all()) == [date(2026, 5, 1), None]

    def test_it_is_not_undone_twice_nor_before_it_is_applied(self, curator, youth):
        change = tag(curator, [make_entry()], add=[youth])
        with pytest.raises(ValidationError):
            bulk.undo(change.pk, curator)
        bulk.apply(change.pk)
        bulk.undo(change.pk, curator)

        with pytest.raises(ValidationError, match="undone"):
            bulk.undo(change.pk, curator)

    def test_not_by_who_may_not_change_entries(self, curator, youth):
        entry = make_entry()
        change = tag(curator, [entry], add=[youth])
        bulk.apply(change.pk)

        with pytest.raises(PermissionDenied):
            bulk.undo(change.pk, make_person("max", "Members"))

        assert concepts(entry) == {"youth"}

    def test_a_publication_is_taken_back_to_where_each_was(self, client, curator):
        Threshold.objects.create(kind=make_kind("tool"), reviewers=0)
        entries = [make_entry(state="draft"), make_entry(state="accepted")]
        change = publish(curator, entries)
        bulk.apply(change.pk)
        assert IndexedEntry.objects.count() == 2

        bulk.undo(change.pk, curator)

        states = list(Entry.objects.order_by("pk").values_list("state", "published_at"))
        assert states == [("draft", None), ("accepted", None)]
        assert not IndexedEntry.objects.exists()
        addresses = [page for each in entries for page in public_addresses(each)]
        assert {client.get(address).status_code for address in addresses} == {404}
        assert [each for each, _why in outcomes(change)] == ["undone", "undone"]
        assert entries[0].state_changes.first().transition == "take_back"

    def test_what_readers_have_had_for_long_or_are_sent_to_stays_published(self, curator):
        Threshold.objects.create(kind=make_kind("tool"), reviewers=0)
        old, needed = make_entry(state="draft"), make_entry(state="draft")
        change = publish(curator, [old, needed])
        bulk.apply(change.pk)
        Entry.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=2))
        needed.refresh_from_db()
        actions.withdraw(make_entry("Outdated"), curator, "Outdated.", replacement=needed)

        bulk.undo(change.pk, curator)

        (first, why), (second, reason) = outcomes(change)
        assert (first, second) == ("kept", "kept")
        assert "more than a day" in why
        assert "its replacement" in reason
        assert Entry.objects.published().count() == 2

    def test_a_publication_is_taken_back_by_those_only_who_may_publish(self, curator):
        Threshold.objects.create(kind=make_kind("tool"), reviewers=0)
        entry = make_entry(state="draft")
        change = publish(curator, [entry])
        bulk.apply(change.pk)

        with pytest.raises(PermissionDenied):
            bulk.undo(change.pk, make_person("rita", "Reviewers"))

        assert Entry.objects.get(pk=entry.pk).is_published


class TestPublishing:
    def test_the_preview_says_what_is_missing(self, curator):
        kind = make_kind("tool", sections=["purpose"], required=["goal"])
        kind.section_templates.update(required=True)
        Threshold.objects.create(kind=kind, reviewers=0)
        question = HarmQuestion.objects.create(code="minors", text=LocalizedText(en="Minors?"))
        goal = make_concept("goal", "G1")
        whole = {"concepts": [goal], "sections": {"purpose": "Peace."}, "state": "draft"}
        lacking, ready = make_entry(state="draft"), make_entry(**whole)
        wordy = make_entry(**whole, summary="word " * 251)
        for entry in (ready, wordy):
            entry.harm_answers.create(question=question, value="no")

        change = publish(curator, [lacking, ready, wordy, make_entry()])
        before = outcomes(change)
        bulk.apply(change.pk)

        assert [outcome for outcome, _why in before] == ["refused", "change", "refused", "refused"]
        assert before[0][1] == (
            "tool needs a goal. The section “Purpose” is required for this kind and is empty. "
            "The do-no-harm questions are not all answered."
        )
        assert "251 words" in before[2][1]
        assert "is published now" in before[3][1]
        assert Entry.objects.get(pk=ready.pk).is_published
        assert ready.state_changes.get().transition == "publish"

    def test_each_preview_says_what_the_workflow_would(self, curator):
        """For every state, the same refusal in the preview as from the step itself."""
        other = make_entry("Another")
        for state in Entry.State:
            columns = {"replacement": other} if state == "superseded" else {}
            entry = make_entry(state=state, **columns)
            why = outcomes(publish(curator, [entry], "A reason."))[0][1]
            with pytest.raises(ValidationError) if why else transaction.atomic() as error:
                perform(entry, "publish", curator, "A reason.")
            if why:
                assert why == " ".join(error.value.messages)

    def test_what_reviewers_have_not_accepted_needs_an_organizer_and_a_reason(self, curator):
        entry = make_entry(state="draft")
        organizer = make_person("ana", "Organizers")

        assert "An organizer can decide" in outcomes(publish(curator, [entry], "Now."))[0][1]
        assert "say why" in outcomes(publish(organizer, [entry]))[0][1]
        bulk.apply(publish(organizer, [entry], "The minister signed it.").pk)

        change = entry.state_changes.get()
        assert str(change.reason) == "The minister signed it.\n0 of 2 reviews are in."

    def test_what_came_to_lack_something_is_left_out_and_the_rest_published(self, curator):
        kind = make_kind("tool")
        Threshold.objects.create(kind=kind, reviewers=0)
        late, ready = make_entry(state="draft"), make_entry(state="draft", takeaway="Walk.")
        change = publish(curator, [late, ready])
        kind.required = ["takeaway"]
        kind.save()

        bulk.apply(change.pk)

        assert outcomes(change) == [("left", "tool needs takeaway."), ("done", "")]
        assert Entry.objects.get(pk=late.pk).state == "draft"


class TestReviewers:
    @pytest.fixture
    def rita(self):
        return make_person("rita", "Reviewers")

    def test_only_entries_in_review_that_are_not_hers_and_not_asked_already(self, curator, rita):
        ready, asked = make_entry(state="in_review"), make_entry(state="in_review")
        own, draft = make_entry(state="in_review", entered_by=rita), make_entry(state="draft")
        reviewing.assign(asked, rita, curator)

        change = ask(curator, [ready, asked, own, draft], rita, "2027-01-31")
        bulk.apply(change.pk)

        assert outcomes(change) == [
            ("done", ""),
            ("refused", "This reviewer has been asked already."),
            ("refused", "The entry comes from this account; somebody else must judge it."),
            ("refused", f"{draft.identifier} is not in review."),
        ]
        review = ready.reviews.get()
        assert (review.reviewer, review.assigned_by) == (rita, curator)
        assert review.due_on == date(2027, 1, 31)

    def test_who_is_no_reviewer_is_not_asked(self, curator):
        change = ask(curator, [make_entry(state="in_review")], make_person("max", "Members"))

        assert outcomes(change) == [("refused", "This account is not a reviewer.")]

    def test_who_does_not_curate_asks_nobody(self, rita):
        change = ask(make_person("max", "Members"), [make_entry(state="in_review")], rita)

        assert outcomes(change) == [("refused", "You may not ask for reviews of this entry.")]

    def test_undoing_asks_no_longer_and_keeps_what_was_sent(self, curator, rita):
        open_, refused = make_entry(state="in_review"), make_entry(state="in_review")
        change = ask(curator, [open_, refused], rita)
        bulk.apply(change.pk)
        reviewing.refuse(refused.reviews.get(), rita)

        bulk.undo(change.pk, curator)

        assert not open_.reviews.exists()
        assert refused.reviews.exists()
        assert [outcome for outcome, _why in outcomes(change)] == ["undone", "kept"]


def make_many(number: int, concept) -> list[Entry]:
    return [
        make_entry(f"Guide {n}", state="draft", concepts=[concept], sections={"purpose": "Peace."})
        for n in range(number)
    ]


LOOKS = {
    "tag": lambda user, entries, old, new: tag(user, entries, [new]),
    "retag": lambda user, entries, old, new: tag(user, entries, [new], [old]),
    "review_due": lambda user, entries, old, new: due(user, entries),
    "publish": lambda user, entries, old, new: publish(user, entries, "A reason."),
    "reviewer": lambda user, entries, old, new: ask(user, entries, user),
}


@pytest.mark.parametrize("action", LOOKS)
def test_a_preview_of_two_and_of_thirty_needs_the_same_queries(action, youth, women):
    HarmQuestion.objects.create(code="minors", text=LocalizedText(en="Minors?"))
    counts = []
    for number in (2, 28):
        entries = make_many(number, youth)
        organizer = make_person(f"ana{number}", "Organizers")
        with CaptureQueriesContext(connection) as captured:
            LOOKS[action](organizer, entries, youth, women)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_tagging_two_and_thirty_needs_the_same_queries(curator, youth, women):
    counts = []
    for number in (2, 28):
        change = tag(curator, make_many(number, youth), [women], [youth])
        with CaptureQueriesContext(connection) as captured:
            bulk.apply(change.pk)
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "columns", [{"state": "applied"}, {"state": "undone"}, {"applied_at": "2026-01-01T00:00Z"}]
)
def test_the_database_refuses_a_state_without_its_date(curator, youth, columns):
    change = tag(curator, [make_entry()], add=[youth])

    with pytest.raises(IntegrityError), transaction.atomic():
        BulkChange.objects.filter(pk=change.pk).update(**columns)
