"""What is asked, and what comes back."""

from fetching import fetch
from tests.fetching.servers import PUBLIC, ok, redirect, request_of, saying


def test_an_answer_of_any_status_comes_back_with_where_it_was_found(internet):
    def behave(connection):
        moved = b"GET /old" in request_of(connection)
        new = b"HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 2\r\n\r\nno"
        connection.sendall(redirect("http://elsewhere.test/new", 301) if moved else new)

    net = internet(behave, elsewhere_test=[[PUBLIC]])

    answer = fetch("http://public.test/old", network=net.network)

    assert (answer.status, answer.reason, answer.url) == (
        404,
        "Not Found",
        "http://elsewhere.test/new",
    )
    assert (answer.headers["x-a"], answer.body, answer.is_whole) == ("b", b"no", True)


def test_the_request_says_who_asks_and_keeps_no_secrets(internet, settings):
    settings.SITE_URL, settings.CONTACT_EMAIL = "https://twg.example", "desk@twg.example"
    heard = []

    def behave(connection):
        heard.append(request_of(connection).decode())
        connection.sendall(ok())

    net = internet(behave)

    fetch("http://public.test/a?b=c", "HEAD", headers={"X-Own": "1"}, network=net.network)

    line, *headers = heard[0].strip().split("\r\n")
    assert line == "HEAD /a?b=c HTTP/1.1"
    assert sorted(headers) == [
        "Accept-Encoding: identity",
        "Accept: */*",
        "Connection: close",
        "Host: public.test",
        "User-Agent: TWG-Repository/1.0 (+https://twg.example; desk@twg.example)",
        "X-Own: 1",
    ]


def test_the_host_of_every_step_is_waited_for(internet):
    net = internet(saying(redirect("http://b.test/")), b_test=[[PUBLIC]])
    net.public.behave = lambda connection: connection.sendall(
        redirect("http://b.test/") if b"public.test" in request_of(connection) else ok()
    )
    waited = []

    fetch("http://public.test/", pause=waited.append, network=net.network)

    assert waited == ["public.test", "b.test"]
