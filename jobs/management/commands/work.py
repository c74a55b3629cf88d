from django.core.management.base import BaseCommand

from jobs import worker


class Command(BaseCommand):
    help = "Do the jobs that wait, and what recurs; with --once until none waits, for cron."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="end when nothing waits any more")

    def handle(self, *args, once: bool, **options):
        worker.work(once)
