"""The rounds that are made again and again; each is short, as other work waits for it."""

from contextlib import suppress

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from jobs.names import called
from jobs.progress import progress
from jobs.schedule import every
from upkeep import duplicates, fixity, letter, links
from upkeep.alone import Busy


@every(hours=1)
@called(_("Check links"))
@task()
def check_links() -> None:
    with suppress(Busy):
        links.check_links(progress=progress)


@every(hours=6)
@called(_("Check files"))
@task()
def check_files() -> None:
    with suppress(Busy):
        fixity.check_files(progress=progress)


@every(hours=1)
@called(_("Look for duplicates"))
@task()
def find_duplicates() -> None:
    with suppress(Busy):
        duplicates.find_duplicates()


@every(days=7)
@called(_("Write the weekly letter"))
@task()
def tell() -> None:
    with suppress(Busy):
        letter.tell()
