"""Nothing inside our own network is ever connected to."""

import pytest

from fetching import fetch
from fetching.errors import FetchError, TooManyRedirects, Unsafe
from tests.fetching.servers import PUBLIC, ok, redirect, saying

INSIDE = [
    "http://127.0.0.1/", "http://127.1/", "http://0/", "http://0.0.0.0/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://0177.0.0.1/",
    "http://10.0.0.5/", "http://192.168.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::]/",
    "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/", "http://localhost/", "http://localhost./",
    "http://LOCALHOST/", "http://①②⑦.0.0.1/", "http://127。0。0。1/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_an_inner_address_is_not_fetched(internet, url):
    net = internet(saying(ok()))

    with pytest.raises(Unsafe):
        fetch(url, network=net.network)

    assert (net.public.connections, net.private.connections) == (0, 0)


@pytest.mark.parametrize("url", [*INSIDE, "file:///etc/passwd", "http://public.test:22/"])
def test_nor_when_a_public_page_redirects_there(internet, url):
    net = internet(saying(redirect(url)))

    with pytest.raises(Unsafe):
        fetch("http://public.test/", network=net.network)

    assert (net.public.connections, net.private.connections) == (1, 0)


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], [PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"]]
)
def test_a_name_with_any_private_address_is_refused(internet, addresses):
    net = internet(saying(ok()), mixed_test=[addresses])

    with pytest.raises(Unsafe):
        fetch("http://mixed.test/", network=net.network)

    assert (net.public.connections, net.private.connections) == (0, 0)


def test_a_name_that_turns_private_after_it_was_checked_leads_nowhere_else(internet):
    net = internet(saying(ok(b"public")), rebinding_test=[[PUBLIC], ["127.0.0.1"]])

    answer = fetch("http://rebinding.test/", network=net.network)

    assert answer.body == b"public"
    assert net.asked == ["rebinding.test"]
    assert net.private.connections == 0


def test_nor_does_it_at_the_next_redirect(internet):
    net = internet(saying(redirect("/again")), rebinding_test=[[PUBLIC], ["127.0.0.1"]])

    with pytest.raises(Unsafe):
        fetch("http://rebinding.test/", network=net.network)

    assert net.private.connections == 0


def test_circles_end(internet):
    net = internet(saying(redirect("http://public.test/")))

    with pytest.raises(TooManyRedirects):
        fetch("http://public.test/", network=net.network)

    assert net.public.connections == 6


def test_a_proxy_of_the_environment_is_not_asked(internet, monkeypatch):
    net = internet(saying(ok(b"public")))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{net.private.port}")

    assert fetch("http://public.test/", network=net.network).body == b"public"
    assert net.private.connections == 0


def test_a_name_without_addresses_is_not_known(internet):
    net = internet(saying(ok()), empty_test=[[]])

    with pytest.raises(FetchError) as failure:
        fetch("http://empty.test/", network=net.network)

    assert failure.value.code == "unknown"
