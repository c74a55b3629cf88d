from collections import Counter

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from documents.history.starter import load_starter, told
from documents.records.loading import load_kinds, load_review_terms


class Command(BaseCommand):
    help = "Load the kinds of entry, the terms of review and the starter collection."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--update",
            action="store_true",
            help="also overwrite entries that nobody has changed with the shipped text",
        )

    @transaction.atomic
    def handle(self, *args, dry_run: bool, update: bool, **options):
        try:
            kinds = load_kinds()
            load_review_terms()
            lines = load_starter(update, dry_run)
        except ValidationError as error:
            raise CommandError("\n".join(["Nothing was loaded.", *error.messages])) from None
        for text in told(lines, in_full=dry_run):
            self.stdout.write(text)
        counts = Counter(line.what for line in lines)
        summary = ", ".join(f"{number} entries {what}" for what, number in counts.items())
        end = " (dry run: nothing written)" if dry_run else ""
        transaction.set_rollback(dry_run)
        self.stdout.write(f"{kinds} kinds created, {summary}{end}")
