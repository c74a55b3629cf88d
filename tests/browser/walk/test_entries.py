"""Everybody walks through all forms of the admin about entries, as far as they may."""

import pytest

from tests.browser.walk.walk import ROLES, names


@pytest.mark.parametrize("name", names("admin:documents_entry"))
@pytest.mark.parametrize("role", ROLES)
def test_every_form_does_what_it_says_and_no_more(go, role, name):
    assert go(role, name) == []
