"""Chromium, where the machine has it."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.following import follow
from tests.requirements import require

FLAGS = [
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; without one, browser tests are skipped, or fail where they must run."""
    require(CHROMIUM, "Chromium is not installed: apt-get install chromium")
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    # Playwright runs an event loop in this thread; Django would refuse to use the database in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def organizer_page(browser, site):
    """A page of an organizer who is logged in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url("/admin/login/"))
    page.fill("#id_username", site.username)
    page.fill("#id_password", site.password)
    follow(page, "input[type=submit]")
    yield page
    context.close()
