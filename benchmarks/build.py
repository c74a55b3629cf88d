"""Fills the database named by DATABASE_URL: `python -m benchmarks.build 100000`."""

import io
import os
import sys
import time
from functools import cache
from multiprocessing import get_context

import django

PROCESSES = 2
PROJECTED = 2000  # entries in one transaction


def main(size: int) -> None:
    started = time.monotonic()
    make_agents()
    in_parallel(write_entries, size)
    say(started, f"{size} entries written")
    definitions = drop_indexes()
    project_everything(size)
    say(started, "projected")
    make_indexes(definitions)
    say(started, "indexes made")
    keep_sets()
    say(started, "sets kept")


def say(started: float, what: str) -> None:
    print(f"  {what} ({time.monotonic() - started:.0f} s)", flush=True)


def make_agents(number: int = 20_000) -> None:
    from benchmarks.words import SYLLABLES, spell
    from documents.models import Agent

    latin = SYLLABLES["en"]
    Agent.objects.bulk_create(
        Agent(type="person", name=f"{spell(latin, 4096 + each).capitalize()}, Ana")
        for each in range(number)
    )


def in_parallel(work, size: int) -> None:
    """Each process takes every second piece of the numbers."""
    from django.db import connections

    from benchmarks.collection import BATCH, FIRST

    last = FIRST + size - 1
    pieces = [(start, min(start + BATCH - 1, last)) for start in range(FIRST, last + 1, BATCH)]

    connections.close_all()
    with get_context("fork").Pool(PROCESSES) as pool:
        pool.map(work, pieces, chunksize=1)


def write_entries(piece: tuple[int, int]) -> None:
    from benchmarks.collection import COLUMNS, generate

    for rows in generate(material(), *piece):
        for table, columns in COLUMNS.items():
            copy(table, columns, rows[table])


@cache
def material():
    """What entries are made of, once in each process."""
    from benchmarks.collection import Material

    return Material()


def copy(table: str, columns: list[str], rows: list[tuple]) -> None:
    from django.db import connection

    lines = io.StringIO()
    for row in rows:
        lines.write("\t".join("\\N" if value is None else str(value) for value in row) + "\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", lines)


def drop_indexes() -> list[str]:
    """Indexes of words are made ten times as quickly when the rows are there; their definitions."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes"
            " WHERE tablename = 'documents_indexedentry' AND indexdef LIKE '%%USING gin%%'"
            " OR tablename = 'documents_searchword' AND indexdef LIKE '%%USING gin%%'"
        )
        found = cursor.fetchall()
        for name, _definition in found:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute("ANALYZE")
    return [definition for _name, definition in found]


def project_everything(size: int) -> None:
    in_parallel(project_piece, size)


def project_piece(piece: tuple[int, int]) -> None:
    """Without the projection's lock, as nobody else is there to be kept waiting."""
    from django.db import connection

    from documents.search.projection import statement

    first, last = piece
    for start in range(first, last + 1, PROJECTED):
        ids = list(range(start, min(start + PROJECTED, last + 1)))
        with connection.cursor() as cursor:
            cursor.execute(statement(), {"ids": ids})


def make_indexes(definitions: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for definition in definitions:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE")


def keep_sets() -> None:
    from django.core.management import call_command

    call_command("rebuild_search", keep_only=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twg_repository.settings")
    django.setup()
    main(int(sys.argv[1]))
