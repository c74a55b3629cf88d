from django.core.management.base import BaseCommand

from documents.extracting import read_text
from documents.models import File


class Command(BaseCommand):
    help = "Read the text of files that wait for it, where no worker runs."

    def handle(self, *args, **options):
        waiting = File.objects.filter(extraction=File.Extraction.PENDING)
        numbers = list(waiting.values_list("pk", flat=True))
        for number in numbers:
            read_text.func(number)
        self.stdout.write(f"{len(numbers)} files read")
