"""The extracted text of a file as pages and paragraphs that a narrow screen can lay out."""

from collections.abc import Iterator
from dataclasses import dataclass

PAGE_BREAK = "\f"
PART = 16_000  # characters shown at once: some ten pages, or 6 KB on the wire
SHORT = 0.75  # of a page's long lines; a shorter line ends its paragraph


@dataclass(frozen=True)
class TextPage:
    """A page of the document by its number; None where the format knows no pages."""

    number: int | None
    paragraphs: list[str]

    @property
    def length(self) -> int:
        return sum(map(len, self.paragraphs))


def parts(text: str, has_pages: bool) -> list[list[TextPage]]:
    """Divide the text into portions of about PART characters, never within a page."""
    portions: list[list[TextPage]] = []
    room = 0
    for page in pages(text, has_pages):
        if room < page.length or not portions:
            portions.append([])
            room = PART
        portions[-1].append(page)
        room -= page.length
    return portions


def pages(text: str, has_pages: bool) -> Iterator[TextPage]:
    if not has_pages:
        yield from unnumbered(text)
        return
    for number, page in enumerate(text.split(PAGE_BREAK), start=1):
        yield TextPage(number, rejoined(page.split("\n")))


def unnumbered(text: str) -> Iterator[TextPage]:
    """Make paragraphs of lines that hold one each; each may begin a new part."""
    for line in text.replace(PAGE_BREAK, "\n").split("\n"):
        if line.strip():
            yield TextPage(None, [line])


def rejoined(lines: list[str]) -> list[str]:
    """Make paragraphs out of printed lines: one goes on while its lines are full."""
    lengths = sorted(map(len, lines))
    full = SHORT * lengths[int(len(lengths) * 0.8)]
    paragraphs, open_ = [""], True
    for line in lines:
        if open_ and line:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
        elif line:
            paragraphs.append(line)
        open_ = len(line) >= full and bool(line)
    return [paragraph for paragraph in paragraphs if paragraph]
