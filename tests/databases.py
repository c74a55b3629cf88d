"""Databases made once and cloned for each process that runs tests.

A template is named after what it was made from: as long as that stays, so does the template, and
the next run begins with it.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg2
from django.conf import settings

PROJECT = Path(__file__).resolve().parent.parent
MADE_FROM = {".csv", ".json", ".lock", ".py", ".sql", ".yaml"}


def environment(name: str) -> dict[str, str]:
    """Return the variables that let the project's commands use a database of the test server."""
    database = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGPASSWORD": "PASSWORD"}
    return {
        **os.environ,
        **{name: str(database[key]) for name, key in names.items() if database.get(key)},
        "DATABASE_URL": f"postgres://{database['USER']}@/{name}",
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "false",
        "SECOND_FACTOR_REQUIRED": "false",
        "PYTHONPATH": str(PROJECT),
    }


def manage(arguments: list[str], environment: dict[str, str]) -> str:
    """Return what a command of the project prints; AssertionError with all of it where it fails."""
    return python(["manage.py", *arguments], environment)


def run(module: str, environment: dict[str, str]) -> None:
    """Run a module of the tests on the database of the environment."""
    settings_module = {"DJANGO_SETTINGS_MODULE": "twg_repository.settings"}
    python(["-m", module], environment | settings_module)


def python(arguments: list[str], environment: dict[str, str]) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def scratch(sort: str) -> Iterator[dict[str, str]]:
    """An empty database for this process alone, as the environment for commands."""
    name = f"twg_scratch_{sort}_{os.getpid()}"
    with server() as cursor:
        clone(cursor, name, "template0")
    try:
        yield environment(name)
    finally:
        with server() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def template(sort: str, fill: Callable[[dict[str, str]], None], *patterns: str) -> str:
    """Return the name of a database that `fill` has filled, made where it is not there.

    `patterns` name the files that it is made from; `fill` gets the environment for commands.
    """
    name = f"twg_{sort}_{fingerprint(*patterns)}"
    with alone(sort), server() as cursor:
        known = databases(cursor, f"twg_{sort}_")
        if name not in known:
            make(cursor, name, fill)
            for old in known:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    return name


def make(cursor, name: str, fill: Callable[[dict[str, str]], None]) -> None:
    """Fill under another name first: a run that breaks off leaves nothing that looks whole."""
    beginning = f"{name}_new"
    clone(cursor, beginning, "template0")
    fill(environment(beginning))
    cursor.execute(f'ALTER DATABASE "{beginning}" RENAME TO "{name}"')


def clone(cursor, name: str, of: str) -> None:
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}" STRATEGY FILE_COPY')


def databases(cursor, prefix: str) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in cursor.fetchall()]


@contextmanager
def server() -> Iterator[psycopg2.extensions.cursor]:
    """A cursor outside of every database that tests use; each statement stands for itself."""
    database = settings.DATABASES["default"]
    connection = psycopg2.connect(
        dbname="postgres", user=database["USER"], host=database.get("HOST") or None,
        port=database.get("PORT") or None, password=database.get("PASSWORD") or None,
    )  # fmt: skip
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


@contextmanager
def alone(sort: str) -> Iterator[None]:
    """One process at a time makes a template of this sort."""
    settings.VAR_DIR.mkdir(exist_ok=True)
    with (settings.VAR_DIR / f"test-{sort}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint(*patterns: str) -> str:
    """Return twelve digits that differ when a file differs that one of the patterns names."""
    found = {p for pattern in patterns for p in PROJECT.glob(pattern) if p.suffix in MADE_FROM}
    digest = sha256()
    for path in sorted(found):
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
