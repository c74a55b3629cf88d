"""Whoever withdraws an entry decides on those that it stands for, all in one transaction."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.curation.dependents import Decision, Fate
from documents.curation.workflow import perform
from documents.history import actions
from documents.models import Entry, HarmQuestion, Threshold
from taxonomy.localized import LocalizedText
from tests.factories import make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

WHY = "Its figures were invented."


@pytest.fixture(autouse=True)
def no_reviews_needed():
    Threshold.objects.create(kind=make_kind("tool"), reviewers=0)


@pytest.fixture
def curator(client):
    client.force_login(person := make_person("ben", "Curators"))
    return person


@pytest.fixture
def going():
    return make_entry("Second edition")


@pytest.fixture
def older(going):
    entry = make_entry("First edition")
    actions.supersede(entry, None, "A new edition.", going)
    return entry


@pytest.fixture
def gone(going):
    entry = make_entry("Draft edition")
    actions.withdraw(entry, None, "Full of errors.", going)
    return entry


def step(entry) -> str:
    return reverse("admin:documents_entry_step", args=[entry.pk, "withdraw"])


def now(entry) -> tuple:
    fresh = Entry.objects.get(pk=entry.pk)
    return fresh.state, fresh.replacement


def last_line(entry) -> tuple:
    change = entry.state_changes.first()
    return change.transition, change.source, change.target, change.actor, str(change.reason)


class TestThePage:
    def test_it_names_them_and_asks_what_becomes_of_each(self, client, curator, going, older, gone):
        page = client.get(step(going)).content.decode()

        for entry in (older, gone):
            assert entry.title in page
            assert f'name="fate_{entry.pk}"' in page
        assert page.count('value="reinstate"') == 1  # nothing leads back from a withdrawal

    def test_an_entry_that_stands_for_none_is_withdrawn_without_a_question(self, client, curator):
        entry = make_entry()

        assert 'name="fate_' not in client.get(step(entry)).content.decode()
        client.post(step(entry), {"reason": WHY})
        assert now(entry) == ("withdrawn", None)

    def test_without_an_answer_nothing_happens(self, client, curator, going, older):
        page = client.post(step(going), {"reason": WHY})

        assert page.context["page"].dependents.errors
        assert now(going) == ("published", None)

    def test_each_goes_its_way_with_a_line_of_history(self, client, curator, going, older, gone):
        other = make_entry("Third edition")
        third = make_entry("Leaflet")
        actions.supersede(third, None, "In the book now.", going)
        data = {
            "reason": WHY, f"fate_{older.pk}": "reinstate", f"fate_{gone.pk}": "leave",
            f"fate_{third.pk}": "other", f"instead_{third.pk}": other.pk,
        }  # fmt: skip

        client.post(step(going), data)

        assert now(going) == ("withdrawn", None)
        assert now(older) == ("published", None)
        assert now(gone) == ("withdrawn", None)
        assert now(third) == ("superseded", other)
        why = f"{going.identifier}, which stood for it, was withdrawn."
        assert last_line(older) == ("reinstate", "superseded", "published", curator, why)
        assert last_line(gone) == ("replace", "withdrawn", "withdrawn", curator, why)
        assert last_line(third) == ("replace", "superseded", "superseded", curator, why)
        assert [each.revisions.first().action for each in (older, gone, third)] == [
            "reinstate", "replace", "replace",
        ]  # fmt: skip
        assert list(other.relations.values_list("type", "target")) == [("supersedes", third.pk)]
        assert not going.relations.exists()

    def test_what_is_refused_for_one_is_said_at_it_and_nothing_happens(
        self, client, curator, going, older, gone
    ):
        HarmQuestion.objects.create(code="minors", text=LocalizedText(en="Minors?"))
        data = {"reason": WHY, f"fate_{older.pk}": "reinstate", f"fate_{gone.pk}": "leave"}

        page = client.post(step(going), data).context["page"]

        assert page.dependents.errors == {
            f"fate_{older.pk}": ["The do-no-harm questions are not all answered."]
        }
        assert now(going) == ("published", None)
        assert now(gone) == ("withdrawn", going)

    def test_without_another_entry_there_is_none_to_stand_for_it(
        self, client, curator, going, older
    ):
        page = client.post(step(going), {"reason": WHY, f"fate_{older.pk}": "other"})

        assert page.context["page"].dependents.errors == {f"fate_{older.pk}": ["Say which entry."]}
        assert "is not possible any more" not in page.content.decode()
        assert f'name="fate_{older.pk}"' in page.content.decode()

    def test_the_replacement_of_what_goes_stands_for_all_of_them(
        self, client, curator, going, older, gone
    ):
        other = make_entry("Third edition")
        fates = {f"fate_{each.pk}": "other" for each in (older, gone)}

        client.post(step(going), {"reason": WHY, "replacement": other.pk} | fates)

        assert [now(each)[1] for each in (going, older, gone)] == [other] * 3

    def test_what_is_reinstated_can_take_the_place_of_what_goes(
        self, client, curator, going, older
    ):
        data = {"reason": WHY, "replacement": older.pk, f"fate_{older.pk}": "reinstate"}

        client.post(step(going), data)

        assert now(going) == ("withdrawn", older)
        assert now(older) == ("published", None)

    @pytest.mark.parametrize("fate", ["leave", "other"])
    def test_but_not_what_stays_superseded(self, client, curator, going, older, fate):
        data = {"reason": WHY, "replacement": older.pk, f"fate_{older.pk}": fate}

        page = client.post(step(going), data).context["page"]

        assert list(page.form.errors) == ["replacement"]
        assert now(going) == ("published", None)


def test_a_superseded_entry_that_is_left_says_that_its_successor_was_withdrawn(
    client, curator, going, older
):
    perform(going, "withdraw", curator, WHY, decisions={older.pk: Decision(Fate.LEAVE)})

    assert now(older) == ("superseded", going)
    page = client.get(older.get_absolute_url()).content.decode()
    assert "The entry that stood for it was withdrawn." in page
    assert "A new edition." in page


def test_no_other_way_withdraws_it_without_a_decision(curator, going, older):
    with pytest.raises(ValidationError, match=f"say what becomes of them: {older.identifier}"):
        perform(going, "withdraw", curator, WHY)


class TestAnotherReplacement:
    def address(self, entry) -> str:
        return reverse("admin:documents_entry_replacement", args=[entry.pk])

    def test_it_is_named_with_a_reason_and_the_relation_follows(
        self, client, curator, going, older
    ):
        other = make_entry("Third edition")
        assert (
            self.address(older)
            in client.get(reverse("admin:documents_entry_desk", args=[older.pk])).content.decode()
        )

        client.post(self.address(older), {"reason": "Newer still.", "replacement": other.pk})

        assert now(older) == ("superseded", other)
        assert last_line(older)[-1] == "Newer still."
        assert not going.relations.exists()
        assert other.relations.get().target == older

    def test_a_superseded_entry_needs_one_and_a_tombstone_does_not(
        self, client, curator, older, gone
    ):
        for entry in (older, gone):
            client.post(self.address(entry), {"reason": "Nothing fits."})

        assert now(older)[1] is not None
        assert now(gone)[1] is None

    @pytest.mark.parametrize("state", ["draft", "withdrawn", "superseded"])
    def test_only_what_is_published_stands_for_others(self, client, curator, older, state):
        columns = {"replacement": make_entry("Fourth")} if state == "superseded" else {}
        other = make_entry("Third edition", state=state, **columns)

        page = client.post(self.address(older), {"reason": "So.", "replacement": other.pk})

        assert page.context["form"].errors["replacement"]

    def test_what_stands_for_itself_has_none(self, client, curator):
        entry = make_entry()

        assert client.get(self.address(entry)).status_code == 404
        with pytest.raises(ValidationError):
            actions.replace(entry, make_entry(), curator, "So.")

    @pytest.mark.parametrize("role", ["", "Members", "Reviewers"])
    def test_it_is_for_those_who_publish(self, client, older, role):
        client.force_login(make_person("max", role, is_staff=True))

        assert client.post(self.address(older), {"reason": "So."}).status_code == 403


def test_the_do_no_harm_questions_are_asked_where_an_entry_is_reinstated(client, curator, older):
    question = HarmQuestion.objects.create(code="minors", text=LocalizedText(en="Minors?"))
    address = reverse("admin:documents_entry_step", args=[older.pk, "reinstate"])

    assert "Minors?" in client.get(address).content.decode()
    client.post(address, {"reason": "It was right."})
    assert now(older)[0] == "superseded"
    client.post(address, {"reason": "It was right.", f"answer_{question.pk}": "no"})

    assert now(older) == ("published", None)
    assert older.harm_answers.get().answered_by == curator
