"""The names of a concept as two fields: one preferred label, and any number of others, for each
language. The model has a row for each name."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from taxonomy.localized import LocalizedFormField
from taxonomy.models import Concept, Label

PREFERRED, ALTERNATIVE = "preferred_labels", "alternative_labels"
LENGTH = Label._meta.get_field("text").max_length or 0
LINE = "\r\n"  # as browsers send it, so that what nobody touched is not taken for changed


class LinesField(LocalizedFormField):
    """Language -> lines; no language is needed."""

    def compress(self, values: list[str] | None) -> dict[str, list[str]]:
        codes = [code for code, _name in self.languages]
        lines = {code: lines_of(text) for code, text in zip(codes, values or [], strict=False)}
        for line in (line for each in lines.values() for line in each if len(line) > LENGTH):
            raise ValidationError(
                _("“%(text)s” is longer than %(limit)d characters."),
                params={"text": line, "limit": LENGTH},
            )
        return {code: each for code, each in lines.items() if each}


def lines_of(text: str) -> list[str]:
    """Return the lines without blanks, each text once."""
    return list(dict.fromkeys(filter(None, (line.strip() for line in text.splitlines()))))


def label_fields(concept: Concept | None) -> dict[str, LocalizedFormField]:
    languages = languages_of(concept)
    return {
        PREFERRED: LocalizedFormField(
            label=_("Preferred labels"), languages=languages, max_length=LENGTH
        ),
        ALTERNATIVE: LinesField(
            label=_("Alternative labels"), languages=languages, area=True, required=False,
            help_text=_("Synonyms, other spellings and abbreviations, one a line. The search "
                        "knows the concept by all of them."),
        ),
    }  # fmt: skip


def languages_of(concept: Concept | None) -> list[tuple[str, str]]:
    """List those of the interface, then those in which the concept has names besides."""
    own = {each.language for each in concept.labels.all()} if concept else set()
    further = sorted(own - {code for code, _name in settings.LANGUAGES})
    return [*settings.LANGUAGES, *((code, language_name(code)) for code in further)]


def language_name(code: str) -> str:
    if code == Label.UNDETERMINED:
        return gettext("language not known")
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def label_texts(concept: Concept) -> dict[str, dict[str, str]]:
    """Map names of fields to languages, and these to the text of the input."""
    lines: dict[str, list[str]] = {}
    for each in concept.alternatives:
        lines.setdefault(each.language, []).append(each.text)
    return {
        PREFERRED: concept.preferred,
        ALTERNATIVE: {language: LINE.join(texts) for language, texts in lines.items()},
    }


def labels_in(data: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return (language, kind, text) of each label, from what the fields hold."""
    preferred = {(c, Label.Kind.PREFERRED.value, text) for c, text in data[PREFERRED].items()}
    return preferred | {
        (code, Label.Kind.ALTERNATIVE.value, text)
        for code, texts in data[ALTERNATIVE].items()
        for text in texts
    }
