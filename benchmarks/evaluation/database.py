"""A database of one evaluation's own, beside the site's on the same server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import DatabaseError, connection


class NoDatabase(RuntimeError):
    """The server gives no database; the message is a sentence for a person."""


@contextmanager
def own_database() -> Iterator[None]:
    """A fresh, migrated database that takes the site's place inside the block.

    It is dropped afterwards, whatever happens; nothing is read from the site's or written to it.
    Raises NoDatabase where the server cannot be reached or allows no new one.
    """
    site = connection.settings_dict["NAME"]
    own = f"{site}_evaluation_{os.getpid()}"
    create(own)
    try:
        connect_to(own)
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        connect_to(site)
        administer(f"DROP DATABASE {quoted(own)} WITH (FORCE)")


def create(name: str) -> None:
    """Make an empty database; what a killed evaluation of this name left behind goes."""
    try:
        administer(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")
        administer(f"CREATE DATABASE {quoted(name)}")
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise NoDatabase(f"PostgreSQL gives no database for the evaluation: {reason}") from error


def connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def administer(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
