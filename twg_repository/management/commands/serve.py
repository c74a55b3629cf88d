from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from twg_repository.serving.postgres import PostgresError
from twg_repository.serving.supervisor import Supervisor


class Command(BaseCommand):
    help = "Run the whole site on this machine: database, web server and worker, until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", default=settings.PORT)

    def handle(self, *args, host: str, port: str, **options):
        try:
            Supervisor(host, port_number(port), self.stdout.write).run()
        except PostgresError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                without_room(f"{error.strerror} ({error.filename or 'var'})")
            ) from None
        except DatabaseError as error:
            raise CommandError(without_room(str(error).partition("\n")[0])) from None


def port_number(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise CommandError(f"PORT is a number from 1 to 65535, not “{text}”.")


def without_room(reason: str) -> str:
    return (
        f"{reason}. Nothing was lost. Make room on the disk, or make the folder writable, and "
        "start again."
    )
