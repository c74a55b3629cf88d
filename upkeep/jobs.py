"""The rounds that are made again and again; each is short, as other work waits for it."""

from contextlib import suppress

from django_tasks import task

from upkeep import duplicates, fixity, letter, links
from upkeep.alone import Busy


@task()
def check_links() -> None:
    with suppress(Busy):
        links.check_links()


@task()
def check_files() -> None:
    with suppress(Busy):
        fixity.check_files()


@task()
def find_duplicates() -> None:
    with suppress(Busy):
        duplicates.find_duplicates()


@task()
def tell() -> None:
    with suppress(Busy):
        letter.tell()
