"""Migrations one by one, as databases went through them before there were squashed ones.

    python -m tests.migrating

brings an empty database, that of the environment, to where it is today.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

OURS = {"accounts", "documents", "exchange", "jobs", "taxonomy", "throttling", "upkeep"}


class OneByOne(MigrationLoader):
    """Knows none of our squashed migrations, so that those they replace are used."""

    def load_disk(self) -> None:
        super().load_disk()
        self.disk_migrations = {
            (app, name): migration
            for (app, name), migration in self.disk_migrations.items()
            if app not in OURS or not migration.replaces
        }

    def targets(self, **wanted: str) -> list[tuple[str, str]]:
        """Return the migration wanted of each app, or its last."""
        leaves = self.graph.leaf_nodes()
        return [(app, wanted.get(app, name)) for app, name in leaves]


class Executor(MigrationExecutor):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.loader = OneByOne(self.connection)


@contextmanager
def one_by_one() -> Iterator[None]:
    """Let `migrate` find old migrations, on the way back as well."""
    with mock.patch("django.core.management.commands.migrate.MigrationExecutor", Executor):
        yield


def migrate(**wanted: str):
    """Return the state of models that the database is brought to."""
    executor = Executor(connection)
    return executor.migrate(executor.loader.targets(**wanted))


if __name__ == "__main__":
    import django

    django.setup()
    with one_by_one():
        call_command("migrate", verbosity=0)
