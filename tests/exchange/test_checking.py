"""What a row would break is said beside its cell, and nothing breaks."""

import pytest

from documents.changes import apply, prepare
from documents.models import Entry
from exchange.files import uploaded
from tests.factories import make_entry, make_kind, make_place
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds():
    return make_kind("tool")


def problems(text: str) -> list[list[list[str]]]:
    """What is wrong with each row of a table that is looked through, applied where nothing is."""
    run = uploaded(make_person("ben", "Curators"), "table.csv", text.encode())
    run.save()
    prepare(run)
    run.refresh_from_db()
    found = [[[cell, str(told)] for cell, told in row.complaints] for row in run.rows.all()]
    if not any(found):
        apply(run, run.actor)
    return found


DIGITS = "9" * 5000


@pytest.mark.parametrize(
    "relation",
    [
        "documents {own}",
        "documents {other}; documents {other}",
        f"documents TWG-{DIGITS}",
        "documents TWG-99999999999999999999",
        "documents TWG-²",
        "documents ",
        "documents",
    ],
)
def test_a_relation_that_cannot_be_is_named(relation):
    own, other = make_entry("One"), make_entry("Two")
    cell = relation.format(own=own.identifier, other=other.identifier)

    [[(where, text)]] = problems(f"identifier,relations\n{own.identifier},{cell}\n")

    assert where == "B2"
    assert text


def test_an_identifier_of_many_digits_is_unknown_and_not_repeated_at_length():
    [found] = problems(f"identifier,title\nTWG-{DIGITS},A\n")

    text = dict(found)["A2"]
    assert text.startswith("There is no entry")
    assert len(text) < 200


def test_a_place_stands_once_in_each_role():
    make_place("gao", "city")

    one, two = problems("kind,title,places\ntool,A,gao; gao\ntool,B,gao; gao @ is_about\n")

    assert [where for where, _text in one] == ["C2"]
    assert two == []


def test_a_key_is_short_and_stands_once():
    rows = problems(f"key,kind,title\nk,tool,Walks\nk,tool,Talks\n{'x' * 101},tool,Parks\n")

    assert [[where for where, _text in each] for each in rows] == [[], ["A3"], ["A4"]]


def test_a_key_that_is_given_to_an_entry_meanwhile_is_refused_with_a_sentence(client):
    run = uploaded(make_person("ben", "Curators"), "t.csv", b"key,kind,title\nk,tool,Walks\n")
    run.save()
    prepare(run)
    make_entry("Other", import_key="k")

    with pytest.raises(Exception, match="Look through it again"):
        apply(run, run.actor)

    assert Entry.objects.count() == 1
