"""What other programs get: what readers see, as data, and nothing else."""

import pytest

from documents.models import Relation
from documents.pages.remembering import memory
from tests.factories import make_concept, make_entry, make_kind, make_place
from tests.findings import FEWER_KILLED, NO_COSTS, make_block, make_practice, make_terms
from tests.people import make_person

pytestmark = pytest.mark.django_db

LIST = "/api/v1/entries/"


def get(client, address: str, status: int = 200) -> dict:
    answer = client.get(address)
    assert answer.status_code == status, address
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    return answer.json()


def test_an_entry_has_its_evidence_with_what_it_means_for_people(client):
    make_terms()
    entry, hidden = make_practice(), make_entry("Hidden", access="members")
    make_block(entry, FEWER_KILLED | {"sources": [{"entry": hidden.identifier}]}, NO_COSTS)

    record = get(client, f"{LIST}{entry.identifier}/")

    assert record["url"] == f"http://testserver{entry.get_absolute_url()}"
    assert record["identifier"] == entry.identifier
    assert record["evidence"] == [FEWER_KILLED | {"result": "beneficial"}, NO_COSTS]
    client.force_login(make_person("mia", "Members"))
    evidence = get(client, f"{LIST}{entry.identifier}/")["evidence"]
    assert evidence[0]["sources"] == [{"entry": hidden.identifier}]


def test_the_list_is_a_search_with_its_pages(client, settings):
    settings.ENTRIES_PER_PAGE = 2
    youth = make_concept("theme", "youth")
    for title in ("Walk C", "Walk A", "Walk B"):
        make_entry(title, concepts=[youth])
    make_entry("Walk D")

    first = get(client, f"{LIST}?q=walk&theme=youth&sort=title&colour=red")
    second = get(client, first["next"])

    assert (first["total"], first["previous"], second["next"]) == (3, None, None)
    titles = [each["title"] for page in (first, second) for each in page["entries"]]
    assert titles == ["Walk A", "Walk B", "Walk C"]
    assert first["entries"][0]["concepts"] == {"theme": ["youth"]}
    assert first["ignored"] == [{"parameter": "colour", "value": "red"}]
    assert get(client, second["previous"])["entries"] == first["entries"]


def test_nothing_is_told_that_readers_do_not_see(client):
    secret = make_concept("theme", "secret", status="proposed")
    place = make_place("hidden", "city", status="proposed")
    entry = make_entry("Seen", concepts=[secret], places=[place], found_by="Ana",
                       review_due="2030-01-01", import_key="source-1")  # fmt: skip
    hidden = [make_entry("Draft", state="draft"), make_entry("Ours", access="members")]
    for each in hidden:
        Relation.objects.create(source=entry, type="documents", target=each)

    (record,) = get(client, LIST)["entries"]

    assert set(record) == {"url", "identifier", "kind", "title", "title_language",
                           "text_language", "access"}  # fmt: skip
    for each in hidden:
        assert get(client, f"{LIST}{each.identifier}/", 404).keys() == {"error"}


def test_a_withdrawn_entry_tells_why_and_what_to_read_instead(client):
    better = make_entry("Better")
    gone = make_entry("Gone", state="withdrawn", withdrawal_reason="It was wrong.",
                      replacement=better, summary="Secret.")  # fmt: skip

    left = get(client, f"{LIST}{gone.identifier}/", 410)

    assert left["state"] == "withdrawn"
    assert left["reason"] == "It was wrong."
    assert left["replacement"] == better.identifier
    assert "Secret." not in str(left)


@pytest.mark.parametrize(
    "path", ["TWG-9999/", "TWG-99999999999999/", "x/", "TWG-00001/", "%00/", "TWG-²²²²/"]
)
def test_what_is_nowhere_says_so(client, path):
    assert get(client, LIST + path, 404)["error"]


@pytest.mark.parametrize("query", ["?theme=\x00", "?q=%ff&page=-1", "?sort=' OR 1=1", "?page=x"])
def test_no_question_breaks_the_list(client, query):
    assert get(client, LIST + query)["total"] == 0


def test_it_is_for_reading(client):
    assert client.post(LIST).status_code == 405


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    make_kind("tool", sections=["purpose"])
    make_terms()
    for _each in range(6):
        entry = make_practice()
        make_block(entry, FEWER_KILLED)
        Relation.objects.create(source=entry, type="documents", target=make_entry("Other"))
    get(client, LIST)
    memory.clear()

    with django_assert_max_num_queries(24):
        assert get(client, LIST)["total"] == 12
