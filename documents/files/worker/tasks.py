"""The tasks of the worker, by name: "pages", "cover", and each format that holds text."""

import encodings
import json
import pkgutil
import sys
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from documents.files.worker.failures import Unreadable

OF_WINDOWS = ("mbcs", "oem")
# Imported when asked for: under the limits by then, and no text file waits for PDFium.
TASKS = {
    "pages": ("pdf", "pages"),
    "cover": ("cover", "cover"),
    "pdf": ("pdf", "text"),
    "docx": ("docx", "text"),
    "pptx": ("pptx", "text"),
    "xlsx": ("xlsx", "text"),
    "odt": ("odt", "text"),
    "epub": ("epub", "text"),
    "text": ("plain", "text"),
    "csv": ("plain", "text"),
}


Task = Callable[[BinaryIO], dict]


def load(task: str) -> Task:
    """Import what does the task, with what it needs, while there is more than the file to read."""
    for each in pkgutil.iter_modules(encodings.__path__):
        if each.name not in OF_WINDOWS:
            import_module(f"encodings.{each.name}")  # asked for by what the file says
    module, function = TASKS[task]
    found: Task = getattr(import_module(f"{__package__}.{module}"), function)
    return found


def answer(task: Task) -> None:
    """Write what the task gives, or why it gives nothing, to standard output.

    What goes wrong unforeseen ends the process, and the parent calls the file damaged.
    """
    try:
        result = perform(task)
    except Unreadable as failure:
        result = {"failed": failure.reason, "detail": failure.detail}
    except MemoryError:
        result = {"failed": "memory"}
    sys.stdout.buffer.write(json.dumps(result, ensure_ascii=False).encode(errors="replace"))


def perform(task: Task) -> dict:
    with open(0, "rb") as file:
        file.seek(0)
        return task(file)
