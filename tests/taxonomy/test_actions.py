import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from documents.models import IndexedEntry
from taxonomy import actions
from taxonomy.models import Concept, Label
from tests.factories import make_concept, make_entry, make_kind
from tests.searching import found

pytestmark = pytest.mark.django_db


def names(concept):
    return sorted(concept.labels.values_list("kind", "text"))


def test_a_merge_moves_entries_narrower_concepts_and_names():
    old, new = make_concept("theme", "gangs"), make_concept("theme", "gang-violence")
    below = make_concept("theme", "maras", [old])
    tagged, twice = make_entry(concepts=[old]), make_entry(concepts=[old, new])

    actions.merge(old, new)

    assert list(tagged.concepts.all()) == list(twice.concepts.all()) == [new]
    assert list(below.broader.all()) == [new]
    assert names(new) == [("alternative", "gangs"), ("preferred", "gang-violence")]
    old.refresh_from_db()
    assert (old.status, old.successor) == (Concept.Status.MERGED, new)


def test_after_a_merge_the_search_knows_the_entry_by_the_successor():
    old, new = make_concept("theme", "gangs"), make_concept("theme", "violence")
    entry = make_entry(concepts=[old])

    actions.merge(old, new)

    indexed = IndexedEntry.objects.get(pk=entry.pk)
    assert new.pk in indexed.concept_ids
    assert old.pk not in indexed.concept_ids
    assert found("gangs") == [entry.pk]


def test_concepts_merged_earlier_follow_to_the_new_successor():
    first, second, third = (make_concept("theme", code) for code in ("one", "two", "three"))
    actions.merge(first, second)

    actions.merge(second, third)

    first.refresh_from_db()
    assert first.successor == third


@pytest.mark.parametrize("problem", ["itself", "another vocabulary", "its own child", "kinds"])
def test_impossible_merges_are_refused_and_change_nothing(problem):
    concept = make_concept("theme", "one")
    into = {
        "itself": lambda: concept,
        "another vocabulary": lambda: make_concept("goal", "two"),
        "its own child": lambda: make_concept("theme", "two", [concept]),
        "kinds": lambda: make_kind("practice"),
    }[problem]()
    concept = make_kind("tool") if problem == "kinds" else concept

    with pytest.raises(ValidationError):
        actions.merge(Concept.objects.get(pk=concept.pk), Concept.objects.get(pk=into.pk))

    assert not Concept.objects.filter(status=Concept.Status.MERGED).exists()


def test_renaming_a_concept_lets_its_entries_be_found_by_the_new_name():
    above = make_concept("theme", "violence")
    entry = make_entry(concepts=[make_concept("theme", "gangs", [above])])
    Label.objects.create(concept=above, language="es", kind="alternative", text="pandilla")

    actions.concept_saved(above)

    assert found("pandillas") == [entry.pk]


def test_a_deprecated_concept_keeps_its_entries_and_names_its_successor():
    old, new = make_concept("theme", "old"), make_concept("theme", "new")
    entry = make_entry(concepts=[old])

    actions.deprecate(old, new)

    assert list(entry.concepts.all()) == [old]
    assert Concept.objects.get(pk=old.pk).successor == new


def test_the_database_itself_refuses_a_circle():
    top = make_concept("theme", "top")
    middle = make_concept("theme", "middle", [top])
    bottom = make_concept("theme", "bottom", [middle])

    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic():
        top.broader.add(bottom)

    with pytest.raises(IntegrityError, match="below itself"), transaction.atomic():
        top.broader.add(top)


def test_ancestors_of_a_concept_with_two_parents_are_all_above_it_once():
    top = make_concept("theme", "top")
    left, right = make_concept("theme", "left", [top]), make_concept("theme", "right", [top])

    bottom = make_concept("theme", "bottom", [left, right])

    assert bottom.ancestor_ids == sorted([top.pk, left.pk, right.pk, bottom.pk])


def test_a_concept_can_take_over_the_one_that_was_to_succeed_it():
    kept, successor = make_concept("theme", "kept"), make_concept("theme", "successor")
    kept.successor = successor
    kept.save()

    actions.merge(successor, kept)

    kept.refresh_from_db()
    assert kept.successor is None
