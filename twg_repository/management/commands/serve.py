import os

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from twg_repository.postgres import PostgresError
from twg_repository.supervisor import Supervisor


class Command(BaseCommand):
    help = "Run the whole site on this machine: database, web server and worker, until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args, host: str, port: int, **options):
        try:
            Supervisor(host, port, self.stdout.write).run()
        except PostgresError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                without_room(f"{error.strerror} ({error.filename or 'var'})")
            ) from None
        except DatabaseError as error:
            raise CommandError(without_room(str(error).partition("\n")[0])) from None


def without_room(reason: str) -> str:
    return (
        f"{reason}. Nothing was lost. Make room on the disk, or make the folder writable, and "
        "start again."
    )
