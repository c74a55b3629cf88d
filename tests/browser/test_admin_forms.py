"""The admin's forms, lists and previews on a phone, and titles in them on a desk."""

import os

import pytest

from tests.browser.following import follow
from tests.browser.pages import ADMIN, address

TITLE = (
    "Community mediation and street lighting against violence at night: "
    "what a market in Gao learnt of it"
)
# What is wider than its window, or than a box within it that would have to be scrolled.
SIDEWAYS = """() => {
  const root = document.documentElement;
  const beside = root.scrollWidth > innerWidth ? [`page ${root.scrollWidth}`] : [];
  const scrolls = (each) => ["auto", "scroll"].includes(getComputedStyle(each).overflowX)
    && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1;
  const own = (each) => !each.matches("pre, textarea, select, .select2-container *");
  const boxes = [...document.querySelectorAll("#content *")].filter(
    (each) => own(each) && each.checkVisibility() && scrolls(each));
  const said = (each) => `${each.tagName}.${each.className} ${each.scrollWidth}`;
  return [...beside, ...boxes.map(said)];
}"""
# Boxes in which a title, a name or a heading is entered: name -> whether its text is seen whole.
BOXES = """(title) => Object.fromEntries([...document.querySelectorAll(
    ["title", "takeaway", "name", "container_title"].map((name) => `#content [name$="${name}"]`)
      + ", .localized textarea"
  )].filter((each) => each.checkVisibility() && each.matches("input[type=text], textarea"))
  .map((each) => {
    each.value = title;
    const cut = each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight;
    return [each.name, cut ? `${each.scrollWidth} in ${each.clientWidth}` : "whole"];
  }))"""
LOCALIZED = ["en", "es", "fr", "ar"]
# Some that must be among them, so that none is overlooked.
KNOWN = {
    "full form": {
        "title", "takeaway", "container_title", "files-0-title", "links-0-title",
        "translations-0-title", "translations-0-takeaway",
    },
    "kind": {f"section_templates-0-heading_{code}" for code in LOCALIZED},
    "concept's form": {f"preferred_labels_{code}" for code in LOCALIZED},
    "vocabulary's form": {f"title_{code}" for code in LOCALIZED},
    "creator": {"name"},
}  # fmt: skip


@pytest.fixture(scope="module")
def organizer(browser, organizer_state):
    """One page for all of these tests."""
    context = browser.new_context(storage_state=organizer_state)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ADMIN)
def test_nothing_on_a_phone_is_scrolled_sideways(organizer, site, name, language):
    organizer.set_viewport_size({"width": 360, "height": 800})
    organizer.goto(address(site, name, language))
    shot(organizer, f"{name}-{language}-360")

    assert organizer.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", ADMIN)
def test_a_title_of_a_hundred_characters_is_seen_whole(organizer, site, name, language):
    organizer.set_viewport_size({"width": 1280, "height": 800})
    organizer.goto(address(site, name, language))
    shot(organizer, f"{name}-{language}-1280")

    boxes = organizer.evaluate(BOXES, TITLE)

    assert len(TITLE) == 100
    assert KNOWN.get(name, set()) <= boxes.keys()
    assert {box: how for box, how in boxes.items() if how != "whole"} == {}


@pytest.mark.parametrize(
    ("name", "group"), [("full form", "translations"), ("full form", "links"),
                        ("kind", "section_templates")],
)  # fmt: skip
@pytest.mark.parametrize("width", [1280, 360])
def test_another_row_is_one_key_away_from_the_heading_of_its_part(
    organizer, site, name, group, width
):
    organizer.set_viewport_size({"width": width, "height": 800})
    organizer.goto(address(site, name))
    before = organizer.locator(f"#id_{group}-TOTAL_FORMS").input_value()
    follow_contents(organizer, group)
    button = organizer.locator(f"#{group}-group .add-at-top")
    button.wait_for()
    assert distance(organizer, group) < 60

    button.focus()
    organizer.keyboard.press("Space")

    after = organizer.locator(f"#id_{group}-TOTAL_FORMS").input_value()
    assert int(after) == int(before) + 1
    assert organizer.evaluate("document.activeElement.name").startswith(f"{group}-{before}-")


def follow_contents(page, group: str) -> None:
    """As somebody who looks for a part of the form."""
    page.locator(f".form-contents a[href='#{group}-heading']").click()


def distance(page, group: str) -> float:
    """From the heading of a part down to its button, in pixels."""
    heading = page.locator(f"#{group}-heading").bounding_box()
    button = page.locator(f"#{group}-group .add-at-top").bounding_box()
    return button["y"] - heading["y"] - heading["height"]


def test_without_scripts_an_empty_row_is_one_link_away(browser, organizer, site):
    context = browser.new_context(
        java_script_enabled=False, storage_state=organizer.context.storage_state()
    )
    page = context.new_page()
    page.goto(address(site, "kind"))

    follow(page, ".form-contents noscript a")

    rows = int(page.locator("#id_section_templates-TOTAL_FORMS").input_value())
    assert page.locator(f"#id_section_templates-{rows - 1}-key").input_value() == ""
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_who_knows_is_asked_where_nobody_has_written(browser, site, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address(site, "submit an entry"))
    assert not page.locator("#id_who_knows").is_visible()

    page.check("#id_unwritten")

    assert page.locator("#id_who_knows").is_visible()
    context.close()


def shot(page, name: str) -> None:
    """A picture to be looked at, where a folder is named for them."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
