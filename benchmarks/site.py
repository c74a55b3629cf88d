"""The site as it runs in production, on the database that the environment names."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks import process
from benchmarks.database import BASE

PREPARATIONS = [["compile_translations"], ["collectstatic", "--noinput", "--verbosity=0"]]
FIRST_PAGE = "/search/"


@dataclass(frozen=True)
class Site:
    """`start_seconds`: from the start of the program to the first page of a search."""

    port: int
    server: subprocess.Popen
    start_seconds: float

    def megabytes(self) -> dict[str, list[float]]:
        """Memory of the process that starts the workers, and of each of these."""
        workers = process.children(self.server.pid)
        return {
            "master": [process.proportional_megabytes(self.server.pid)],
            "workers": [process.proportional_megabytes(pid) for pid in workers],
        }


@contextmanager
def running() -> Iterator[Site]:
    """As gunicorn.conf.py has it, on a port that is free."""
    for arguments in PREPARATIONS:
        subprocess.run([sys.executable, "manage.py", *arguments], cwd=BASE, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
    port = process.free_port()
    environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1"}
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
    with process.running(command, cwd=BASE, env=environment) as server:
        yield Site(port, server, process.seconds_until_answer(server, port, FIRST_PAGE))
