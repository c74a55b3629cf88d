"""The text of a file that passed inspection."""

from dataclasses import dataclass

from documents.files import language, sandbox
from documents.files.formats import Format
from wording import sentence as _

LIMITS = sandbox.Limits(cpu_seconds=60, wall_seconds=120)


@dataclass(frozen=True)
class ExtractedText:
    """`text` holds pages divided by form feeds where the format has pages, else paragraphs in
    lines; `truncated` when there was more; `language` is a guess, empty when unsure."""

    pages: int | None
    text: str
    language: str
    truncated: bool


class ExtractionFailed(Exception):
    """`message` is one sentence for a curator."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return str(self.message)


def extract(file: sandbox.Opened, kind: Format) -> ExtractedText:
    """Read the text of an open file in the sandbox. Raises ExtractionFailed."""
    if not kind.extractable:
        return ExtractedText(None, "", "", False)
    answer = _answer(file, kind)
    text = answer["text"]
    return ExtractedText(answer.get("pages"), text, language.guess(text), answer["truncated"])


def _answer(file: sandbox.Opened, kind: Format) -> dict:
    try:
        return sandbox.run(kind.code, file, LIMITS)
    except sandbox.Failed as failure:
        raise ExtractionFailed(REASONS[failure.reason]) from failure


REASONS = {
    "password": _("The text could not be read: the file is encrypted."),
    "damaged": _("The text could not be read: the file is damaged."),
    "memory": _("The text could not be read: the file needs too much memory."),
    "time": _("The text could not be read: it takes too long."),
}
