"""Everybody walks through all forms for readers, those behind the links of letters included; and
no page of the site has escaped the walk."""

import pytest

from tests.browser.walk.declared import ACTS, NO_FORM, OWN_ALONE, SENT_ONLY, WRITES
from tests.browser.walk.forms import name_of
from tests.browser.walk.judging import closed_by_django
from tests.browser.walk.rounds import Round
from tests.browser.walk.walk import ROLES, SECRET_LINKS, names

PAGES = [name for name in names() if not name.startswith("admin:")]
OPENERS = ["organizer", "safe", "half", "superuser", "reader", "reviewer", "anonymous"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_form_does_what_it_says_and_no_more(go, role, name):
    assert go(role, name) == []


def test_no_page_escapes(walk):
    """Each address opens for somebody, takes what another page sends, or is declared."""

    def opens(name: str) -> bool:
        if any(walk.opened[path] for path in walk.pages[name]):
            return True
        answers = (walk.ask(role, path) for role in OPENERS for path in walk.pages[name])
        return any(answer.sort == "page" for answer in answers)

    closed = {name for name in names() if name not in walk.pages or not opens(name)}
    assert closed == {*SENT_ONLY, *NO_FORM, *closed_by_django()} & set(names())


@pytest.mark.parametrize("page", sorted(set(SENT_ONLY.values())))
def test_what_only_takes_forms_is_sent_them(walk, page):
    round_ = Round(walk, "organizer", page)
    round_.look()

    wanted = {name for name, source in SENT_ONLY.items() if source == page}
    assert wanted <= round_.sent_to


def test_every_secret_link_was_in_a_letter(walk):
    assert {name_of(path) for path in walk.letters} >= SECRET_LINKS


def test_what_is_declared_is_there():
    declared = {*WRITES, *ACTS, *SENT_ONLY, *SENT_ONLY.values(), *NO_FORM, *OWN_ALONE}
    assert declared <= set(names())
