"""An organizer walks through all forms about entries."""

import pytest

from tests.browser.walk.walk import every_name

PAGES = [name for name in every_name() if name.startswith("admin:documents_entry")]


@pytest.mark.parametrize("name", PAGES)
def test_every_form_does_what_it_says_and_no_more(go, name):
    assert go("organizer", name) == []
