from django.core.management.base import BaseCommand

from documents.search.index import saved
from documents.search.index.snapshot import one_moment, snapshot
from documents.search.projection import is_current, project_all


class Command(BaseCommand):
    help = (
        "Write the search's rows anew from the published entries, and keep its sets, from which "
        "a server starts in seconds."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed", action="store_true", help="only where an update changed what rows hold"
        )
        parser.add_argument(
            "--keep-only", action="store_true", help="leave the rows and keep their sets anew"
        )

    def handle(self, *args, if_needed=False, keep_only=False, **options):
        if if_needed and is_current():
            self.stdout.write("The search is up to date")
            return
        if not keep_only:
            self.stdout.write(f"{project_all()} entries can be found")
        self.stdout.write(f"{keep()} common words are kept in memory")


def keep() -> int:
    with one_moment(), snapshot() as now:
        return saved.save(now.index)
