"""The gallery shows every component, and the colours have the contrast that reading needs."""

import re

import pytest
from django.conf import settings

from gallery import schemes
from gallery.samples import ELSEWHERE, SAMPLES

COMPONENTS = settings.BASE_DIR / "templates" / "components"
DESIGN = settings.BASE_DIR / "docs" / "design.md"
DECLARATION = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6}\b|var\(--[\w-]+\))")
ROW = re.compile(
    r"^\| `([\w-]+)` on `([\w-]+)` \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE
)
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)\b|(?:^|[\s;{])(?:left|right)\s*:|"
    r"text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)


def test_every_component_is_shown_or_said_to_be_elsewhere():
    files = {path.stem for path in COMPONENTS.glob("*.html")}

    assert {each.component for each in SAMPLES} | set(ELSEWHERE) == files


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/es", "/fr", "/ar"])
def test_the_gallery_needs_no_database(client, django_assert_num_queries, prefix):
    with django_assert_num_queries(0):
        response = client.get(f"{prefix}/design/")

    html = response.content.decode()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert response.status_code == 200
    assert len(ids) == len(set(ids))
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.django_db
def test_light_and_dark_come_from_the_style_sheet_of_the_site(client):
    css = client.get("/design/schemes.css").content.decode()

    assert '[data-scheme="light"]' in css
    assert resolved(dict(DECLARATION.findall(css)))["accent"] == colours()[1]["accent"]


def colours() -> tuple[dict[str, str], dict[str, str]]:
    """Token -> colour in light and in dark."""
    blocks = [schemes.source("tokens"), *schemes.tokens()]
    same, light, dark = (dict(DECLARATION.findall(block)) for block in blocks)
    return resolved(same | light), resolved(same | light | dark)


def resolved(declared: dict[str, str]) -> dict[str, str]:
    """Token -> colour, where some are declared as `var(--another)`."""
    return {name: declared.get(value[6:-1], value) for name, value in declared.items()}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def pairs() -> list[tuple[str, str, float, float, float]]:
    """(colour, ground, needed, figure in light, figure in dark) as docs/design.md has them."""
    rows = ROW.findall(DESIGN.read_text())
    return [(a, b, float(need), float(light), float(dark)) for a, b, need, light, dark in rows]


def test_the_design_page_names_the_pairs_that_matter():
    named = {(colour, ground) for colour, ground, *_figures in pairs()}

    assert {
        ("ink", "paper"),
        ("soft", "panel"),
        ("accent", "paper"),
        ("edge", "paper"),
        ("on-accent", "accent"),
        ("on-deep-soft", "deep"),
        ("warm", "warm-panel"),
    } <= named


@pytest.mark.parametrize(("colour", "ground", "needed", "light", "dark"), pairs())
def test_contrast_is_what_the_design_page_says_and_enough(colour, ground, needed, light, dark):
    found = [contrast(scheme[colour], scheme[ground]) for scheme in colours()]

    assert [round(each, 1) for each in found] == [light, dark]
    assert min(found) >= needed


def test_no_style_sheet_knows_left_and_right():
    for path in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert PHYSICAL.findall(path.read_text()) == [], path.name


def test_dark_names_no_colour_that_light_has_not():
    light, dark = (dict(DECLARATION.findall(block)) for block in schemes.tokens())

    assert set(dark) <= set(light)
