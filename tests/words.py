"""The words of a page: what is read or heard there, and the language it is said to be in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
SILENT = {"script", "style", "template"}
SPOKEN = ("aria-label", "aria-description", "title", "placeholder", "alt", "data-done")
BUTTONS = ("submit", "button", "reset")
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]{2,}")


@dataclass(frozen=True)
class Words:
    """`is_bare` where no markup can stand: in attributes and in the title of the page."""

    text: str
    language: str
    is_bare: bool


@dataclass(frozen=True)
class Element:
    tag: str
    language: str
    silent: bool


class Reader(HTMLParser):
    """Collects texts and spoken attributes; `skips` names the elements that are left out."""

    def __init__(self, skips: Callable[[str, dict], bool]):
        super().__init__()
        self.skips = skips
        self.open = [Element("", "", silent=False)]
        self.found: list[Words] = []

    def handle_starttag(self, tag, attrs):
        attributes, around = {name: value or "" for name, value in attrs}, self.open[-1]
        language = attributes.get("lang", around.language)
        silent = around.silent or tag in SILENT or self.skips(tag, attributes)
        element = Element(tag, language, silent)
        for text in spoken(tag, attributes):
            self.add(text, element, is_bare=True)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.add(data, self.open[-1], is_bare=self.open[-1].tag == "title")

    def add(self, text: str, element: Element, is_bare: bool) -> None:
        if text.strip() and not element.silent:
            self.found.append(Words(" ".join(text.split()), element.language, is_bare))


def spoken(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Attributes that people hear, see on hovering, or read in a list of search results."""
    yield from (attributes[name] for name in SPOKEN if name in attributes)
    if tag == "input" and attributes.get("type") in BUTTONS:
        yield attributes.get("value", "")
    about = attributes.get("name") or attributes.get("property", "")
    if tag == "meta" and about.endswith(("description", "title")):
        yield attributes.get("content", "")


def words(html: str, skips: Callable[[str, dict], bool] = lambda tag, attributes: False):
    reader = Reader(skips)
    reader.feed(html)
    reader.close()
    return reader.found
