"""A curator walks through all forms of the admin, as far as curators may."""

import pytest

from tests.browser.walk.walk import every_name


@pytest.mark.parametrize("name", [each for each in every_name() if each.startswith("admin:")])
def test_every_form_does_what_it_says_and_no_more(go, name):
    assert go("curator", name) == []
