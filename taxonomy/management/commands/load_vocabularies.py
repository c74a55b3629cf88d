from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from taxonomy.loading import load_all


class Command(BaseCommand):
    help = "Load the vocabularies and places that ship with the project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--update", action="store_true", help="also overwrite concepts that differ"
        )

    @transaction.atomic
    def handle(self, *args: Any, dry_run: bool, update: bool, **options: Any) -> None:
        counts = load_all(update=update)
        transaction.set_rollback(dry_run)
        summary = ", ".join(f"{number} {what}" for what, number in counts.items())
        self.stdout.write(f"{summary}{' (dry run: nothing written)' if dry_run else ''}")
