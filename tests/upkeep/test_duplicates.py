"""Pairs that may be one."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from documents.models import Entry, Relation
from tests.factories import make_entry
from upkeep.duplicates import DOUBLES, dismiss, find_duplicates
from upkeep.models import PossibleDuplicate

pytestmark = pytest.mark.django_db
TITLE = "Reducing violence by transforming neighbourhoods: a natural experiment"


def pairs() -> list[tuple[int, int, list[str]]]:
    return list(
        PossibleDuplicate.objects.open().order_by("pk").values_list("first", "second", "reasons")
    )


def two(title: str = TITLE, other: str = TITLE, **columns) -> tuple[Entry, Entry]:
    return make_entry(title), make_entry(other, **columns)


def test_same_numbers_and_addresses_are_found_with_their_reasons():
    first, second = two("Walking", "Marcher ensemble")
    first.identifiers.create(scheme="doi", value="10.1093/AJE/kwr428")
    first.links.create(url="https://example.org/a")
    second.links.create(url="https://doi.org/10.1093/aje/kwr428")
    second.links.create(url="http://www.example.org/a/")

    assert find_duplicates() == 2
    assert pairs() == [(first.pk, second.pk, ["doi", "url"])]


def test_a_document_symbol_is_no_reason():
    for entry in two("Walking", "Marcher ensemble"):
        entry.identifiers.create(scheme="symbol", value="10.1234/same")

    find_duplicates()

    assert pairs() == []


@pytest.mark.parametrize(
    ("other", "columns"),
    [
        (TITLE, {}),
        (TITLE.upper(), {"issued": "2012"}),
        (TITLE.replace("neighbourhoods", "neighborhoods") + ".", {}),
    ],
)
def test_nearly_the_same_title_is_found(other, columns):
    first, second = two(TITLE, other, **columns)

    find_duplicates()

    assert pairs() == [(first.pk, second.pk, ["title"])]


@pytest.mark.parametrize(
    ("title", "other", "years"),
    [
        (TITLE, "Transforming violence: experiments", ("", "")),
        ("World cities report", "World cities report", ("2020", "2022")),
        ("World cities report 2020", "World cities report 2022", ("", "")),
    ],
)
def test_other_titles_years_and_numbers_are_not(title, other, years):
    make_entry(title, issued=years[0])
    make_entry(other, issued=years[1])

    find_duplicates()

    assert pairs() == []


def test_entries_whose_relation_is_known_are_not():
    first, second = two()
    Relation.objects.create(source=second, type="evaluates", target=first)

    find_duplicates()

    assert pairs() == []


def test_what_is_gone_has_no_double():
    _first, second = two()
    make_entry(TITLE, state="withdrawn")
    find_duplicates()
    assert len(pairs()) == 1

    Entry.objects.filter(pk=second.pk).update(
        state="withdrawn", withdrawn_at=second.published_at, withdrawal_reason="Double."
    )

    assert pairs() == []


def test_a_pair_that_was_judged_stays_judged():
    first, _second = two()
    find_duplicates()
    judge = User.objects.create_user("ana")

    dismiss(PossibleDuplicate.objects.get(), judge)
    first.save()
    find_duplicates()

    assert pairs() == []
    assert PossibleDuplicate.objects.get().dismissed_by == judge


def test_only_what_was_changed_is_compared_anew_and_what_no_longer_holds_goes():
    first, _second = two()
    assert (find_duplicates(), find_duplicates()) == (2, 0)

    first.title = "Something quite different"
    first.save()

    assert find_duplicates() == 1
    assert pairs() == []


def test_a_run_takes_no_more_than_it_may():
    for _number in range(5):
        make_entry(TITLE)

    assert (find_duplicates(3), find_duplicates(seconds=0), find_duplicates(3)) == (3, 0, 2)
    assert len(pairs()) == 10


def test_what_hundreds_share_does_not_make_thousands_of_pairs():
    kind = make_entry("First").kind
    Entry.objects.bulk_create(Entry(title="Untitled document", kind=kind) for _ in range(60))

    find_duplicates()

    assert 0 < len(pairs()) <= 60 * DOUBLES


def test_a_pair_stands_once_and_in_order():
    first, second = two()

    with pytest.raises(IntegrityError, match="duplicate_pair_in_order"):
        PossibleDuplicate.objects.create(first=second, second=first, reasons=["doi"])
