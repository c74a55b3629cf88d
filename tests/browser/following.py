"""Going from page to page as a person does: the next thing is done when the next page is there."""

from playwright.sync_api import Locator, Page


def follow(page: Page, target: str | Locator) -> None:
    """Click what leads to another page, and wait for that page."""
    locator = page.locator(target).first if isinstance(target, str) else target
    with page.expect_navigation():
        locator.click()
