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
from io import StringIO
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management import CommandError, call_command

from twg_repository.serving.postgres import EmbeddedPostgres, die_with_parent

# Each step with what it is called while it runs; all of them do nothing the second time.
PREPARATIONS = [
    ("database", ["migrate", "--verbosity=0"]),
    ("vocabularies", ["load_vocabularies"]),
    ("search", ["rebuild_search", "--if-needed"]),
    ("starter collection", ["load_starter"]),
    ("translations", ["compile_translations"]),
    ("style sheets", ["collectstatic", "--noinput", "--verbosity=0"]),
]
START_SECONDS = 30
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked for the end; like KeyboardInterrupt, no failure to be handled on the way."""


class Supervisor:
    """Starts everything, watches it, and stops it in the opposite order."""

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

    def start_children(self) -> None:
        python = [sys.executable, "-m"]
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        self.start("web server", [*python, "gunicorn", "--config", "gunicorn.conf.py"])
        self.start("worker", [*manage, "work"])

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
        while True:
            time.sleep(0.2)
            self.look_around()

    def look_around(self) -> None:
        """Raise Stop where it was asked for, CommandError where a process has ended by itself."""
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
