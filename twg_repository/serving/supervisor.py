"""One command for the whole site: database, preparation, web server and worker, until Ctrl-C."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management import CommandError, call_command

from twg_repository.serving.postgres import EmbeddedPostgres, PostgresError, die_with_parent

# Each step with what it is called while it runs; all of them do nothing the second time.
PREPARATIONS = [
    ("database", ["migrate", "--verbosity=0"]),
    ("vocabularies", ["load_vocabularies"]),
    ("search", ["rebuild_search", "--if-needed"]),
    ("starter collection", ["load_starter"]),
    ("translations", ["compile_translations"]),
    ("style sheets", ["collect_static"]),
]
START_SECONDS = 30
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


# Seconds until what ended by itself is started again: longer each time, while it ends soon.
PAUSES = (0.2, 1, 2, 5, 10, 30)
HEALTHY = 60  # seconds of life after which an end is the first one again


class Stop(BaseException):
    """Somebody asked for the end; like KeyboardInterrupt, no failure to be handled on the way."""


@dataclass
class Part:
    """A process of the site: how it is started, and how often it has ended by itself lately."""

    name: str
    start: Callable[[], object]
    process: Callable[[], subprocess.Popen | None]
    ends: int = 0
    started: float = field(default_factory=time.monotonic)
    due: float | None = None  # when it is started again

    @property
    def has_ended(self) -> bool:
        process = self.process()
        return process is None or process.poll() is not None

    def look_after(self, say: Callable[[str], None]) -> None:
        """Start it again where it has ended, after a pause."""
        now = time.monotonic()
        if self.due is None and self.has_ended:
            self.ends = 1 if now - self.started > HEALTHY else self.ends + 1
            pause = PAUSES[min(self.ends, len(PAUSES)) - 1]
            self.due = now + pause
            say(f"The {self.name} ended by itself; it is started again in {pause:g} s.")
        if self.due is not None and now >= self.due:
            self.due, self.started = None, now
            self.try_to_start(say)

    def try_to_start(self, say: Callable[[str], None]) -> None:
        try:
            self.start()
        except (OSError, PostgresError) as error:
            say(str(error))


class Supervisor:
    """Starts everything, watches it, starts again what ends by itself, and stops it all in the
    opposite order."""

    def __init__(self, host: str, port: int, say: Callable[[str], None]):
        self.host, self.port, self.say = host, port, say
        self.children: dict[str, subprocess.Popen] = {}
        self.server: EmbeddedPostgres | None = None
        self.asked_to_stop = False

    def run(self) -> None:
        """Serve until asked to stop. Raises CommandError or PostgresError with a sentence."""
        self.check_port()
        with self.stopping_on_signals(), self.database():
            try:
                self.prepare()
                self.start_children()
                self.wait_until_healthy()
                self.say(f"The TWG Repository is running at {self.address}  (Ctrl-C stops it)")
                self.watch()
            except Stop:
                self.say("Stopping …")
            finally:
                ignore_signals()
                self.stop_children()

    @contextmanager
    def stopping_on_signals(self):
        """Raise Stop at Ctrl-C and `kill`; keep a note, as Python drops what a finaliser raises."""

        def stop(number, frame):
            self.asked_to_stop = True
            raise Stop

        for each in SIGNALS:
            signal.signal(each, stop)
        with suppress(Stop):
            yield

    @property
    def address(self) -> str:
        """Where this machine finds the site; the wildcard 0.0.0.0 is no address to ask."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104
        return f"http://{host}:{self.port}/"

    @property
    def health(self) -> Request:
        """The request that asks whether the site lives, under a name that it answers to."""
        name = next((host.lstrip(".*") for host in settings.ALLOWED_HOSTS), "") or "localhost"
        return Request(f"{self.address}healthz", headers={"Host": name})  # noqa: S310  (our own)

    def check_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise CommandError(self.explain_address(error)) from None

    def explain_address(self, error: OSError) -> str:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            return (
                f"HOST is “{self.host}”, which is no address of this machine. Leave it out, or set "
                "it to 0.0.0.0 to be reached from other machines."
            )
        another = self.port + 1 if 1024 <= self.port < 65535 else 8000
        return (
            f"{self.host}:{self.port} cannot be used ({error.strerror}). If the repository runs "
            f"already, it is there. Else choose another port: `make run PORT={another}`."
        )

    @contextmanager
    def database(self):
        """Run the embedded server while the site runs; none where DATABASE_URL names another."""
        if settings.PRODUCTION:
            yield
            return
        options = {"max_connections": str(settings.CONNECTIONS + EmbeddedPostgres.RESERVED)}
        with EmbeddedPostgres(options=options) as self.server:
            yield

    def prepare(self) -> None:
        for name, arguments in PREPARATIONS:
            started = time.monotonic()
            self.look_around()
            call_command(*arguments, stdout=StringIO())
            self.say(f"  {name}: ready ({time.monotonic() - started:.1f} s)")
        account = StringIO()
        call_command("create_organizer", first_only=True, stdout=account)
        if account.getvalue():
            self.say(account.getvalue().strip())

    @property
    def commands(self) -> dict[str, list[str]]:
        return {
            "web server": [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
            "worker": [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"],
        }

    def start_children(self) -> None:
        for name, command in self.commands.items():
            self.start(name, command)

    def start(self, name: str, command: list[str]) -> None:
        """Start a child in a session of its own, so that Ctrl-C reaches the supervisor alone.

        It ends with the supervisor even if that is killed: no orphan keeps the port.
        """
        environment = os.environ | {"HOST": self.host, "PORT": str(self.port)}
        self.children[name] = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, start_new_session=True,
            preexec_fn=die_with_parent,
        )  # fmt: skip

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self.look_around()
            with suppress(OSError), urlopen(self.health, timeout=2):  # noqa: S310
                return
            time.sleep(0.1)
        raise CommandError(f"The web server did not answer within {START_SECONDS} seconds.")

    def watch(self) -> None:
        parts = self.parts()
        while True:
            time.sleep(0.2)
            if self.asked_to_stop:
                raise Stop
            for each in parts:
                each.look_after(self.say)

    def parts(self) -> list[Part]:
        """List what is looked after, the database first, which the others need."""
        database = []
        if server := self.server:
            database = [Part("database", server.restart, lambda: server.process)]
        return database + [
            Part(name, partial(self.start, name, command), partial(self.children.get, name))
            for name, command in self.commands.items()
        ]

    def look_around(self) -> None:
        """Raise Stop where it was asked for, CommandError where a process has ended by itself
        before all ran."""
        if self.asked_to_stop:
            raise Stop
        database = {"database": self.server.process} if self.server and self.server.process else {}
        for name, process in (database | self.children).items():
            if process.poll() is not None:
                raise CommandError(
                    f"The {name} ended by itself (status {process.returncode}); everything is "
                    "stopped. Nothing was lost: start again."
                )

    def stop_children(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        for child in self.children.values():
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def ignore_signals() -> None:
    """Let nothing interrupt a stop that has begun."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
