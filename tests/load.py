"""Many readers at once, and some who drip: what a site answers them.

    python -m tests.load http://127.0.0.1:8000 READERS SECONDS PATH ...

Each reader asks for one of the paths after the other, on a connection that is kept, and honours
`Retry-After` where it is asked to come again.
"""

import asyncio
import itertools
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DRIP = "POST /suggest/ HTTP/1.1\r\nHost: {}\r\nContent-Length: 100000\r\n\r\n"


@dataclass
class Load:
    """`statuses` counts the answers, 0 those that broke off; `bare` are 503 that say no time."""

    address: str
    host: str = ""
    statuses: Counter = field(default_factory=Counter)
    bare: int = 0
    slowest: float = 0

    @property
    def answers(self) -> int:
        return sum(number for status, number in self.statuses.items() if 200 <= status < 500)

    @property
    def name(self) -> str:
        return self.host or urlsplit(self.address).netloc

    def run(self, readers: int, seconds: float, paths: list[str], dripping: int = 0) -> "Load":
        """Read for so many seconds, while others drip; itself, with what was counted."""
        end = time.monotonic() + seconds
        with ThreadPoolExecutor(1) as apart:  # where another loop may run in this thread
            apart.submit(asyncio.run, self.all(readers, end, paths, dripping)).result()
        return self

    async def all(self, readers: int, end: float, paths: list[str], dripping: int) -> None:
        drips = [asyncio.create_task(self.drip(end)) for _n in range(dripping)]
        turns = [itertools.cycle(paths[n % len(paths):] + paths[: n % len(paths)])
                 for n in range(readers)]  # fmt: skip
        await asyncio.gather(*(self.read(end, turn) for turn in turns))
        for each in drips:
            each.cancel()
        await asyncio.gather(*drips, return_exceptions=True)

    async def read(self, end: float, paths) -> None:
        connection = None
        while time.monotonic() < end:
            connection, wait = await self.ask(connection, next(paths))
            if wait:
                await asyncio.sleep(min(wait, max(0, end - time.monotonic())))
        if connection:
            await closed(connection[1])

    async def ask(self, connection, path: str):
        """Ask once; the connection, where it goes on, and the seconds to wait."""
        begun = time.monotonic()
        try:
            connection = connection or await self.connect()
            connection[1].write(self.head(path))
            status, headers = await self.answer(connection[0])
        except (OSError, asyncio.IncompleteReadError, ValueError):
            self.statuses[0] += 1
            return None, 0.1
        self.statuses[status] += 1
        self.slowest = max(self.slowest, time.monotonic() - begun)
        self.bare += status == 503 and "retry-after" not in headers
        if headers.get("connection", "").lower() == "close":
            await closed(connection[1])
            connection = None
        return connection, int(headers.get("retry-after", 0)) if status == 503 else 0

    async def connect(self):
        parts = urlsplit(self.address)
        return await asyncio.open_connection(parts.hostname, parts.port)

    def head(self, path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: {self.name}\r\nAccept-Encoding: br\r\n\r\n".encode()

    async def answer(self, reader) -> tuple[int, dict[str, str]]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        await reader.readexactly(int(headers["content-length"]))
        return int(head[0].split()[1]), headers

    async def drip(self, end: float) -> None:
        """Send one byte a second of a long body, and begin again where one is cut off."""
        while time.monotonic() < end:
            _reader, writer = await self.connect()
            try:
                writer.write(DRIP.format(self.name).encode())
                while time.monotonic() < end:
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(1)
            except OSError:
                continue
            finally:
                await closed(writer)

    def __str__(self) -> str:
        counted = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        return f"{counted}; {self.bare} without Retry-After; slowest {self.slowest:.1f} s"


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


if __name__ == "__main__":
    address, readers, seconds, *paths = sys.argv[1:]
    load = Load(address).run(int(readers), float(seconds), paths)
    print(load, f"{load.answers / float(seconds):.0f} answers a second")  # noqa: T201
