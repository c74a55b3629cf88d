import pytest

from tests.fetching.servers import PUBLIC, Internet, Server, ok, saying


@pytest.fixture
def serve():
    """Start a server for the length of a test."""
    servers = []

    def start(behave) -> Server:
        servers.append(Server(behave))
        return servers[-1]

    yield start
    for each in servers:
        each.close()


@pytest.fixture
def internet(serve):
    """An internet of one public server with the given temper and one private one."""

    def make(behave, **names) -> Internet:
        known = {"public.test": [[PUBLIC]], "localhost.": [["127.0.0.1"]]} | {
            name.replace("_", "."): answers for name, answers in names.items()
        }
        return Internet(serve(behave), serve(saying(ok(b"secret"))), known)

    return make
