"""The site and the admin take what they share from one sheet, which nobody has to fetch."""

import re

import pytest

from tests.http import fetch
from twg_repository.style_sheets import FOLDER, sent, tokens

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACING = re.compile(
    r"(?<![\w-])(?:(?:scroll-)?padding|margin)(?:-(?:block|inline)(?:-(?:start|end))?)?\s*:"
    r"([^;{}]+)|(?<![\w-])(?:(?:row|column)-)?gap\s*:([^;{}]+)"
)
BETWEEN_BOUNDS = re.compile(
    r"clamp\([^()]*\)"
)  # what grows with the window is no step of the scale
SHEETS = sorted(path.stem for path in FOLDER.glob("*.css") if path.stem != "tokens")


def source(sheet: str) -> str:
    return COMMENT.sub("", (FOLDER / f"{sheet}.css").read_text())


def test_what_is_sent_has_the_values_of_the_shared_tokens_and_no_import():
    css = '@import "tokens.css";\na { color: var(--water); margin: var(--band) var(--space-4); }'

    assert sent(css) == "a{color:#0a6061;margin:var(--band) .25rem}"


@pytest.mark.parametrize("name", ['"tokens.css"', 'url("tokens.0a1b2c3d4e5f.css")'])
def test_the_import_is_gone_with_and_without_a_digest(name):
    assert sent(f"@import {name};b {{ margin: 0; }}") == "b{margin:0}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_of_the_shared_sheet_is_left_to_fetch(sheet):
    css = sent(source(sheet))

    assert "@import" not in css
    assert {name for name in tokens() if f"var(--{name})" in css} == set()


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_other_sheet_declares_a_shared_token(sheet):
    """What is written out cannot be changed any more where it is used."""
    declared = set(re.findall(r"--([\w-]+)\s*:", source(sheet)))

    assert declared & set(tokens()) == set()


def test_every_shared_token_is_used():
    used = {name for sheet in SHEETS for name in re.findall(r"var\(--([\w-]+)\)", source(sheet))}

    assert set(tokens()) - used == set()


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_space_that_has_a_token_is_called_by_it(sheet):
    spaces = {value for name, value in tokens().items() if name.startswith("space-")}
    css = BETWEEN_BOUNDS.sub("", source(sheet))
    values = {part for found in SPACING.findall(css) for part in "".join(found).split()}

    assert values & spaces == set()


def test_the_admin_repeats_no_colour_of_the_site_and_says_dark_once():
    css = source("admin")
    colours = {value for value in tokens().values() if value.startswith("#")}

    assert colours & set(re.findall(r"#[0-9a-f]{3,6}\b", css)) == set()
    assert "prefers-color-scheme" not in css
    assert css.count("--link-fg:") == 1


def test_the_sheet_of_the_admin_comes_in_one_piece(site):
    page = fetch(site.url("/admin/login/")).text.decode()
    address = re.search(r'href="([^"]*css/admin\.[^"]*)"', page).group(1)
    css = fetch(site.url(address)).text.decode()

    assert "@import" not in css
    assert "--link-fg:light-dark(#0a6061,#7fd0c6)" in css.replace(", ", ",")
