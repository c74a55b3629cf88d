"""What a finding must say, and what it means for people."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from documents.audience import Audience
from documents.evidence.rows import rows_of, write_rows
from documents.history.importing import import_records
from documents.models import Entry, EvidenceBlock, Finding, IndexedEntry
from documents.records.plain import to_record
from taxonomy.actions import concept_saved, merge
from taxonomy.models import Concept
from tests.factories import make_concept, make_entry, make_kind
from tests.findings import (
    FEWER_KILLED,
    LESS_TRUST,
    NO_COSTS,
    WORKS_BY_TALK,
    evidence_of,
    make_block,
    make_practice,
    make_terms,
)
from tests.searching import ask

pytestmark = pytest.mark.django_db

NOT_MEASURED = {"dimension": "effect", "outcome": "trust", "direction": "not-measured"}


@pytest.fixture(autouse=True)
def terms():
    return make_terms()


def carried(entry: Entry) -> set[str]:
    """The codes under which the search finds an entry through its findings."""
    schemes = ("outcome", "result", "evidence-quality")
    row = IndexedEntry.objects.get(pk=entry.pk)
    return {
        code
        for scheme in schemes
        for code in codes(scheme)
        if concept_id(scheme, code) in row.concept_ids
    }


def codes(scheme: str) -> list[str]:
    return list(Concept.objects.filter(scheme__code=scheme).values_list("code", flat=True))


def concept_id(scheme: str, code: str) -> int:
    return Concept.objects.get(scheme__code=scheme, code=code).pk


@pytest.mark.parametrize(
    ("outcome", "direction", "result"),
    [
        ("homicide", "fewer", "beneficial"),
        ("homicide", "more", "harmful"),
        ("trust", "fewer", "harmful"),
        ("trust", "more", "beneficial"),
        ("trust", "no-clear-change", "no-clear-change"),
        ("homicide", "mixed", "mixed"),
    ],
)
def test_what_a_direction_means_follows_from_its_outcome(outcome, direction, result):
    entry = make_practice()
    make_block(entry, FEWER_KILLED | {"outcome": outcome, "direction": direction})

    wanted = "less-is-better" if outcome == "homicide" else "more-is-better"
    assert [each["result"] for each in evidence_of(entry)] == [result]
    assert carried(entry) == {outcome, wanted, result, "4"}


def test_what_was_not_measured_is_found_as_that_and_not_under_its_outcome():
    entry = make_practice()
    make_block(entry, NOT_MEASURED, NO_COSTS)

    assert carried(entry) == {"not-measured"}
    assert evidence_of(entry) == [NOT_MEASURED | {"result": "not-measured"}, NO_COSTS]


def test_other_dimensions_bring_no_facets():
    entry = make_practice()
    make_block(entry, WORKS_BY_TALK)

    assert carried(entry) == set()


@pytest.mark.parametrize(
    "row",
    [
        FEWER_KILLED | {"direction": "sideways"},
        FEWER_KILLED | {"direction": ""},
        FEWER_KILLED | {"outcome": "sunshine"},
        FEWER_KILLED | {"outcome": "less-is-better"},
        FEWER_KILLED | {"outcome": ["homicide"]},
        FEWER_KILLED | {"quality": 6},
        FEWER_KILLED | {"quality": -1},
        FEWER_KILLED | {"quality": "good"},
        FEWER_KILLED | {"finding": ""},
        FEWER_KILLED | {"finding": "x" * 501},
        FEWER_KILLED | {"finding": "a\0b"},
        FEWER_KILLED | {"reported": False},
        FEWER_KILLED | {"sources": [{"entry": "TWG-9999"}]},
        FEWER_KILLED | {"sources": [{"entry": "'; DROP TABLE"}]},
        FEWER_KILLED | {"sources": [{"url": "javascript:alert(1)"}]},
        FEWER_KILLED | {"sources": [{"text": "One"}, {"text": "Two"}]},
        FEWER_KILLED | {"sources": 7},
        FEWER_KILLED | {"reader": "rita"},
        NOT_MEASURED | {"finding": "But it is there."},
        WORKS_BY_TALK | {"outcome": "homicide"},
        WORKS_BY_TALK | {"dimension": "magic"},
        {"dimension": "effect", "finding": "Something changed.", "quality": 1},
        NO_COSTS | {"quality": 0},
        "a word",
        {},
    ],
)
def test_a_row_that_is_not_in_order_is_refused_with_its_number(row):
    block = EvidenceBlock.objects.create(entry=make_practice())

    problems = list(write_rows(block, [row]))

    assert len(problems) == 1
    assert str(problems[0]).startswith("finding 1: ")
    assert not Finding.objects.exists()


def test_an_outcome_has_one_row():
    block = EvidenceBlock.objects.create(entry=make_practice())

    assert len(list(write_rows(block, [FEWER_KILLED, FEWER_KILLED, NO_COSTS, NO_COSTS]))) == 2


@pytest.mark.parametrize(
    "columns",
    [
        {"is_reported": False}, {"quality": None}, {"text": ""}, {"direction": ""},
        {"direction": "not-measured"}, {"dimension": "economics"}, {"quality": 6},
    ],
)  # fmt: skip
def test_the_database_refuses_a_finding_that_contradicts_itself(columns):
    make_block(make_practice(), FEWER_KILLED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.update(**columns)


def test_a_source_that_a_visitor_may_not_read_is_not_named_to_them():
    open_, hidden = make_entry("Open"), make_entry("Hidden", access="members")
    other = {"text": "A report", "url": "https://example.org/report"}
    named = [{"entry": each.identifier} for each in (hidden, open_)]
    entry = make_practice()
    make_block(entry, FEWER_KILLED | {"sources": [*named, other]})

    assert evidence_of(entry)[0]["sources"] == [named[1], other]
    assert named[0] in evidence_of(entry, Audience.MEMBERS)[0]["sources"]


# -- Records ---------------------------------------------------------------------------------

RECORD = {"key": "talking", "kind": "practice", "title": "Talking", "state": "published"}


def test_evidence_comes_back_from_the_database_as_it_went_in():
    make_kind("practice", takes_findings=True)
    sourced = FEWER_KILLED | {"sources": [{"entry": "study"}, {"text": "A report"}]}
    study = RECORD | {"key": "study", "title": "Study"}

    import_records([RECORD | {"evidence": [sourced, LESS_TRUST, NO_COSTS]}, study])

    entry = Entry.objects.get(import_key="talking")
    identifier = Entry.objects.get(import_key="study").identifier
    sourced["sources"][0] = {"entry": identifier}
    assert to_record(entry)["evidence"] == [sourced, LESS_TRUST, NO_COSTS]
    assert ask("result=harmful").total == 1
    assert entry.evidence_block.readers == 0


def test_a_record_without_evidence_leaves_what_readers_found():
    make_kind("practice", takes_findings=True)
    import_records([RECORD | {"evidence": [FEWER_KILLED]}])

    import_records([RECORD | {"title": "Talking again"}], update=True)

    assert rows_of(Entry.objects.get()) == [FEWER_KILLED]


def test_refused_evidence_refuses_the_record():
    make_kind("practice", takes_findings=True)
    make_kind("literature")
    bad = [
        RECORD | {"evidence": [FEWER_KILLED | {"quality": 9}]},
        RECORD | {"key": "b", "kind": "literature", "evidence": [FEWER_KILLED]},
        RECORD | {"key": "c", "concepts": {"result": ["beneficial"]}},
    ]

    with pytest.raises(ValidationError) as refused:
        import_records(bad)

    assert len(refused.value.messages) == 3
    assert not Entry.objects.exists()


# -- When the vocabulary changes ---------------------------------------------------------------


def test_an_outcome_that_moves_to_the_other_side_changes_the_result(terms):
    entry = make_practice()
    make_block(entry, FEWER_KILLED)
    terms["homicide"].broader.set([terms["more-is-better"]])

    concept_saved(terms["homicide"])

    assert carried(entry) == {"homicide", "more-is-better", "harmful", "4"}


def test_merged_outcomes_take_their_findings_along(terms):
    murder = make_concept("outcome", "murder", [terms["less-is-better"]])
    one, two = make_practice(), make_practice(title="Listening")
    make_block(one, FEWER_KILLED | {"outcome": "murder"})
    more = {"outcome": "murder", "direction": "more", "quality": 1, "finding": "More were."}
    make_block(two, FEWER_KILLED, FEWER_KILLED | more)

    merge(murder, terms["homicide"])

    assert rows_of(one) == [FEWER_KILLED]
    assert rows_of(two) == [
        FEWER_KILLED
        | {"direction": "mixed", "quality": 1, "finding": "Fewer people were killed. More were."}
    ]
    assert "mixed" in carried(two)


@pytest.mark.parametrize(
    "other", [{"finding": "word " * 90}, {"sources": [{"text": "Another report"}]}]
)
def test_a_merge_that_would_lose_what_a_finding_says_is_refused(terms, other):
    murder = make_concept("outcome", "murder", [terms["less-is-better"]])
    entry = make_practice()
    long = {"finding": "Fewer people were killed. " * 15, "sources": [{"text": "One report"}]}
    make_block(entry, FEWER_KILLED | long, FEWER_KILLED | long | {"outcome": "murder"} | other)

    with pytest.raises(ValidationError, match=entry.identifier):
        merge(murder, terms["homicide"])

    assert len(rows_of(Entry.objects.get(pk=entry.pk))) == 2


def test_a_merge_keeps_what_is_reported(terms):
    murder = make_concept("outcome", "murder", [terms["less-is-better"]])
    entry = make_practice()
    unreported = {"dimension": "effect", "outcome": "homicide", "direction": "not-measured"}
    make_block(entry, unreported, FEWER_KILLED | {"outcome": "murder"})

    merge(murder, terms["homicide"])

    assert rows_of(entry) == [FEWER_KILLED]
