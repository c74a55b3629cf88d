"""One command for the whole site: database, preparation, web server and worker, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from io import StringIO
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import CommandError, call_command

from twg_repository.postgres import EmbeddedPostgres, die_with_parent

# Each step with what it is called while it runs; all of them do nothing the second time.
PREPARATIONS = [
    ("database", ["migrate", "--verbosity=0"]),
    ("vocabularies", ["load_vocabularies"]),
    ("starter collection", ["load_starter"]),
    ("translations", ["compile_translations"]),
    ("style sheets", ["collectstatic", "--noinput", "--verbosity=0"]),
]
START_SECONDS = 30


class Stop(Exception):
    """Somebody asked for the end."""


class Supervisor:
    """Starts everything, watches it, and stops it in the opposite order."""

    def __init__(self, host: str, port: int, say: Callable[[str], None]):
        self.host, self.port, self.say = host, port, say
        self.children: dict[str, subprocess.Popen] = {}

    def run(self) -> None:
        """Serve until asked to stop. Raises CommandError or PostgresError with a sentence."""
        self.check_port()
        with stopping_on_signals(), self.database():
            try:
                self.prepare()
                self.start_children()
                self.wait_until_healthy()
                self.say(f"The TWG Repository is running at {self.address}  (Ctrl-C stops it)")
                self.watch()
            except Stop:
                self.say("Stopping …")
            finally:
                self.stop_children()

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}/"

    @property
    def health(self) -> str:
        """Where this machine asks; a wildcard such as 0.0.0.0 is no address to ask."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host  # noqa: S104
        return f"http://{host}:{self.port}/healthz"

    def check_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise CommandError(
                    f"{self.host}:{self.port} cannot be used ({error.strerror}). If the repository "
                    f"runs already, it is there. Else choose another port: "
                    f"`make run PORT={self.port + 1}`."
                ) from None

    @contextmanager
    def database(self):
        """The embedded server while the site runs; nothing where DATABASE_URL names another."""
        if settings.PRODUCTION:
            yield
            return
        with EmbeddedPostgres():
            yield

    def prepare(self) -> None:
        for name, arguments in PREPARATIONS:
            started = time.monotonic()
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
        self.start("worker", [*manage, "db_worker", "--verbosity=0"])

    def start(self, name: str, command: list[str]) -> None:
        """A child in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        environment = os.environ | {"HOST": self.host, "PORT": str(self.port)}
        self.children[name] = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, start_new_session=True,
            preexec_fn=die_with_parent,
        )  # fmt: skip

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self.refuse_dead_children()
            try:
                with urlopen(self.health, timeout=2):  # noqa: S310  (our own address)
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        raise CommandError(f"The web server did not answer within {START_SECONDS} seconds.")

    def watch(self) -> None:
        while True:
            time.sleep(0.5)
            self.refuse_dead_children()

    def refuse_dead_children(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise CommandError(
                    f"The {name} ended by itself (status {child.returncode}); everything is "
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


@contextmanager
def stopping_on_signals():
    """Ctrl-C and `kill` raise Stop once; a second one during the stop is left aside."""

    def stop(number, frame):
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Stop

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)
    with suppress(Stop):
        yield
