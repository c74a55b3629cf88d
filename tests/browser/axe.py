"""What axe-core complains of on a page, in the light and in the dark."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Django's admin is held to WCAG 2.2 AA; our own pages also to axe's advice on good practice.
WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WCAG = {"runOnly": {"type": "tag", "values": WCAG_TAGS}}
EVERYTHING: dict = {}
# In the dark a page has other colours and is else the same.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ONLY_COMPLAINTS = {"resultTypes": ["violations"]}
RUN = """async (options) => (await axe.run(options)).violations.map(
  (each) => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`)"""


def found_in(page: Page, options: dict = EVERYTHING) -> dict[str, list[str]]:
    """Scheme -> what axe-core complains of."""
    return {
        "light": violations(page, "light", options),
        "dark": violations(page, "dark", COLOURS),
    }


def violations(page: Page, scheme: str, options: dict = EVERYTHING) -> list[str]:
    """Each rule that is broken, with the first element that breaks it."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, options | ONLY_COMPLAINTS)
