"""Every process of a site is killed while people write: nothing is lost, and it comes back."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.extent import extent
from tests.running import Run, project_copy, read
from tests.site import free_port
from twg_repository.serving import postgres
from twg_repository.serving.postgres import EmbeddedPostgres

pytestmark = [pytest.mark.slow, pytest.mark.trial]

KILLS = extent(6, quick=1, trial=60)
SECONDS = 60  # within which all is as before; on an idle machine 30 are enough
WRITE = """
import itertools, time
from django.db import DatabaseError, InterfaceError, connection, transaction
from documents.history.actions import entry_saved
from documents.models import Entry, Kind
for number in itertools.count():
    try:
        with transaction.atomic():
            entry = Entry(kind=Kind.objects.first(), title=f"Written {number}")
            entry.save()
            entry_saved(entry, None)
        print(number, flush=True)
    except (DatabaseError, InterfaceError):
        connection.close()
    time.sleep(0.05)
"""
ASK = """
from documents.models import Entry
written = Entry.objects.filter(title__startswith="Written ")
print(*written.values_list("title", flat=True), sep="|")
"""


class Writer:
    """Somebody who writes one entry after the other; `kept` are those that were said to be."""

    def __init__(self, project: Path):
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", WRITE],
            cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.kept: list[int] = []
        self.reader = Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        for line in self.process.stdout:
            self.kept.append(int(line))

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()


class Site:
    """A running site, and its processes by what they are."""

    def __init__(self, project: Path):
        self.project, self.port = project, free_port()
        self.run = Run(project, self.port).until_running()

    @property
    def sorts(self) -> dict[str, Callable[[], list[int]]]:
        postmaster = [
            int((self.project / "var/postgres/data/postmaster.pid").read_text().split()[0])
        ]
        web = [pid for pid in children(self.run.process.pid) if "gunicorn" in command(pid)]
        work = [pid for pid in children(self.run.process.pid) if "manage.py work" in command(pid)]
        return {
            "supervisor": [self.run.process.pid], "web server": web, "worker": work,
            "web worker": [pid for each in web for pid in children(each)],
            "PostgreSQL": postmaster,
            "session": [pid for pid in children(postmaster[0]) if "twg twg" in command(pid)],
        }  # fmt: skip

    def kill(self, sort: str) -> None:
        with suppress(ProcessLookupError, IndexError):
            os.kill(random.choice(self.sorts[sort]), signal.SIGKILL)
        if sort == "supervisor":  # whoever looks after it, systemd say, starts it again
            self.run.end()
            self.run = Run(self.project, self.port).until_running()

    def is_whole(self, writer: Writer, before: int) -> bool:
        with suppress(OSError, AssertionError, IndexError):
            there = all(self.sorts[sort] for sort in ("web server", "web worker", "worker"))
            return there and b'class="result"' in read(self.port) and len(writer.kept) > before
        return False


def children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def until(true: Callable[[], bool]) -> float:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < SECONDS
        time.sleep(0.1)
    return time.monotonic() - begun


def killed(site: Site, writer: Writer, sort: str) -> float:
    """Kill one process of a sort; the seconds until all is as before."""
    begun = time.monotonic()
    site.kill(sort)
    before = len(writer.kept)
    until(lambda: site.is_whole(writer, before))
    return time.monotonic() - begun


def test_whatever_is_killed_it_comes_back_and_nothing_is_lost(capsys):
    with project_copy() as project:
        site = Site(project)
        writer = Writer(project)
        until(lambda: len(writer.kept) > 3)
        names = sorted(site.sorts)
        took: dict[str, float] = {}
        for number in range(KILLS):
            sort = names[number % len(names)]
            took[sort] = max(took.get(sort, 0), killed(site, writer, sort))
        writer.end()
        said = subprocess.run(
            [sys.executable, "manage.py", "shell", "--verbosity=0", "--command", ASK],
            cwd=project, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        site.run.end(signal.SIGINT)

    there = {int(title.removeprefix("Written ")) for title in said.strip().split("|")}
    assert set(writer.kept) - there == set()
    assert len(writer.kept) > KILLS
    slowest = ", ".join(f"{sort} {seconds:.1f} s" for sort, seconds in took.items())
    with capsys.disabled():
        sys.stdout.write(f"{KILLS} kills, {len(writer.kept)} written; slowest: {slowest}\n")


def test_an_orphan_that_hangs_is_ended_by_force(monkeypatch):
    """Such as one that waits for a process of its own that is gone."""
    patience = {signal.SIGINT: 1, signal.SIGQUIT: 1, signal.SIGKILL: 10}
    monkeypatch.setattr(postgres, "PERSUASION", patience)
    folder = Path(f"/tmp/twg-orphan-{os.getpid()}")
    folder.mkdir(mode=0o755)
    first = EmbeddedPostgres(folder / "postgres", durable=False)
    try:
        first.start()
        os.kill(first.process.pid, signal.SIGSTOP)  # deaf to INT and QUIT
        first.lock.close()
        second = EmbeddedPostgres(folder / "postgres", durable=False)
        begun = time.monotonic()
        second.start()
        assert time.monotonic() - begun < SECONDS
        second.stop()
    finally:
        with suppress(ProcessLookupError):
            first.process.kill()
        first.process.wait()
        subprocess.run(["rm", "-rf", str(folder)], check=True)
