from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

CODE = ("twg_repository/static_files.py", "twg_repository/style_sheets.py")
STAMP = "collected.txt"  # beside what was collected: what it was collected from


class Command(BaseCommand):
    help = "Collect style sheets, scripts and pictures to be served, where any of them changed."
    requires_system_checks = []

    def handle(self, *args, **options):
        stamp, now = Path(settings.STATIC_ROOT) / STAMP, state()
        if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
            return
        stamp.unlink(missing_ok=True)  # what is collected only in part is collected again
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now, encoding="utf-8")


def state() -> str:
    """Return what tells these files, and how they are stored, from others."""
    lines = (f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}" for name, path in files())
    return sha256("\n".join(lines).encode()).hexdigest()


def files() -> Iterator[tuple[str, Path]]:
    """Yield each file by its name, and the code that makes of it what is sent."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))
    for name in ("requirements.lock", *CODE):
        yield name, settings.BASE_DIR / name
