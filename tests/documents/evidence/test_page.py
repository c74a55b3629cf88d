"""What visitors read of the findings on an entry's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_concept, make_entry
from tests.findings import (
    FEWER_KILLED,
    LESS_TRUST,
    NO_COSTS,
    WORKS_BY_TALK,
    make_block,
    make_practice,
    make_terms,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms():
    return make_terms()


def text(client, entry) -> str:
    return " ".join(client.get(entry.get_absolute_url()).content.decode().split())


def test_every_row_is_read_in_words_with_sign_quality_and_source(client):
    study = make_entry("The study")
    entry = make_practice()
    named = [{"entry": study.identifier}, {"text": "A report", "url": "https://example.org/r"}]
    make_block(entry, FEWER_KILLED | {"sources": named}, LESS_TRUST, NO_COSTS, WORKS_BY_TALK)

    page = text(client, entry)

    assert "<caption>Effects, one row for each outcome</caption>" in page
    for words in [
        ">Homicide</span>", ">Beneficial</span>", ">Harmful</span>", "fewer or less",
        "Fewer people were killed.", "4 of 5", "Quality 4", "The study</bdi>",
        '<a href="https://example.org/r" rel="noopener nofollow"><bdi>A report</bdi></a>',
        '<b class="sign" aria-hidden="true">+</b>', '<b class="sign" aria-hidden="true">−</b>',
        "<dt>What it costs</dt> <dd> Not reported </dd>", "People talk to one another.",
        "Entered by curators",
    ]:  # fmt: skip
        assert words in page, words


def test_what_a_finding_says_is_text_and_never_code(client):
    entry = make_practice()
    make_block(entry, FEWER_KILLED | {"finding": "<script>alert(1)</script>"})

    assert "<script>alert(1)" not in text(client, entry)


def test_a_source_that_is_not_public_is_not_on_the_page(client):
    hidden = make_entry("Zqhidden", access="members")
    entry = make_practice()
    make_block(entry, FEWER_KILLED | {"sources": [{"entry": hidden.identifier}]})

    page = text(client, entry)

    assert "Zqhidden" not in page
    assert hidden.identifier not in page


def test_the_tombstone_says_nothing_of_the_evidence(client):
    entry = make_practice(state="withdrawn")
    make_block(entry, FEWER_KILLED)

    page = client.get(entry.get_absolute_url())

    assert page.status_code == 410
    assert "Fewer people" not in page.content.decode()


def test_an_entry_without_findings_has_no_such_part(client):
    assert "evidence-title" not in text(client, make_practice())


def test_many_findings_need_no_more_queries_than_one(client, terms):
    study, entry = make_entry("The study"), make_practice()
    sourced = FEWER_KILLED | {"sources": [{"entry": study.identifier}]}
    block = make_block(entry, sourced)
    few = queries(client, entry)
    block.delete()
    codes = [f"harm-{number}" for number in range(20)]
    for code in codes:
        make_concept("outcome", code, [terms["less-is-better"]])
    others = [make_entry(f"Study {number}") for number in range(5)]
    named = [{"entry": each.identifier} for each in others]
    make_block(entry, *(sourced | {"outcome": code, "sources": named} for code in codes))

    assert queries(client, entry) == few


def queries(client, entry) -> int:
    client.get(entry.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        assert client.get(entry.get_absolute_url()).status_code == 200
    return len(captured)


def test_harmful_results_are_found_and_named_as_such(client):
    harmful, good = make_practice(title="Zqharmful"), make_practice(title="Zqgood")
    make_block(harmful, LESS_TRUST)
    make_block(good, FEWER_KILLED)

    page = client.get(reverse("search"), {"result": "harmful"}).content.decode()

    assert "Zqharmful" in page
    assert "Zqgood" not in page
    assert 'name="result" value="harmful" checked' in page
