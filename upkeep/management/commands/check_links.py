from django.core.management.base import BaseCommand, CommandError

from upkeep.alone import Busy
from upkeep.links import MOST, check_links


class Command(BaseCommand):
    help = "Look at the links of published entries whose turn it is, at most --most of them."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=MOST)

    def handle(self, *args, most: int, verbosity: int, **options):
        def progress(done: int, total: int, url: str) -> None:
            if verbosity > 1:
                self.stdout.write(f"{done} {url}")

        try:
            number = check_links(most, float("inf"), progress)
        except Busy:
            raise CommandError("Another run looks at the links right now.") from None
        self.stdout.write(f"{number} links checked")
