"""The real site in a process of its own: gunicorn, WhiteNoise, the starter collection.

What tests see here is what a visitor's browser gets, headers and compression included.
"""

import fcntl
import json
import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

from django.conf import settings

from tests import databases
from tests.databases import PROJECT, manage

PREPARATIONS = [
    ["migrate", "--verbosity=0"],
    ["load_vocabularies"],
    ["load_starter"],
]
STARTED_FROM = [f"{app}/**/*" for app in ("accounts", "documents", "exchange", "jobs", "taxonomy",
                                          "throttling", "twg_repository", "upkeep")]  # fmt: skip
PROJECTS_OWN = [
    ["compile_translations"],
    ["collect_static"],
]


@dataclass
class Site:
    """`work` names what `tests.site_work` added: an entry with a file, a submission's token, ..."""

    address: str
    username: str
    password: str
    work: dict[str, str]
    environment: dict[str, str]

    @property
    def with_file(self) -> str:
        """The identifier of an entry that has a file to download."""
        return self.work["with_file"]

    def letters(self) -> list[str]:
        """What the worker has sent, oldest first, after it has done what waits."""
        manage(["work", "--once"], self.environment)
        folder = Path(self.environment["EMAIL_URL"].removeprefix("filemail:///"))
        files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        whole = "".join(file.read_text(encoding="utf-8") for file in files)
        return [letter for letter in whole.split("-" * 79) if letter.strip()]

    def shell(self, code: str) -> str:
        """What the site's own Python says to this."""
        return manage(["shell", "--verbosity=0", "--command", code], self.environment).strip()

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


# Each process that runs tests has a site of its own.
DATABASE = f"twg_site_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"


def prepare_project(environment: dict[str, str]) -> None:
    """What is written into the project's own folders: once for all that run tests side by side."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid4().hex)
    settings.VAR_DIR.mkdir(exist_ok=True)
    with (settings.VAR_DIR / "test-site.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if lock.read() == run:
            return
        for arguments in PROJECTS_OWN:
            manage(arguments, environment)
        lock.truncate(0)
        lock.write(run)


def environment(folder: Path) -> dict[str, str]:
    """Production's settings, but for HTTPS, on the test server's database DATABASE."""
    return databases.environment(DATABASE) | {
        "EMAIL_URL": f"filemail:///{folder / 'letters'}",
        "FILES_DIR": str(folder / "files"),
    }


def filled(environment: dict[str, str]) -> None:
    for arguments in PREPARATIONS:
        manage(arguments, environment)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder: Path):
    """Prepare and start the site; yields it, and stops it at the end."""
    env = environment(folder)
    prepare_project(env)
    started = databases.template("started", filled, *STARTED_FROM)
    with databases.server() as cursor:
        databases.clone(cursor, DATABASE, started)
    account = manage(["create_organizer", "--email", "organizer@example.net"], env)
    username, password = re.search(r"account: (\S+), password: (\S+)", account).groups()
    add = ["shell", "--verbosity=0", "--command", "from tests.site_work import add; print(add())"]
    work = json.loads(manage(add, env).splitlines()[-1])
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
        cwd=PROJECT, env=env | {"HOST": "127.0.0.1", "PORT": str(port)},
    )  # fmt: skip
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/readyz")
        yield Site(f"http://127.0.0.1:{port}", username, password, work, env)
    finally:
        server.terminate()
        server.wait(10)


def wait_until_ready(address: str) -> None:
    for _attempt in range(600):
        try:
            with urlopen(address) as response:  # noqa: S310
                assert response.status == 200
            return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
