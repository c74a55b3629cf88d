import pytest

from jobs import running


@pytest.fixture(autouse=True)
def nothing_left_open():
    """The line beside the transactions would keep the tests' database in use."""
    yield
    if running.beside.cache_info().currsize:
        running.beside().close()
        running.beside.cache_clear()
