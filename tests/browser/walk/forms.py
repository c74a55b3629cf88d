"""The forms of a page as a browser has them."""

from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from playwright.sync_api import Locator, Page

# Marks every field and button, so that Playwright finds it again, and tells what there is. An
# element may be called "action" or "method": attributes are not shadowed by it.
READ = """() => [...document.forms].map((form, index) => {
  const seen = (each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true});
  form.dataset.walk = index;
  return {
    index, method: (form.getAttribute("method") || "get").toLowerCase(),
    action: new URL(form.getAttribute("action") || location.href, location.href).href,
    fields: [...form.elements].filter((each) => each.name || each.type === "submit").map(
      (each, number) => {
        each.dataset.walk = `${index}-${number}`;
        return {
          key: `${index}-${number}`, name: each.name, type: each.type, value: each.value,
          needed: each.validity.valueMissing, checked: Boolean(each.checked),
          usable: !each.disabled && !each.readOnly && seen(each),
          options: [...(each.options || [])].filter((one) => !one.disabled && one.value)
            .map((one) => one.value),
        };
      }),
  };
})"""
VALID = "form => form.noValidate || form.checkValidity()"
TEXTS = {"text", "textarea", "search"}
NO_NAMES = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Field:
    """`needed`: the browser sends nothing without it; `usable`: a person can change it."""

    key: str
    name: str
    type: str
    value: str
    needed: bool
    checked: bool
    usable: bool
    options: list[str] = field(hash=False)

    @property
    def is_button(self) -> bool:
        return self.type in {"submit", "image"} and self.usable


@dataclass(frozen=True)
class Form:
    index: int
    method: str
    action: str
    fields: list[Field]

    @property
    def name(self) -> str:
        """The name of the page that it is sent to."""
        return name_of(self.action)

    @property
    def signature(self) -> tuple:
        """What makes it the same form on two pages: where it is sent to, and what it holds."""
        names = {each.name for each in self.fields} - NO_NAMES
        actions = self.options("action")
        return self.method, self.name, code_in(self.action), *sorted(names), *actions

    @property
    def buttons(self) -> list[Field]:
        return [each for each in self.fields if each.is_button]

    def has(self, name: str) -> bool:
        return any(each.name == name for each in self.fields)

    def options(self, name: str) -> list[str]:
        """What a list of the form offers; nothing where there is no row to do it with."""
        rows = self.named("_selected_action")
        return [one for each in self.named(name) for one in each.options] if rows else []

    def named(self, name: str) -> list[Field]:
        return [each for each in self.fields if each.name == name and each.usable]


def name_of(address: str) -> str:
    """The name of the page at an address, such as `admin:auth_user_change`; "" where is none."""
    found = match(urlsplit(address).path)
    return found.view_name if found else ""


def code_in(address: str) -> str:
    """Which of several things a page does, such as a step of the workflow; "" where it is one."""
    found = match(urlsplit(address).path)
    return found.kwargs.get("code", "") if found else ""


@cache
def match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def read(page: Page) -> list[Form]:
    found = page.evaluate(READ)
    return [Form(**each | {"fields": [Field(**one) for one in each["fields"]]}) for each in found]


def locate(page: Page, key: str) -> Locator:
    return page.locator(f'[data-walk="{key}"]')


def would_be_sent(page: Page, form: Form) -> bool:
    """Whether the browser finds nothing to complain about."""
    return page.locator(f'form[data-walk="{form.index}"]').evaluate(VALID)
