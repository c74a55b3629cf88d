"""Enlarged, respaced, narrowed: no text is cut off and nothing lies beside the window."""

import pytest

from tests.browser.pages import PAGES, address

LANGUAGES = ["en", "es", "fr", "ar"]
WIDTHS = [1280, 360, 320]
TWICE_THE_TEXT = "html { font-size: 200% !important }"
SPACED = """* {
  line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important
}
p { margin-block-end: 2em !important }"""  # WCAG 2.2, 1.4.12
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """() => [...document.querySelectorAll("body *")].filter((each) => {
  const style = getComputedStyle(each), hidden = ["hidden", "clip"];
  const cuts = hidden.includes(style.overflowX) || hidden.includes(style.overflowY);
  const seen = style.clipPath === "none" && each.innerText?.trim();
  const lost = each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2;
  return cuts && seen && lost && each.clientHeight > 2;
}).map((each) => each.outerHTML.slice(0, 120))"""
TARGETS = """() => {
  const box = (each) => each.getBoundingClientRect();
  const isText = (each) => each.matches("p a, dd a, h1 a, h2 a, h3 a, td a, small a");
  const seen = [...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
    .filter((each) => each.checkVisibility() && box(each).width > 1 && !isText(each));
  const own = (each) => each.matches("label input") ? box(each.closest("label")) : box(each);
  const small = seen.filter((each) => own(each).width < 24 || own(each).height < 24);
  const middle = (each) => [own(each).x + own(each).width / 2, own(each).y + own(each).height / 2];
  const near = (one, other) => Math.hypot(
    middle(one)[0] - middle(other)[0], middle(one)[1] - middle(other)[1]) < 24;
  return small.filter((each) => seen.some((other) => other !== each && near(each, other)))
    .map((each) => each.outerHTML.slice(0, 160));
}"""


@pytest.fixture
def open_page(browser):
    """A function: a page of the site in a window of the width, open to a reader's own style."""
    contexts = []

    def opened(url: str, width: int):
        # A reader's own style comes from the browser, past the site's policy.
        context = browser.new_context(
            bypass_csp=True, viewport={"width": width, "height": 800}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_window_needs_scrolling_sideways(open_page, site, name, language):
    """320 pixels are 1280 at 400 %."""
    page = open_page(address(site, name, language), WIDTHS[0])

    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)


def overflow(page, width: int) -> int:
    """How much wider than its window of this width the page is."""
    page.set_viewport_size({"width": width, "height": 800})
    return max(0, page.evaluate(OVERFLOW))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_larger_and_wider_text_loses_nothing(open_page, site, name, language):
    page = open_page(address(site, name, language), 768)
    for style in (TWICE_THE_TEXT, SPACED):
        own = page.add_style_tag(content=style)

        assert overflow(page, 768) == 0, style
        assert page.evaluate(CUT) == [], style
        own.evaluate("each => each.remove()")


@pytest.mark.parametrize("name", PAGES)
def test_fingers_find_every_target(open_page, site, name):
    """24 pixels, or as much room around (WCAG 2.2, 2.5.8); links within text may be smaller."""
    page = open_page(address(site, name), 360)

    assert page.evaluate(TARGETS) == []


def test_nothing_moves(open_page, site):
    page = open_page(site.url("/"), 1280)

    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].map((each) => getComputedStyle(each)).filter(
          (each) => each.animationName !== "none" || parseFloat(each.transitionDuration) > 0
        ).length"""
    )

    assert moving == 0


def test_a_printed_entry_is_the_text_with_its_address(open_page, site):
    page = open_page(address(site, "entry with a file"), 800)
    page.emulate_media(media="print")

    assert not page.locator("nav.menu").is_visible()
    assert not page.locator(".languages").is_visible()
    assert page.locator("h1").is_visible()
    assert page.get_by_text(f"/entries/{site.with_file}/").first.is_visible()
