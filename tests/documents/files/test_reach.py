"""What reads files from outside reaches nothing but the file."""

import os
import subprocess
import sys

import pytest

from documents.files import reach, sandbox
from documents.files.worker.reach import available

# What the worker does before it reads, and then an attempt; it is refused with a PermissionError.
ATTEMPT = """
import os, sys, socket, signal, ctypes, resource
from documents.files.worker.confinement import confine
from documents.files.worker.reach import shut
from documents.files.worker.tasks import load
confine(5, 5, 768 << 20, 1 << 20)
load("pdf")
shut()
def attempt():
    {attempt}
try:
    attempt()
except OSError as error:
    sys.exit(0 if isinstance(error, (PermissionError, BlockingIOError)) else f"other: {{error!r}}")
sys.exit("it could")
"""
ATTEMPTS = {
    "read the secret key": "open({project!r} + '/var/secret_key')",
    "read the settings": "open({project!r} + '/twg_repository/settings.py')",
    "read .env": "open({project!r} + '/.env')",
    "list what lives": "os.listdir({project!r} + '/var')",
    "list the project": "os.listdir({project!r})",
    "read accounts of the machine": "open('/etc/passwd')",
    "read the environment of others": "open('/proc/{parent}/environ')",
    "write": "open({project!r} + '/var/new', 'w')",
    "write to /tmp": "open('/tmp/twg-reach', 'w')",
    "make a folder": "os.mkdir('/tmp/twg-reach')",
    "delete": "os.unlink({project!r} + '/var/reach')",
    "open a socket": "socket.socket()",
    "open a socket of the machine": "socket.socket(socket.AF_UNIX)",
    "open a pair": "socket.socketpair()",
    "fork": "os.fork()",
    "become another program": "os.execv('/bin/true', ['true'])",
    "end its parent": "os.kill({parent}, signal.SIGTERM)",
    "become root": "os.setuid(0)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_it_does_not(attempt):
    (sandbox.PROJECT / "var").mkdir(exist_ok=True)
    (sandbox.PROJECT / "var" / "secret_key").touch(mode=0o600)
    (sandbox.PROJECT / "var" / "reach").touch()
    code = ATTEMPTS[attempt].format(project=str(sandbox.PROJECT), parent=os.getpid())
    if attempt == "become root" and os.geteuid():
        pytest.skip("only root could")
    if attempt == "read .env" and not (sandbox.PROJECT / ".env").exists():
        code = code.replace("/.env", "/Makefile")

    done = subprocess.run(
        [sys.executable, "-s", "-B", "-c", ATTEMPT.format(attempt=code)],
        cwd=sandbox.PROJECT, env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


def test_it_is_never_root():
    code = "import os; sys.exit(0 if os.geteuid() and not os.getgroups()[1:] else 'root')"
    done = subprocess.run(
        [sys.executable, "-s", "-B", "-c", ATTEMPT.format(attempt=code)],
        cwd=sandbox.PROJECT, env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


def test_the_machine_of_the_tests_has_both_doors():
    assert available() == ["landlock", "seccomp"]
    assert reach.reach_is_limited() == []


def test_a_machine_without_them_is_told(monkeypatch):
    monkeypatch.setattr(reach, "available", lambda: ["seccomp"])

    [warning] = reach.reach_is_limited()

    assert "has no landlock" in warning.msg
    assert warning.id == "twg.W002"
