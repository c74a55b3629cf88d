"""Going from page to page as a person does: the next thing is done when the next page is there."""

from playwright.sync_api import Locator, Page


def follow(page: Page, target: str | Locator) -> None:
    """Click what leads to another page, and wait for that page."""
    locator = page.locator(target).first if isinstance(target, str) else target
    with page.expect_navigation():
        locator.click()


def sign_in(page: Page, site, name: str, password: str, prefix: str = "") -> None:
    """Come in by the admin's door, in the language of the prefix, with what the first page asks."""
    page.goto(site.url(f"{prefix}/admin/login/"))
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    follow(page, "input[type=submit]")
