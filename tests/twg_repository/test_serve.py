"""`make run` as a whole, in a copy of the project."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.running import Run, project_copy, read
from tests.site import free_port


@pytest.fixture(scope="module")
def copy():
    with project_copy() as folder:
        yield folder


def descendants(project: Path) -> list[str]:
    """Processes that still run from the copy."""
    found = subprocess.run(
        ["pgrep", "-f", str(project)], capture_output=True, text=True, check=False
    )
    return found.stdout.split()


@pytest.mark.slow
def test_the_whole_life_of_a_site(copy):
    port = free_port()
    first = Run(copy, port).until_running()
    assert b'class="result"' in read(port)
    assert first.said.count("password: ") == 1

    beside = Run(copy, free_port())
    assert beside.end() == 1
    assert "already running" in beside.said

    same_port = Run(copy, port)
    assert same_port.end() == 1
    assert f"make run PORT={port + 1}" in same_port.said

    assert first.end(signal.SIGINT) == 0
    assert "Traceback" not in first.said + beside.said + same_port.said
    assert descendants(copy) == []

    started = time.monotonic()
    second = Run(copy, port).until_running()
    assert "password: " not in second.said  # the account was there
    assert time.monotonic() - started < 30
    pid = int((copy / "var/postgres/data/postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    second.end(signal.SIGTERM)

    third = Run(copy, port).until_running()
    assert b'class="result"' in read(port)
    third.process.kill()
    third.end()

    fourth = Run(copy, free_port()).until_running()
    assert fourth.end(signal.SIGINT) == 0


def test_a_port_that_somebody_else_uses_is_named(copy):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        run = Run(copy, port)

        assert run.end() == 1
        assert f"127.0.0.1:{port} cannot be used" in run.said
        assert "Traceback" not in run.said
