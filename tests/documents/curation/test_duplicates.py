"""What may be the same as an entry that is about to be entered."""

import pytest
from django.db import connection

from documents.curation.duplicates import possible_duplicates
from documents.models import Entry
from tests.factories import make_entry

pytestmark = pytest.mark.django_db


def found(**known) -> list[tuple[str, str]]:
    return [(each.entry.title, str(each.reason)) for each in possible_duplicates(**known)]


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ("10.1093/aje/kwr428", "10.1093/AJE/KWR428"),
        ("10.1093/aje/kwr428", "https://doi.org/10.1093/aje/kwr428"),
        ("doi:10.1093/aje/kwr428", " 10.1093/aje/kwr428 "),
    ],
)
def test_a_doi_is_the_same_however_it_is_written(value, asked):
    make_entry("Old").identifiers.create(scheme="doi", value=value)

    assert found(doi=asked) == [("Old", "same DOI")]
    assert found(doi="10.1093/aje/kwr429") == found(doi="nonsense") == []


@pytest.mark.parametrize("asked", ["978-0-306-40615-7", "0306406152", "0-306-40615-2"])
def test_an_isbn_is_the_same_short_or_long(asked):
    make_entry("Old").identifiers.create(scheme="isbn", value="9780306406157")

    assert found(isbn=asked) == [("Old", "same ISBN")]
    assert found(isbn="979-0-306-40615-7") == found(isbn="306") == []


@pytest.mark.parametrize(
    "asked",
    ["http://www.Example.org/Guide", "https://example.org/Guide/", "HTTPS://example.org/Guide#p2"],
)
def test_an_address_is_the_same_without_what_does_not_matter(asked):
    make_entry("Old").links.create(url="https://example.org/Guide")

    assert found(url=asked) == [("Old", "same address")]
    assert found(url="https://example.org/guide") == found(url="https://example.org/Guide?a") == []


def test_the_address_of_a_doi_is_that_doi():
    make_entry("Old").identifiers.create(scheme="doi", value="10.1093/aje/kwr428")

    assert found(url="https://dx.doi.org/10.1093/aje/KWR428") == [("Old", "same DOI")]


def test_the_surest_reason_comes_first_and_each_entry_once():
    title = "Reducing violence by transforming neighbourhoods"
    make_entry(title + " together")
    same = make_entry(title)
    same.identifiers.create(scheme="doi", value="10.1093/aje/kwr428")
    same.links.create(url="https://example.org/")

    assert found(title=title, doi="10.1093/aje/kwr428", url="https://example.org/") == [
        (title, "same DOI"),
        (title + " together", "similar title"),
    ]
    assert possible_duplicates(title=title, without=same)[0].entry != same


def test_what_is_gone_or_not_for_whoever_asks_is_not_named():
    for state in ("withdrawn", "draft"):
        make_entry(f"A guide to walking {state}", state=state)

    assert found(title="A guide to walking") == [("A guide to walking draft", "similar title")]
    assert found(title="A guide to walking", among=Entry.objects.published()) == []


@pytest.mark.parametrize("nothing", ["", " ", "%", "short", "'; --", "\\", "ب" * 300])
def test_nonsense_finds_nothing(nothing):
    make_entry("A guide to walking").links.create(url="https://example.org/")

    assert found(title=nothing, doi=nothing, url=nothing, isbn=nothing) == []


def test_indexes_answer():
    make_entry()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM twg_entry_key WHERE key = twg_url_key('https://a.example/b')"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("EXPLAIN SELECT * FROM documents_entry WHERE title % 'A guide'")
        plan += "\n".join(line for (line,) in cursor.fetchall())

    for index in ("identifier_key", "link_key", "entry_title_trigrams"):
        assert index in plan
