"""The interface's strings, gathered from templates and Python without any tool but Babel."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

TEMPLATES = (".html", ".txt")
APPS = [
    "accounts", "documents", "exchange", "fetching", "gallery", "interop", "jobs", "taxonomy",
    "templates", "throttling", "twg_repository", "upkeep", "wording",
]  # fmt: skip
CONTEXT_FIRST = ((1, "c"), 2)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": CONTEXT_FIRST,
    "pgettext_lazy": CONTEXT_FIRST,
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "sentence": None,
    "counted": (1, 2),
}
NOTES = ("Translators:",)


def extracted() -> Catalog:
    """Gather every string marked for translation, in the order of files and lines."""
    template = Catalog()
    for path in sources():
        for line, message, comments, context in messages_in(path):
            template.add(message, auto_comments=comments, context=context, lineno=line)
    return template


def sources() -> Iterator[Path]:
    for app in APPS:
        folder = settings.BASE_DIR / app
        yield from sorted(path for path in folder.rglob("*") if path.suffix in (".py", *TEMPLATES))


def messages_in(path: Path):
    """Yield (line, message or its forms, comments, context) of each string in a file."""
    code = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        # Parentheses around it make the outline that Django draws of a template one expression,
        # whose indentation Python's tokenizer does not mind.
        code = f"({templatize(code)})"
    return extract("python", BytesIO(code.encode()), KEYWORDS, NOTES)


def path_of(language: str) -> Path:
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    """Read the translations into an interface language; empty where there is no file yet."""
    if not path_of(language).exists():
        return Catalog(language)
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> Catalog:
    """Add to the catalogue what is new, still without translation, and drop what is gone."""
    catalog = catalogue(language)
    catalog.update(extracted(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def write(language: str, catalog: Catalog) -> None:
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    with path_of(language).open("wb") as file:
        write_po(file, catalog, width=0, no_location=True)


def untranslated(catalog: Catalog) -> list:
    """List the messages that lack a translation, or one of their plural forms."""
    return [m for m in catalog if m.id and (m.fuzzy or not all(forms_of(m)))]


def forms_of(message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, list | tuple) else (message.string,)
