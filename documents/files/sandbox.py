"""Runs the worker on a file that nobody vouches for: apart, with limits, without environment."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from io import UnsupportedOperation
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.files.base import File

Opened = BinaryIO | File  # which a storage opens

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
WORKER = "documents.files.worker"
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What the worker may use; the wall clock is watched from outside, the rest by the kernel."""

    cpu_seconds: int
    wall_seconds: int
    memory_bytes: int = 768 * MEGABYTE
    output_bytes: int = 16 * MEGABYTE


class Failed(Exception):
    """The worker gave no answer; `reason` is password, damaged, memory or time."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(reason, detail)
        self.reason = reason


def run(task: str, file: Opened, limits: Limits) -> dict:
    """Return the worker's answer to one task, on a file that is open here. Raises Failed."""
    with _descriptor(file) as source, TemporaryFile() as output, TemporaryFile() as errors:
        status = _work(task, source, output, errors, limits)
        answer = _answer(status, _content(output), _content(errors))
    if "failed" in answer:
        raise Failed(answer["failed"], answer["detail"])
    return answer


def _work(task: str, source: int, output: BinaryIO, errors: BinaryIO, limits: Limits) -> int:
    """Return the worker's exit status; 0 is an answer, below 0 the signal that ended it."""
    worker = subprocess.Popen(
        [sys.executable, "-s", "-B", "-m", WORKER, task, *map(str, astuple(limits))],
        stdin=source,
        stdout=output,
        stderr=errors,
        cwd=PROJECT,
        env={},
        start_new_session=True,
    )
    try:
        return worker.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGXCPU
    finally:
        _end(worker)


def _answer(status: int, output: bytes, errors: bytes) -> dict:
    if status:
        last_line = errors.decode(errors="replace").strip().rpartition("\n")[2]
        logger.warning("worker ended with status %d: %r", status, last_line)
        return {"failed": SIGNALS.get(-status, "damaged"), "detail": last_line}
    return {"detail": "", **json.loads(output)}


# How the kernel and the allocator of PDFium end a worker that asks for too much.
SIGNALS: dict[int, str] = {
    signal.SIGXCPU: "time",
    signal.SIGKILL: "memory",
    signal.SIGABRT: "memory",
    signal.SIGTRAP: "memory",
}


def _end(worker: subprocess.Popen) -> None:
    """Kill the worker, if it still runs, together with whatever it started."""
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@contextmanager
def _descriptor(file: Opened) -> Iterator[int]:
    """Give the file to the worker as a descriptor; one in memory is written out first.

    Both processes share the position in it, so it is put back where the buffers here expect it.
    """
    try:
        descriptor = file.fileno()
    except (AttributeError, UnsupportedOperation):
        with _written_out(file) as copy:
            yield copy.fileno()
        return
    position = os.lseek(descriptor, 0, os.SEEK_CUR)
    try:
        yield descriptor
    finally:
        os.lseek(descriptor, position, os.SEEK_SET)


@contextmanager
def _written_out(file: Opened) -> Iterator[BinaryIO]:
    with TemporaryFile() as copy:
        file.seek(0)
        copyfileobj(file, copy, MEGABYTE)
        copy.flush()
        yield copy


def _content(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()
