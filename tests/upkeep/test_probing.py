"""Whether a page is still there, as servers of all sorts answer."""

from datetime import timedelta

import pytest

from documents.models import Link
from fetching import errors
from tests.fetching.servers import request_of, saying
from upkeep.probing import probe


def answer(status: int, more: str = "") -> bytes:
    return f"HTTP/1.1 {status} So\r\nContent-Length: 0\r\n{more}\r\n".encode()


def probed(net, url="http://public.test/"):
    return probe(url, lambda host: None, net.network)


@pytest.mark.parametrize(
    ("status", "result", "requests"),
    [
        (200, "reached", 1), (204, "reached", 1), (404, "missing", 2), (410, "missing", 2),
        (403, "refused", 2), (401, "refused", 2), (999, "refused", 2), (500, "error", 2),
        (503, "error", 2), (400, "error", 2), (429, "busy", 1),
    ],
)  # fmt: skip
def test_a_status_says_what_became_of_the_page(internet, status, result, requests):
    net = internet(saying(answer(status)))

    assert probed(net).result == result
    assert net.public.connections == requests


@pytest.mark.parametrize("refusal", [answer(405), answer(501), answer(404), b"", b"nonsense\r\n"])
def test_where_the_head_is_refused_the_page_is_asked_for(internet, refusal):
    def behave(connection):
        is_head = request_of(connection).startswith(b"HEAD")
        connection.sendall(refusal if is_head else b"HTTP/1.1 200 OK\r\n\r\nHere it is.")

    net = internet(behave)

    assert probed(net).result == "reached"
    assert net.public.connections == 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_says_when_to_come_back(internet, status):
    verdict = probed(internet(saying(answer(status, "Retry-After: 7200\r\n"))))

    assert verdict.result == "busy"
    assert (verdict.host, verdict.pause) == ("public.test", timedelta(hours=2))


def test_what_cannot_be_fetched_says_why(internet):
    net = internet(saying(b"nonsense\r\n"), inner_test=[["10.0.0.1"]])

    assert probed(net).result == "garbled"
    assert probed(net, "http://inner.test/").result == "unsafe"
    assert probed(net, "http://user@public.test/").result == "unsafe"


def test_every_failure_of_fetching_has_its_result():
    codes = {each.code for each in errors.FetchError.__subclasses__()}

    assert codes < set(Link.CheckResult.values)
