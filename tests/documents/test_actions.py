import pytest
from django.core.exceptions import ValidationError

from documents.history import actions
from documents.models import IndexedEntry, Relation
from tests.factories import make_concept, make_entry, make_kind

pytestmark = pytest.mark.django_db


def messages_of(error):
    return [text for texts in error.value.message_dict.values() for text in texts]


def test_publishing_names_everything_that_is_missing_and_where():
    kind = make_kind("failure", required=["takeaway", "goal"], required_relations=["qualifies"])
    make_kind("failure", sections=["happened"])
    kind.section_templates.update(required=True)
    entry = make_entry(kind="failure", state="draft")

    with pytest.raises(ValidationError) as error:
        actions.publish(entry, None)

    assert set(error.value.message_dict) == {
        "takeaway", "concepts_goal", "section_happened", "relations",
    }  # fmt: skip
    entry.refresh_from_db()
    assert entry.state == "draft"
    assert not IndexedEntry.objects.exists()


def test_publishing_refuses_a_text_over_its_limit():
    make_kind("tool", sections=["purpose"]).section_templates.update(word_limit=3)
    entry = make_entry(state="draft", sections={"purpose": "one two three four"})

    with pytest.raises(ValidationError) as error:
        actions.publish(entry, None)

    assert messages_of(error) == ["“Purpose” has 4 words; at most 3 are allowed."]


def test_a_complete_entry_is_published_once_and_found():
    goal = make_concept("goal", "G1")
    make_kind("tool", required=["goal"])
    entry = make_entry(state="draft", concepts=[goal])

    actions.publish(entry, None)

    assert entry.is_published
    assert entry.published_at
    assert list(IndexedEntry.objects.values_list("pk", flat=True)) == [entry.pk]
    assert entry.revisions.get().action == "publish"


def test_withdrawing_keeps_reason_and_replacement_and_leaves_the_search():
    entry, better = make_entry("Old"), make_entry("New")

    actions.withdraw(entry, None, "Superseded.", better)

    assert (entry.state, entry.withdrawal_reason, entry.replacement) == (
        "withdrawn", "Superseded.", better,
    )  # fmt: skip
    assert list(IndexedEntry.objects.values_list("pk", flat=True)) == [better.pk]


@pytest.mark.parametrize(
    ("state", "reason", "replacement"),
    [("draft", "Why not", None), ("published", "  ", None), ("published", "Why not", "draft")],
)
def test_impossible_withdrawals_are_refused(state, reason, replacement):
    entry = make_entry(state=state)
    other = make_entry(state=replacement) if replacement else None

    with pytest.raises(ValidationError):
        actions.withdraw(entry, None, reason, other)

    entry.refresh_from_db()
    assert entry.state == state


def test_a_withdrawn_entry_cannot_be_published_again():
    entry = make_entry(state="withdrawn")

    with pytest.raises(ValidationError):
        actions.publish(entry, None)


def test_saving_without_a_difference_adds_no_revision():
    entry = make_entry()
    actions.entry_saved(entry, None)

    assert actions.entry_saved(entry, None) is None
    assert entry.revisions.count() == 1


def test_evidence_counts_only_while_a_public_entry_evaluates():
    practice, study = make_entry("Practice"), make_entry("Study", state="draft")
    relation = Relation.objects.create(source=study, type="evaluates", target=practice)
    actions.entry_saved(study, None)
    assert IndexedEntry.objects.get(pk=practice.pk).evaluated_from is None

    actions.publish(study, None)
    assert IndexedEntry.objects.get(pk=practice.pk).evaluated_from is not None

    relation.delete()
    actions.entry_saved(study, None)
    assert IndexedEntry.objects.get(pk=practice.pk).evaluated_from is None
