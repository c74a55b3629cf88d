"""What the database would refuse is said of its cell; what is looked through can be written."""

import pytest
from django.core.exceptions import ValidationError

from documents.changes import apply
from documents.models import Entry
from tests.exchange.test_round_trip import prepared
from tests.factories import make_entry, make_kind, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entry() -> Entry:
    make_kind("tool", sections=["purpose"])
    make_place("gao", "city")
    return make_entry("Walks", period_start=1999, period_end=2001)


def refusals(text: str) -> list[tuple[str, str]]:
    rows = prepared(text.encode(), "csv").rows.all()
    return [(cell, str(told)) for row in rows for cell, told in row.complaints]


@pytest.mark.parametrize(
    ("text", "cell", "word"),
    [
        ("key,kind,title\na,tool,A\na,tool,B\n", "A3", "Row 2 has the same key"),
        (f"key,kind,title\n{'k' * 101},tool,A\n", "A2", "longer than 100"),
        ("identifier,access\n{own},embargoed\n", "B2", "An embargo needs"),
        ("identifier,period_start\n{own},2005\n", "B2", "ends before"),
        ("identifier,relations\n{own},documents {own}\n", "B2", "related to itself"),
        ("kind,title,relations\ntool,A,documents {own}; documents {own}\n", "C2", "twice"),
        ("kind,title,places\ntool,A,gao; gao\n", "C2", "twice"),
        ("kind,title,creators\ntool,A,Banksy; Banksy\n", "C2", "twice"),
        ("kind,title\ntool,A,slipped\n", "C2", "beyond the columns"),
        ("identifier,title\n{own},\n", "B2", "needs its title"),
        ("identifier,title\nTWG-9999999,x\n", "A2", "no entry"),
    ],
)
def test_each_refusal_names_its_cell(entry, text, cell, word):
    found = refusals(text.replace("{own}", entry.identifier))

    assert [where for where, message in found if word in message] == [cell], found


@pytest.mark.parametrize(
    ("column", "cell", "part", "value"),
    [
        ("access", "Réservé aux membres", "access", "members"),
        ("access", "Members only", "access", "members"),
        ("type", "Report", "citation", {"type": "report"}),
        ("review_due", "20270531", "review_due", "2027-05-31"),
        ("title_language", "", "title_language", "en"),
    ],
)
def test_values_are_read_as_people_write_them(column, cell, part, value):
    row = prepared(f"kind,title,{column}\ntool,A,{cell}\n".encode(), "csv").rows.get()

    assert row.record[part] == value


def test_identifiers_are_read_in_any_form(entry):
    text = f"identifier,relations\ntwg-{entry.pk},documents twg-{make_entry('Other').pk}\n"

    run = prepared(text.encode(), "csv")
    run.state = "prepared"
    run.save()
    apply(run, run.actor)

    assert entry.relations.get().target.title == "Other"
    assert prepared(text.encode(), "csv").rows.get().action == "unchanged"


def test_a_row_whose_entry_is_gone_is_named_by_its_title(entry):
    run = prepared(f"identifier,takeaway\n{entry.identifier},New.\n".encode(), "csv")
    run.state = "prepared"
    run.save()
    entry.delete()

    with pytest.raises(ValidationError, match=r"Somebody has changed these .*: Walks"):
        apply(run, run.actor)
