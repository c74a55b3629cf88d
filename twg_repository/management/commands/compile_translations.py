from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the translations (.po to .mo) that are newer than what was compiled before."

    def handle(self, *args, **options):
        self.stdout.write(f"{compile_stale()} translations compiled")


def compile_stale() -> int:
    """Compile what is newer than what was compiled before; the number of catalogues."""
    catalogues = [po for folder in settings.LOCALE_PATHS for po in Path(folder).rglob("*.po")]
    stale = [po for po in catalogues if is_stale(po)]
    for po in stale:
        compile_catalogue(po)
    return len(stale)


def is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def compile_catalogue(po: Path) -> None:
    """Write beside the catalogue; in one move, so that a running site reads no half of it."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    beside = po.with_suffix(".mo.new")
    with beside.open("wb") as target:
        write_mo(target, catalogue)
    beside.replace(po.with_suffix(".mo"))
