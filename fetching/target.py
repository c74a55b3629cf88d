"""The one reading of an address, of which everything else is made: nothing reads it again."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from typing import NoReturn
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri

from fetching.errors import Unsafe

PORTS = {"http": 80, "https": 443}
NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
LONGEST = 4000
NO_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True)
class Target:
    """`host`: a name or numeric address in ASCII, without brackets; `path`: with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, url: str) -> "Target":
        """Read an address. Raises Unsafe for what is not a plain address of the web."""
        try:
            return read(urlsplit(url)) if is_plain(url) else refuse()
        except ValueError:
            raise Unsafe from None

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def follow(self, location: str) -> "Target":
        """Return where a redirect leads."""
        return Target.of(urljoin(str(self), location.strip(" \t")))


def refuse() -> NoReturn:
    raise Unsafe


def is_plain(url: str) -> bool:
    return len(url) <= LONGEST and not NO_ADDRESS.search(url)


def read(parts: SplitResult) -> Target:
    if parts.scheme not in PORTS or "@" in parts.netloc:
        raise Unsafe
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    if port not in PORTS.values():
        raise Unsafe
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, read_host(parts), port, iri_to_uri(f"{parts.path or '/'}{query}"))


def read_host(parts: SplitResult) -> str:
    """Write names of other alphabets in the form that name servers know (xn--…)."""
    host = parts.hostname or refuse()
    if parts.netloc.startswith("["):
        return str(IPv6Address(host))
    name = host.encode("idna").decode().lower()
    return name if NAME.fullmatch(name) and len(name) < 254 else refuse()
