"""Chromium, where the machine has it."""

import os
import shutil

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from tests.browser.following import sign_in
from tests.requirements import require

FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# The shell is Chromium without the windows around its pages, which take a third of its time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def browser():
    """A headless Chromium; without one, browser tests are skipped, or fail where they must run.

    Its event loop gives this thread connections to the database of their own: they are closed
    with it, and no other package meets them.
    """
    require(CHROMIUM, "Chromium is not installed: apt-get install chromium")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    # Playwright runs an event loop in this thread; Django would refuse to use the database in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *sandbox])
        yield chromium
        chromium.close()
        connections.close_all()


@pytest.fixture(scope="package")
def organizer_state(browser, site) -> dict:
    """The cookies of an organizer who has signed in, once for all pages of the package."""
    context = browser.new_context()
    sign_in(context.new_page(), site, site.username, site.password)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def organizer_page(browser, organizer_state):
    """A page of an organizer who is logged in."""
    context = browser.new_context(storage_state=organizer_state)
    yield context.new_page()
    context.close()
