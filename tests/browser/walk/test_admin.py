"""Everybody walks through all forms of the admin, but for those about entries, as far as they may;
who has a second factor, and who is above organizers, go where others do not."""

import pytest

from tests.browser.walk.walk import ROLES, names

PAGES = [name for name in names("admin:") if name not in names("admin:documents_entry")]
ABOVE = [name for name in PAGES if name.startswith(("admin:auth_group", "admin:axes_"))]
CODES = ["admin:second_factor", "admin:recovery_codes", "admin:second_factor_remove"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_form_does_what_it_says_and_no_more(go, role, name):
    assert go(role, name) == []


@pytest.mark.parametrize("name", ABOVE)
def test_also_those_that_only_a_superuser_opens(go, name):
    assert go("superuser", name) == []


@pytest.mark.parametrize("name", CODES)
def test_also_those_of_an_account_with_a_second_factor(go, name):
    assert go("safe", name) == []


@pytest.mark.parametrize("name", ["admin:first_address", "admin:address"])
def test_also_those_of_an_organizer_without_an_address(go, name):
    assert go("unreachable", name) == []


def test_also_the_one_between_the_password_and_the_code(go):
    assert go("half", "admin:second_step") == []
