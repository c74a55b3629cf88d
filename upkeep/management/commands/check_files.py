from datetime import timedelta
from math import inf

from django.core.management.base import BaseCommand, CommandError

from documents.models import File
from upkeep.alone import Busy
from upkeep.fixity import MOST, check_files


class Command(BaseCommand):
    help = "See whether the files whose turn it is are still what was uploaded."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=MOST)
        parser.add_argument(
            "--all", action="store_true", help="look at every file now: after a restore, say"
        )

    def handle(self, *args, most: int, all: bool, verbosity: int, **options):  # noqa: A002
        def progress(done: int, total: int, name: str) -> None:
            if verbosity > 1:
                self.stdout.write(f"{done} {name}")

        try:
            if all:
                number = check_files(File.objects.count(), inf, progress, again=timedelta())
            else:
                number = check_files(most, inf, progress)
        except Busy:
            raise CommandError("Another run looks at the files right now.") from None
        self.stdout.write(f"{number} files checked")
        for file in File.objects.damaged().select_related("entry"):
            self.stdout.write(f"{file.entry.identifier} {file.name}: {file.get_fixity_display()}")
