from django.core.management.base import BaseCommand

from documents.search.projection import project_all


class Command(BaseCommand):
    help = "Write the search's table anew from the published entries."

    def handle(self, *args, **options):
        self.stdout.write(f"{project_all()} entries can be found")
