"""`make run` as a whole, in a copy of the project."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", "tests", "docs")


@contextmanager
def project_copy() -> Iterator[Path]:
    """The project in a new folder, where nothing has run yet."""
    folder = Path(tempfile.mkdtemp(prefix="twg-serve-", dir="/tmp"))
    folder.chmod(0o755)
    shutil.copytree(settings.BASE_DIR, folder / "twg", ignore=LEFT_OUT)
    yield folder / "twg"
    shutil.rmtree(folder, ignore_errors=True)


class Run:
    """One `manage.py serve`, and what it says."""

    def __init__(self, project: Path, port: int):
        self.port = port
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "PG"))}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", f"--port={port}"],
            cwd=project, env=environment | {"PYTHONUNBUFFERED": "1"}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.said = ""

    def until_running(self) -> "Run":
        for line in self.process.stdout:
            self.said += line
            if "is running at" in line:
                return self
        raise AssertionError(self.said)

    def end(self, number: int | None = None) -> int:
        if number:
            self.process.send_signal(number)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode


def read(port: int) -> bytes:
    with urlopen(f"http://127.0.0.1:{port}/search/") as response:
        assert response.status == 200
        return response.read()
