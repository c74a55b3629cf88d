"""The tasks of the worker, by name: "pages", "cover", and each format that holds text."""

import json
import sys
from importlib import import_module

from documents.files.worker.failures import Unreadable

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


def answer(task: str) -> None:
    """Write what the task gives, or why it gives nothing, to standard output.

    What goes wrong unforeseen ends the process, and the parent calls the file damaged.
    """
    try:
        result = perform(*TASKS[task])
    except Unreadable as failure:
        result = {"failed": failure.reason, "detail": failure.detail}
    except MemoryError:
        result = {"failed": "memory"}
    sys.stdout.buffer.write(json.dumps(result, ensure_ascii=False).encode(errors="replace"))


def perform(module: str, function: str) -> dict:
    with open(0, "rb") as file:
        file.seek(0)
        return getattr(import_module(f"{__package__}.{module}"), function)(file)
