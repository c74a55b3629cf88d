"""The walk's objects on the site, for as long as its tests last."""

import pytest

from tests.browser.walk.rounds import Round
from tests.browser.walk.walk import Walk


@pytest.fixture(scope="package")
def walk(browser, site):
    walk = Walk(browser, site)
    yield walk
    walk.close()


@pytest.fixture
def go(walk, record_property):
    """Walk one page as one role; what was found wrong. What was walked goes into the summary."""

    def walk_page(role: str, name: str) -> list[str]:
        walked = Round(walk, role, name)
        walked.go()
        record_property("walked", {"role": role, **walked.numbers})
        return walked.found

    return walk_page
