"""What is like an entry, and why."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from documents.audience import Audience
from documents.models import Entry
from documents.search.projection import project
from documents.search.similar import similar
from taxonomy.models import Label
from tests.factories import make_concept, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes():
    """A rare concept, a common one, and a branch of two, among twenty other entries."""
    common, rare, above = (make_concept("theme", c) for c in ("common", "rare", "above"))
    below = make_concept("theme", "below", [above])
    for number in range(20):
        make_entry(f"Something {number}", concepts=[common] if number < 12 else [])
    return {"common": common, "rare": rare, "above": above, "below": below}


def like(entry, audience=Audience.PUBLIC, **more):
    return similar(entry.pk, audience, **more)


def test_a_shared_rare_concept_makes_alike_and_a_common_one_does_not(themes):
    entry = make_entry("Bridge", concepts=[themes["rare"], themes["common"]])
    other = make_entry("Harbour", concepts=[themes["rare"]])

    found = like(entry)

    assert [each.result.pk for each in found] == [other.pk]
    assert [(r.title, r.labels) for r in found[0].reasons] == [("Theme", ("rare",))]


def test_of_a_branch_the_most_specific_shared_concept_counts(themes):
    entry = make_entry("Bridge", concepts=[themes["below"], themes["rare"]])
    make_entry("Harbour", concepts=[themes["below"], themes["rare"]])
    make_entry("Lantern", concepts=[themes["above"], themes["rare"]])

    reasons = {each.result.title: each.reasons[0].labels for each in like(entry)}

    assert {title: set(labels) for title, labels in reasons.items()} == {
        "Harbour": {"below", "rare"},
        "Lantern": {"above", "rare"},
    }


def test_words_count_too_and_are_shown_as_they_are_written(themes):
    entry = make_entry("Truces between gangs", concepts=[themes["rare"]])
    other = make_entry("A gang truce", concepts=[themes["rare"]])

    reasons = like(entry)[0].reasons

    assert like(entry)[0].result.pk == other.pk
    assert [(r.title, set(r.labels)) for r in reasons] == [
        ("Theme", {"rare"}),
        ("Words", {"gangs", "truces"}),
    ]


@pytest.mark.parametrize("state", ["draft", "withdrawn", "members", "embargoed"])
def test_what_the_reader_may_not_see_is_never_like_anything(themes, state):
    entry = make_entry("Bridge", concepts=[themes["rare"]])
    columns = {
        "draft": {"state": "draft"}, "withdrawn": {"state": "withdrawn"},
        "members": {"access": "members"},
        "embargoed": {"access": "embargoed", "embargo_until": "2999-01-01"},
    }[state]  # fmt: skip
    make_entry("Harbour", concepts=[themes["rare"]], **columns)

    assert like(entry) == []
    assert len(like(entry, Audience.MEMBERS)) == (state == "members")


def test_related_entries_and_those_that_share_nothing_are_left_out(themes):
    entry = make_entry("Bridge", concepts=[themes["rare"]])
    related = make_entry("Harbour", concepts=[themes["rare"]])

    assert like(entry, without=[related.pk]) == []
    assert like(make_entry("Nothing in common")) == []


def test_reasons_are_in_the_readers_language(themes):
    Label.objects.create(concept=themes["rare"], language="es", kind="preferred", text="raro")
    entry = make_entry("Bridge", concepts=[themes["rare"]])
    make_entry("Harbour", concepts=[themes["rare"]])

    with override("es"):
        assert like(entry)[0].reasons[0].labels == ("raro",)


def test_an_entry_that_just_left_the_search_has_nothing_like_it(themes):
    entry = make_entry("Bridge", concepts=[themes["rare"]])
    make_entry("Harbour", concepts=[themes["rare"]])
    Entry.objects.filter(pk=entry.pk).update(
        state="withdrawn", withdrawn_at=timezone.now(), withdrawal_reason="Wrong."
    )
    project([entry.pk])

    assert like(entry) == []


def test_the_number_of_queries_stays(themes, django_assert_num_queries):
    entry = make_entry("Bridge", concepts=[themes["rare"]])
    for number in range(30):
        make_entry(f"Harbour {number}", concepts=[themes["rare"]] if number < 3 else [])
    like(entry)

    with django_assert_num_queries(4):
        like(entry)
