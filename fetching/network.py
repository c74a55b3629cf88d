"""How a name becomes an address, and an address a connection that keeps to its budget."""

import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from typing import Any

import httpcore

from fetching.addresses import is_public
from fetching.budget import Budget
from fetching.errors import TooSlow, UnknownName, Unsafe

TRIED = 3  # addresses of one name


@cache
def certificates() -> SSLContext:
    return httpcore.default_ssl_context()


def addresses_of(host: str, port: int) -> list[str]:
    """Ask the system's resolver, which also reads 127.1 and 0x7f000001 as connecting would."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_rest, sockaddr in found))


@dataclass(frozen=True)
class Network:
    """What lies outside: the resolver (name, port) -> addresses, what connects to a numeric
    address, and whose certificates count."""

    resolve: Callable[[str, int], list[str]] = addresses_of
    connect: Callable[..., httpcore.NetworkStream] = httpcore.SyncBackend().connect_tcp
    certificates: Callable[[], SSLContext] = certificates


class Guard(httpcore.NetworkBackend):
    """Connects to public addresses alone. A name is resolved once and the connection made to an
    address of that very answer, so that no second answer can lead elsewhere."""

    def __init__(self, network: Network, budget: Budget) -> None:
        self.network, self.budget = network, budget

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self.public_addresses(host, port)
        failure: Exception = UnknownName()
        for address in addresses[:TRIED]:
            try:
                stream = self.network.connect(address, port, timeout=self.share(len(addresses)))
                return Bounded(stream, self.budget)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def share(self, addresses: int) -> float:
        """Return the seconds for one of several addresses: an unreachable one leaves some to
        others."""
        return self.budget.seconds() / min(addresses, TRIED)

    def public_addresses(self, host: str, port: int) -> list[str]:
        """Return all of them, or none: a name that is also a private one is a trap."""
        addresses = self.resolve(host, port)
        if not all(is_public(address) for address in addresses):
            raise Unsafe
        return addresses

    def resolve(self, host: str, port: int) -> list[str]:
        """Resolve in a thread that may be left behind: the system's resolver knows no deadline."""
        pool = ThreadPoolExecutor(max_workers=1)
        try:
            return pool.submit(self.network.resolve, host, port).result(self.budget.seconds())
        except TimeoutError:
            raise TooSlow from None
        except (OSError, UnicodeError):
            raise UnknownName from None
        finally:
            pool.shutdown(wait=False)


class Bounded(httpcore.NetworkStream):
    """A connection on which every wait ends with the budget, however slowly it drips."""

    def __init__(self, stream: httpcore.NetworkStream, budget: Budget):
        self.stream, self.budget = stream, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        received = self.stream.read(max_bytes, timeout=self.budget.seconds())
        self.budget.read(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, timeout=self.budget.seconds())

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "Bounded":
        stream = self.stream.start_tls(
            ssl_context, server_hostname=server_hostname, timeout=self.budget.seconds()
        )
        return Bounded(stream, self.budget)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)

    def close(self) -> None:
        self.stream.close()
