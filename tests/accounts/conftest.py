import pytest

from tests.people import make_person


@pytest.fixture
def organizer():
    return make_person("olga", "Organizers")


@pytest.fixture
def curator():
    return make_person("carl", "Curators")


@pytest.fixture
def member():
    return make_person("mia", "Members")
