"""What goes over the wire: small, and the same to a browser as what was written."""

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from twg_repository.compression import PageCompressionMiddleware

PAGE = "<ul>\n    <li>Safer\n      cities</li>\n\n    \n  <li>مدن أكثر أمانا</li>\n</ul>" * 40


def answer(page: str = PAGE, accepts: str = "gzip, br", **headers: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    response = HttpResponse(page, headers={"Cache-Control": "public, no-cache"} | headers)
    return PageCompressionMiddleware(lambda _request: response)(request)


def test_a_page_comes_in_brotli_without_its_indentation():
    response = answer()

    page = brotli.decompress(response.content).decode()
    assert response["Content-Encoding"] == "br"
    assert response["Vary"] == "Accept-Encoding"
    assert int(response["Content-Length"]) == len(response.content)
    assert "\n\n" not in page
    assert "\n " not in page
    assert page.split() == PAGE.split()


def test_an_older_browser_gets_gzip():
    assert answer(accepts="gzip")["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("br;q=0, gzip", "gzip"), ("br;q=0.0, gzip;q=0.5", "gzip"), ("BR;Q=1", "br"),
        ("gzip;q=1.0, br; q=0.1", "br"), ("*", "br"),
        ("br;q=0, gzip;q=0", None), ("*;q=0", None), ("", None), ("identity", None),
        ("abracadabra", None), ("br;q=nonsense", None), ("br;q=0.001", "br"),
    ],
)  # fmt: skip
def test_what_a_browser_refuses_it_does_not_get(accepts, coding):
    assert answer(accepts=accepts).get("Content-Encoding") == coding


@pytest.mark.parametrize("control", ["private, no-cache", "no-store", "max-age=0, no-cache"])
def test_the_length_of_a_page_for_one_person_tells_nothing(control):
    """Each time it is another: guesses at a secret in it cannot be told apart by it."""
    made = [answer(**{"Cache-Control": control}) for _time in range(20)]

    assert {each["Content-Encoding"] for each in made} == {"gzip"}
    assert len({len(each.content) for each in made}) > 3


def test_a_browser_that_reads_neither_gets_the_page():
    response = answer(accepts="identity")

    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(response.content)
    assert response.content.decode().split() == PAGE.split()


@pytest.mark.parametrize("tag", ["pre", "textarea"])
def test_lines_stay_where_they_mean_something(tag):
    page = f"<{tag}>one\n\n    two</{tag}>" * 40

    assert brotli.decompress(answer(page).content).decode() == page


def test_the_etag_of_a_compressed_page_is_a_weak_one():
    assert answer(ETag='"abc"')["ETag"] == 'W/"abc"'


def test_a_short_answer_stays_as_it_is():
    assert answer("ok").content == b"ok"
