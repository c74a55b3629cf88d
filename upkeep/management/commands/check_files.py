from django.core.management.base import BaseCommand, CommandError

from upkeep.alone import Busy
from upkeep.fixity import MOST, check_files


class Command(BaseCommand):
    help = "See whether the files whose turn it is are still what was uploaded."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=MOST)

    def handle(self, *args, most: int, verbosity: int, **options):
        def progress(done: int, total: int, name: str) -> None:
            if verbosity > 1:
                self.stdout.write(f"{done} {name}")

        try:
            number = check_files(most, float("inf"), progress)
        except Busy:
            raise CommandError("Another run looks at the files right now.") from None
        self.stdout.write(f"{number} files checked")
