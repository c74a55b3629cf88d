"""No server takes more of our time or memory than it was given."""

import ssl
import time

import pytest
import trustme

from fetching import Budget, fetch
from fetching.errors import BadAnswer, BadCertificate, FetchError, TooMuch, TooSlow
from tests.fetching.servers import ok, request_of, saying

MEGABYTE = 1024 * 1024


def drip(connection, first: bytes, drops: list):
    """One byte at a time, for a minute unless somebody hangs up."""
    request_of(connection)
    connection.sendall(first)
    for _second in range(600):
        connection.sendall(b"x")
        drops.append(1)
        time.sleep(0.1)


@pytest.mark.parametrize(
    "first",
    [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n"],
    ids=["status", "header", "body"],
)
def test_what_drips_ends_with_the_time(internet, first):
    drops: list[int] = []
    net = internet(lambda connection: drip(connection, first, drops))

    with pytest.raises(TooSlow):
        fetch("http://public.test/", budget=Budget(0.5), network=net.network)

    assert len(drops) < 100


def test_what_informs_without_end_ends_too(internet):
    def behave(connection):
        request_of(connection)
        while True:
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)

    net = internet(behave)

    with pytest.raises((TooMuch, TooSlow)):
        fetch("http://public.test/", budget=Budget(5), network=net.network)


def test_what_says_nothing_ends_with_the_time(internet):
    net = internet(lambda connection: connection.recv(10_000) and time.sleep(60))

    with pytest.raises(TooSlow):
        fetch("http://public.test/", budget=Budget(0.3), network=net.network)


def test_a_handshake_that_hangs_ends_with_the_time(internet):
    net = internet(lambda connection: connection.recv(10_000) and time.sleep(60))

    with pytest.raises(TooSlow):
        fetch("https://public.test/", budget=Budget(0.3), network=net.network)


def test_a_resolver_that_hangs_is_left_alone(internet, monkeypatch):
    net = internet(saying(ok()))
    monkeypatch.setattr(net, "resolve", lambda host, port: time.sleep(1) or [])

    with pytest.raises(TooSlow):
        fetch("http://public.test/", budget=Budget(0.2), network=net.network)


@pytest.mark.parametrize(
    "head",
    [b"Transfer-Encoding: chunked\r\n\r\n", b"Content-Length: 10737418240\r\n\r\n", b"\r\n"],
    ids=["chunked", "length", "until it closes"],
)
def test_of_an_endless_body_only_the_beginning_is_read(internet, head):
    sent = []

    def behave(connection):
        request_of(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + head)
        part = b"x" * 65536
        while True:
            connection.sendall(b"10000\r\n" + part + b"\r\n" if b"chunked" in head else part)
            sent.append(len(part))

    net = internet(behave)

    answer = fetch("http://public.test/", network=net.network)

    assert (len(answer.body), answer.is_whole) == (65536, False)
    assert sum(sent) < 20 * MEGABYTE  # what the system's buffers hold


def test_a_harvester_may_ask_for_more(internet):
    net = internet(saying(ok(b"x" * MEGABYTE)))

    answer = fetch("http://public.test/", most=2 * MEGABYTE, network=net.network)

    assert (len(answer.body), answer.is_whole) == (MEGABYTE, True)


def test_a_compressed_bomb_stays_packed(internet):
    body = b"\x1f\x8b" + b"0" * 100
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 102\r\n\r\n"
    net = internet(saying(head + body))

    assert fetch("http://public.test/", network=net.network).body == body


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * MEGABYTE + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200_000 + b"\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n", b"", b"\x00\xff\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
    ids=["long header", "many headers", "not http", "nothing", "noise", "cut", "two lengths"],
)  # fmt: skip
def test_what_is_no_answer_is_said_to_be_none(internet, answer):
    net = internet(saying(answer))

    with pytest.raises(FetchError) as failure:
        fetch("http://public.test/", budget=Budget(5), network=net.network)

    assert failure.value.code in {"garbled", "unreachable"}


@pytest.fixture
def secure(internet):
    """A server behind TLS with a certificate for `name`, of an authority that is trusted."""

    def make(name: str, **names):
        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)

        def behave(connection):
            with context.wrap_socket(connection, server_side=True) as secured:
                saying(ok(b"secure"))(secured)

        net = internet(behave, **names)
        authority.configure_trust(net.trusted)
        return net

    return make


def test_the_certificate_is_checked_for_the_name_though_the_address_is_fixed(secure):
    net = secure("public.test")

    assert fetch("https://public.test/", network=net.network).body == b"secure"


def test_a_certificate_for_another_name_is_refused(secure):
    net = secure("other.test")

    with pytest.raises(BadCertificate):
        fetch("https://public.test/", network=net.network)


def test_a_certificate_of_an_unknown_authority_is_refused(secure):
    net = secure("public.test")
    net.trusted = ssl.create_default_context()

    with pytest.raises(BadCertificate):
        fetch("https://public.test/", network=net.network)


def test_a_server_that_does_not_speak_tls_is_not_talked_to_in_plain(internet):
    net = internet(saying(ok()))

    with pytest.raises(FetchError) as failure:
        fetch("https://public.test/", budget=Budget(2), network=net.network)

    assert not isinstance(failure.value, BadAnswer)
