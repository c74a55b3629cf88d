"""Pictures of every sort of page, to be looked at; taken by `make screenshots`.

They lie in var/screenshots, with a page that shows them all.
"""

from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.pages import ADMIN, PAGES, address

FOLDER = settings.VAR_DIR / "screenshots"
WIDTHS, LANGUAGES, SCHEMES = [1280, 768, 360], ["en", "ar"], ["light", "dark"]


@pytest.fixture(scope="module", autouse=True)
def _folder():
    """An empty folder before; an overview in it after."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    yield
    pictures = sorted(path.name for path in FOLDER.glob("*.png"))
    figures = "".join(
        f'<a href="{name}"><img src="{name}" width="240" loading="lazy" alt="{name}"></a>\n'
        for name in pictures
    )
    (FOLDER / "index.html").write_text(f"<!doctype html><title>Screenshots</title>\n{figures}")


def target(name: str, *parts) -> Path:
    return FOLDER / "-".join([name.replace(" ", "-").replace(",", ""), *map(str, parts)])


@pytest.mark.parametrize("name", PAGES)
def test_take_pictures(browser, site, name):
    page = browser.new_page()
    for language, scheme, width in product(LANGUAGES, SCHEMES, WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(address(site, name, language))
        page.screenshot(path=f"{target(name, language, scheme, width)}.png", full_page=True)
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_take_pictures_in_forced_colours(browser, site, name):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, forced_colors="active")
    page.goto(address(site, name))
    page.screenshot(path=f"{target(name, 'forced-colours')}.png", full_page=True)
    page.close()


def test_take_a_picture_of_a_printed_entry(browser, site):
    page = browser.new_page(viewport={"width": 800, "height": 1100})
    page.emulate_media(media="print")
    page.goto(address(site, "entry with a file"))
    page.screenshot(path=f"{target('entry', 'print')}.png", full_page=True)
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ADMIN)
def test_take_pictures_of_the_admin(organizer_page, site, name, language):
    organizer_page.set_viewport_size({"width": 1280, "height": 900})
    organizer_page.goto(address(site, name, language))
    organizer_page.screenshot(path=f"{target('admin ' + name, language)}.png", full_page=True)
