"""An entry's title, takeaway and summary in the reader's language, or else in the one they have."""

from dataclasses import dataclass

from documents.models import Entry
from wording import languages
from wording.languages import best_language


@dataclass(frozen=True)
class Text:
    """A text with its language; `is_foreign` when the reader asked for another one."""

    text: str
    language: str

    @property
    def is_foreign(self) -> bool:
        return bool(self.text) and self.language != languages.active()

    def __str__(self) -> str:
        return self.text


def title(entry: Entry) -> Text:
    """Return the title a reader sees first."""
    texts = translated(entry, "title") | {entry.title_language: entry.title}
    return title_among(texts, entry.title_language)


def title_among(texts: dict[str, str], own: str) -> Text:
    """Return the title in the reader's language where there is one, else in the work's own."""
    wanted = languages.active()
    language = wanted if wanted in texts else own
    return Text(texts[language], language)


def original_title(entry: Entry) -> Text | None:
    """Return the title in the work's own language, when `title` gives a translation."""
    shown = title(entry)
    return None if shown.text == entry.title else Text(entry.title, entry.title_language)


def takeaway(entry: Entry) -> Text:
    return best(entry, "takeaway")


def summary(entry: Entry) -> Text:
    return best(entry, "summary")


def best(entry: Entry, field: str) -> Text:
    texts = translated(entry, field)
    if getattr(entry, field):
        texts |= {entry.text_language: getattr(entry, field)}
    return best_among(texts, entry.text_language)


def best_among(texts: dict[str, str], own: str) -> Text:
    """Return the text in the reader's language, else in its own, else in another."""
    wanted = languages.active()
    language = wanted if wanted in texts else own if own in texts else best_language(texts)
    return Text(texts.get(language, ""), language or own)


def translated(entry: Entry, field: str) -> dict[str, str]:
    """Map languages to texts of the entry's translations; prefetch `translations` for lists."""
    return {
        each.language: getattr(each, field)
        for each in entry.translations.all()
        if getattr(each, field)
    }
