"""The results of a search as a table: what readers see, in their order, and nothing else."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from documents.models import Relation
from exchange import search_export
from tests.factories import make_concept, make_entry, make_kind, make_place
from tests.people import make_person
from throttling.limit import Limit

pytestmark = pytest.mark.django_db

ADDRESS = "/search/export.csv"


@pytest.fixture(autouse=True)
def kind():
    return make_kind("tool", sections=["purpose"])


def table(client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_search_is_exported_with_its_filters_in_its_order(client):
    youth = make_concept("theme", "youth")
    make_entry("Zebra walks", concepts=[youth])
    make_entry("Alpha walks", concepts=[youth])
    make_entry("Other walks")

    rows = table(client, "?q=walks&theme=youth&sort=title&page=7")

    assert [row["title"] for row in rows] == ["Alpha walks", "Zebra walks"]
    assert rows[0]["theme"] == "youth [youth]"


def test_nothing_is_exported_that_readers_do_not_see(client):
    secret = make_concept("theme", "secret", status="proposed")
    hidden_place = make_place("hidden", "city", status="proposed")
    entry = make_entry("Seen", concepts=[secret], places=[hidden_place], found_by="Ana",
                       review_due="2030-01-01", import_key="source-1")  # fmt: skip
    hidden = [make_entry("Draft", state="draft"), make_entry("Ours", access="members"),
              make_entry("Gone", state="withdrawn")]  # fmt: skip
    for each in hidden:
        Relation.objects.create(source=entry, type="documents", target=each)

    rows = table(client)

    assert [row["title"] for row in rows] == ["Seen"]
    assert (rows[0]["theme"], rows[0]["places"], rows[0]["relations"]) == ("", "", "")
    assert not {"found_by", "review_due", "key", "verified_on", "found_in"} & set(rows[0])
    assert rows[0]["identifier"] == entry.identifier


def test_members_have_what_is_for_members(client):
    entry, ours = make_entry("Seen"), make_entry("Ours", access="members")
    Relation.objects.create(source=entry, type="documents", target=ours)
    client.force_login(make_person("mia", "Members"))

    rows = {row["title"]: row for row in table(client)}

    assert set(rows) == {"Seen", "Ours"}
    assert rows["Seen"]["relations"] == f"documents {ours.identifier}"


def test_no_spreadsheet_calculates_with_it(client):
    make_entry("=HYPERLINK(1)")

    assert [row["title"] for row in table(client)] == ["'=HYPERLINK(1)"]
    workbook = load_workbook(BytesIO(client.get("/search/export.xlsx").content))
    values = [cell.value for row in workbook.active.iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in values
    assert all(cell.data_type != "f" for row in workbook.active.iter_rows() for cell in row)


@pytest.mark.parametrize("query", ["?theme=\x00", "?q=%ff&page=-1", "?sort=' OR 1=1"])
def test_no_question_breaks_it(client, query):
    make_entry("Seen")

    assert client.get(f"{ADDRESS}{query}").status_code == 200


def test_there_is_an_end_to_it(client, monkeypatch):
    monkeypatch.setattr(search_export, "LIMIT", Limit("search export", 1, 3600))
    monkeypatch.setattr(search_export, "MOST", 2)
    for number in range(3):
        make_entry(f"Guide {number}")

    assert len(table(client)) == 2
    assert client.get(ADDRESS).status_code == 429
    assert client.get("/search/export.exe").status_code == 404


def test_the_page_of_a_search_leads_to_its_table(client):
    make_entry("Walks & talks")

    page = client.get("/es/search/?q=walks&sort=title").content.decode()

    assert 'href="/search/export.csv?q=walks&amp;sort=title"' in page


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_tables_and_pages_say_under_what_licence_our_own_texts_are(client, settings, format_):
    settings.COLLECTION_LICENCE_URL = "https://example.net/own"

    assert client.get(f"/search/export.{format_}")["Link"] == (
        '<https://example.net/own>; rel="license"'
    )
    assert b'href="https://example.net/own" rel="license"' in client.get("/search/").content
