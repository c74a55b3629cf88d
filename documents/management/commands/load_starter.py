from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from documents.records.loading import load_kinds, load_review_terms, load_starter


class Command(BaseCommand):
    help = "Load the kinds of entry, the terms of review and the starter collection."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--update", action="store_true", help="also overwrite entries with the shipped text"
        )

    @transaction.atomic
    def handle(self, *args, dry_run: bool, update: bool, **options):
        try:
            kinds = load_kinds()
            load_review_terms()
            counts = load_starter(update)
        except ValidationError as error:
            raise CommandError("\n".join(["Nothing was loaded.", *error.messages])) from None
        transaction.set_rollback(dry_run)
        summary = ", ".join(f"{number} entries {what}" for what, number in counts.items())
        end = " (dry run: nothing written)" if dry_run else ""
        self.stdout.write(f"{kinds} kinds created, {summary}{end}")
