"""The walk through all forms of one site: who goes, where to, and what was walked so far."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from tests import addresses
from tests.accounts.codes import code_of
from tests.browser.following import follow, sign_in
from tests.browser.walk.filling import PASSWORD
from tests.browser.walk.forms import name_of
from tests.browser.walk.ledger import Ledger
from tests.browser.walk.walking import Visitor
from tests.site import DATABASE, Site
from tests.site_forms import SECRET

MAKE = "from tests.site_forms import add; print(add())"
# Role -> the account. "safe" has given the code of a second factor, "half" the password alone.
ACCOUNTS = {
    "anonymous": "", "member": "walk-member", "reviewer": "walk-reviewer",
    "curator": "walk-curator", "organizer": "walk-organizer",
    "safe": "walk-safe", "half": "walk-safe", "reader": "walk-reader", "superuser": "walk-super",
    "unreachable": "walk-unreachable",
}  # fmt: skip
# Whoever is named later may do what those before may, and walks after them.
ROLES = ("anonymous", "member", "reviewer", "curator", "organizer")
ORDER = (*ROLES, "superuser")
LINK = re.compile(r"https?://[^/\s]+(/\S*)")
LOGIN = "admin:login"
# Where others are sent on to: no part of the page that was asked for.
DOORS = {LOGIN, "admin:first_address"}
# The pages that letters lead to with a secret in the address.
SECRET_LINKS = {"invitation", "password_reset_confirm", "submission", "upkeep_letter"}


def names(beginning: str = "") -> list[str]:
    """The names of all pages of the site and of its admin that begin like this."""
    found = set(addresses.names()) | addresses.admin_names()
    return sorted(name for name in found if name.startswith(beginning))


@dataclass(frozen=True)
class Answer:
    """What a page answers to a role: "page", "login", "words" (why not) or "data"."""

    status: int
    sort: str
    has_words: bool


class Walk:
    def __init__(self, browser, site: Site):
        self.browser, self.site, self.ledger = browser, site, Ledger(DATABASE)
        self.visitors: dict[str, Visitor] = {}
        self.opened: dict[str, set[str]] = defaultdict(set)  # path -> the roles that it opened for
        self.sent_whole: set[tuple] = set()  # (page, signature) of forms, sent in all ways
        self.pages: dict[str, list[str]] = json.loads(site.shell(MAKE).splitlines()[-1])
        self.letters = sorted({link for each in site.letters() for link in LINK.findall(each)})
        for path in self.letters:
            self.add_from_letter(name_of(path), path)
        self.ledger.beginning = self.ledger.position()
        self.chrome = cache(self.chrome)

    def add_from_letter(self, name: str, path: str) -> None:
        """A link that holds a secret leads to the page that is walked, as if it were opened from
        the letter."""
        if path not in self.pages[name] and name in SECRET_LINKS:
            self.pages[name] = [path, *self.pages[name]]

    def visitor(self, role: str) -> Visitor:
        if role not in self.visitors:
            self.ledger.take_back()
            context = self.browser.new_context()
            self.let_in(context, role)
            self.ledger.beginning = self.ledger.position()
            self.visitors[role] = Visitor(context, self.site, self.ledger)
        return self.visitors[role]

    def let_in(self, context, role: str) -> None:
        if role == "anonymous":
            return
        page = context.new_page()
        sign_in(page, self.site, ACCOUNTS[role], PASSWORD)
        if role == "safe":
            page.fill("#id_code", code_of(bytes.fromhex(SECRET)))
            follow(page, "input[type=submit]")
        page.close()

    def ask(self, role: str, path: str) -> Answer:
        """What a role gets at an address, asked for without a page around it."""
        visitor = self.visitor(role)
        visitor.begin()
        got = visitor.context.request.get(self.site.url(path))
        answer = Answer(got.status, sort(path, got), b"<h1" in got.body())
        if answer.sort == "page":
            self.opened[path].add(role)
        return answer

    def is_open_below(self, role: str, path: str) -> bool:
        """Whether the page opened for somebody with less rights."""
        below = ORDER[: ORDER.index(role)] if role in ORDER else ()
        return not self.opened[path].isdisjoint(below)

    def chrome(self, role: str) -> set[tuple]:
        """The forms of every page, which are walked on the first page alone."""
        visitor, found = self.visitor(role), set()
        for path in ("/admin/password_change/done/", "/about/", "/nowhere/"):
            visitor.open(path)
            found |= {form.signature for form in visitor.found() if form.name not in DOORS}
        return found

    def close(self) -> None:
        for visitor in self.visitors.values():
            visitor.context.close()
        self.ledger.close()


def sort(path: str, got) -> str:
    if "text/html" not in got.headers.get("content-type", ""):
        return "data"
    if name_of(got.url) == LOGIN != name_of(path):
        return "login"
    return "page" if got.ok else "words"
