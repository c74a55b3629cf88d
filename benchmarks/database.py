"""One PostgreSQL with a database for each size, kept between runs below var/bench."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from twg_repository.serving.postgres import USER, EmbeddedPostgres

BASE = Path(__file__).resolve().parent.parent
FOLDER = BASE / "var" / "bench"
# As on a server of its own with 24 GB of memory, that holds what is read often.
OPTIONS = {
    "shared_buffers": "10GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "8GB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
}
WARMED = """
SELECT sum(pg_prewarm(part)) FROM (
    SELECT oid AS part, reltoastrelid FROM pg_class WHERE relname = 'documents_indexedentry'
    UNION SELECT indexrelid, 0 FROM pg_index WHERE indrelid = 'documents_indexedentry'::regclass
    UNION SELECT reltoastrelid, 0 FROM pg_class WHERE relname = 'documents_indexedentry'
    UNION SELECT indexrelid, 0 FROM pg_index JOIN pg_class ON indrelid = reltoastrelid
        WHERE relname = 'documents_indexedentry'
) AS parts
"""
COMMANDS = [["migrate", "--verbosity=0"], ["load_vocabularies"], ["load_starter"]]


@contextmanager
def running() -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(FOLDER / "postgres", durable=False, options=OPTIONS) as server:
        yield server


def name_of(size: int) -> str:
    return f"twg_{size}"


def environment(server: EmbeddedPostgres, size: int) -> dict[str, str]:
    """What the site needs to run on the database of a size."""
    return os.environ | {
        "DATABASE_URL": f"postgres://{USER}@/{name_of(size)}",
        "PGHOST": str(server.sockets),
        "SECRET_KEY": "only-for-the-benchmark-0123456789-abcdefghijklmnopqrstuvwxyz",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "false",
        "FILES_DIR": str(FOLDER / "files"),
    }


def connect(server: EmbeddedPostgres, database: str):
    connection = psycopg2.connect(host=str(server.sockets), user=USER, dbname=database)
    connection.autocommit = True
    return connection


def ensure(server: EmbeddedPostgres, size: int, version: int) -> None:
    """Build the collection of a size unless it is there in this version."""
    if marker(server, size) == str(version):
        return
    with connect(server, "postgres").cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name_of(size)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name_of(size)}")
    for command in COMMANDS:
        manage(server, size, *command)
    run(server, size, "-m", "benchmarks.build", str(size))
    with connect(server, name_of(size)).cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE {name_of(size)} IS '{int(version)}'")


def warm(server: EmbeddedPostgres, size: int) -> None:
    """Read the search's rows and indexes into memory, as after hours of work."""
    with connect(server, name_of(size)).cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        cursor.execute(WARMED)


def marker(server: EmbeddedPostgres, size: int) -> str | None:
    """The version that a database was completely built in."""
    with connect(server, "postgres").cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name_of(size)],
        )
        found = cursor.fetchone()
    return found and found[0]


def manage(server: EmbeddedPostgres, size: int, *arguments: str) -> None:
    run(server, size, "manage.py", *arguments)


def run(server: EmbeddedPostgres, size: int, *arguments: str) -> None:
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=BASE, env=environment(server, size), check=True)
