"""The squashed migrations make what those that they replace have made, in one step each."""

import re
import subprocess
from itertools import zip_longest

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.databases import PROJECT, manage, run, scratch
from tests.migrating import OURS
from twg_repository.serving.postgres import BINARIES

pytestmark = pytest.mark.slow


def schema(environment: dict[str, str]) -> list[str]:
    """Return what the database says it is made of, statement by statement; white space of function
    bodies does not count."""
    name = environment["DATABASE_URL"].rpartition("/")[2]
    user = environment["DATABASE_URL"].removeprefix("postgres://").partition("@")[0]
    dump = subprocess.run(
        [BINARIES / "pg_dump", "--schema-only", "--username", user, name],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    dump = re.sub(r"^\\(un)?restrict .*$", "", dump, flags=re.M)  # another word each time
    return [" ".join(statement.split()) for statement in dump.split("\n--\n")]


AGAIN = """
from django.db import connection
from pathlib import Path
with connection.cursor() as cursor:
    for path in sorted(Path().glob("*/sql/*.sql")):
        cursor.execute(path.read_text(encoding="utf-8"))
"""


def test_a_database_made_in_one_step_is_the_same_as_one_made_migration_by_migration():
    with scratch("new") as new:
        manage(["migrate", "--verbosity=0"], new)
        made = schema(new)
        manage(["shell", "--no-imports", "--command", AGAIN], new)
        assert schema(new) == made, "running a definition again changes what is there"
        assert manage(["makemigrations", "--check"], new) == "No changes detected\n"
    with scratch("old") as old:
        run("tests.migrating", old)
        was = schema(old)

    assert len(made) > 1000
    assert [pair for pair in zip_longest(made, was) if pair[0] != pair[1]] == []


def test_every_squashed_migration_names_all_that_it_replaces():
    """…up to the last of its own time; what comes later stands beside it."""
    found = MigrationLoader(None).disk_migrations
    squashed = {key: migration for key, migration in found.items()
                if key[0] in OURS and migration.replaces}  # fmt: skip

    assert {app for app, _name in squashed} == {"documents", "exchange", "taxonomy"}
    for (app, name), migration in squashed.items():
        last = name.removeprefix("0001_squashed_")
        before = sorted(key for key in found if key[0] == app and not found[key].replaces)
        assert migration.replaces == [key for key in before if key[1] <= last]
        assert migration.replaces[-1] == (app, last)


def test_every_definition_is_run_by_a_migration():
    """A file of an sql folder that no migration runs would be nothing but a text."""
    for folder in PROJECT.glob("*/sql"):
        texts = "".join(path.read_text() for path in folder.parent.glob("migrations/0*.py"))
        names = {path.stem for path in folder.glob("*.sql")}
        assert names
        assert {name for name in names if f"'{name}'" not in texts.replace('"', "'")} == set()
