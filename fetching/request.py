"""Fetching one page, redirects followed one by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import httpcore
from django.conf import settings

from fetching.budget import Budget
from fetching.errors import TooManyRedirects, translated
from fetching.network import Guard, Network
from fetching.target import Target

REDIRECTS = 5
REDIRECTING = {301, 302, 303, 307, 308}
BODY = 64 * 1024
PUBLIC = Network()


@dataclass(frozen=True)
class Answer:
    """`url` is where the redirects ended; `headers` have names in lower case; `is_whole` is
    False where the body was longer than wanted."""

    status: int
    url: str
    reason: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_whole: bool = True


def no_pause(host: str) -> None:
    """Ask at once."""


def fetch(
    url: str,
    method: str = "GET",
    *,
    most: int = BODY,
    budget: Budget | None = None,
    headers: Mapping[str, str] | None = None,
    pause: Callable[[str], None] = no_pause,
    network: Network = PUBLIC,
) -> Answer:
    """Fetch the address and follow redirects; the answer may have any status.

    It holds at most `most` bytes of the body, as they were sent. `pause(host)` is called before
    each request and may wait. Raises FetchError.
    """
    budget = budget or Budget(read=most)
    target = Target.of(url)
    for _redirect in range(REDIRECTS + 1):
        budget.wait(partial(pause, target.host))
        answer = ask(target, method, most, budget, headers or {}, network)
        location = answer.headers.get("location")
        if answer.status not in REDIRECTING or not location:
            return answer
        target = target.follow(location)
    raise TooManyRedirects


def ask(
    target: Target,
    method: str,
    most: int,
    budget: Budget,
    headers: Mapping[str, str],
    network: Network,
) -> Answer:
    """Send one request on a connection of its own."""
    try:
        with connection(target, budget, network) as open_:
            own = list(request_headers(target, headers).items())
            with open_.stream(method, url_of(target), headers=own) as response:
                return read(target, response, most)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise translated(error) from error


def connection(target: Target, budget: Budget, network: Network) -> httpcore.HTTPConnection:
    return httpcore.HTTPConnection(
        url_of(target).origin,
        ssl_context=network.certificates() if target.scheme == "https" else None,
        network_backend=Guard(network, budget),
    )


def url_of(target: Target) -> httpcore.URL:
    return httpcore.URL(
        scheme=target.scheme, host=target.host, port=target.port, target=target.path
    )


def request_headers(target: Target, more: Mapping[str, str]) -> dict[str, str]:
    """Say who we are and how to reach us; refuse compression, which could grow without bounds."""
    return {
        "Host": target.authority,
        "User-Agent": user_agent(),
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **more,
    }


def user_agent() -> str:
    contact = "; ".join(filter(None, [settings.SITE_URL, settings.CONTACT_EMAIL]))
    return f"TWG-Repository/1.0 (+{contact})".encode("ascii", "ignore").decode()


def read(target: Target, response: httpcore.Response, most: int) -> Answer:
    body, is_whole = read_body(response, most)
    reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
    headers = {
        name.decode("latin-1").lower(): value.decode("utf-8", "replace")
        for name, value in response.headers
    }
    return Answer(response.status, str(target), reason, headers, body, is_whole)


def read_body(response: httpcore.Response, most: int) -> tuple[bytes, bool]:
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > most:
            return bytes(body[:most]), False
    return bytes(body), True
