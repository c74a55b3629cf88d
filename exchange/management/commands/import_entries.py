from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from documents.changes import apply, prepare
from exchange.files import refuse_large, uploaded
from exchange.models import ImportRow, ImportRun


class Command(BaseCommand):
    help = "Say what each row of a file would do; with --apply, write it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--actor", help="the account whose import it is")
        parser.add_argument("--apply", action="store_true", help="write the rows")
        parser.add_argument(
            "--without-errors", action="store_true", help="write the rows that have no error"
        )

    def handle(self, *args: Any, file: Path, actor: str | None, **options: Any) -> None:
        try:
            refuse_large(file.stat().st_size)
            run = uploaded(account(actor), file.name, file.read_bytes())
            run.save()
            prepare(run)
            run.refresh_from_db()
            self.tell(run)
            if options["apply"]:
                number = apply(run, run.actor, without_errors=options["without_errors"])
                self.stdout.write(f"{number} entries written by import {run.pk}.")
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from None
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None

    def tell(self, run: ImportRun) -> None:
        """Print every error by row and cell, then how many rows there are of each sort."""
        for row in run.rows.filter(action=ImportRow.Action.ERROR).iterator():
            for cell, message in row.complaints:
                self.stdout.write(f"{cell}: {message}")
        counts = run.rows.order_by("action").values_list("action").annotate(Count("pk"))
        self.stdout.write(", ".join(f"{number} {action}" for action, number in counts))


def account(name: str | None) -> User | None:
    if name is None:
        return None
    found = get_user_model().objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"There is no account “{name}”.")
    return found
