"""The samples drawn: every component in every language, light and dark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from gallery.samples import SAMPLES, Sample
from wording import languages

SCHEMES = ["light", "dark"]
REFERENCES = re.compile(
    r'\b(id|for|aria-labelledby|aria-describedby|href)="(#?)'
    r'([\w-]+-title|[\w-]*-?find-[\w-]+|id_\w+|q)"'
)
# Where a component is a part that stands in another element.
AROUND = {
    "pager": '<div class="pagination">{}</div>',
    "result": '<ol role="list">{}</ol>',
}
NEW_LINE = re.compile(r"\n\s*\n+")


@dataclass(frozen=True)
class Drawing:
    """A component in one language, scheme and variant; its ids are its own."""

    variant: str
    language: str
    direction: str
    scheme: str
    html: SafeString


@dataclass(frozen=True)
class Exhibit:
    name: str
    drawings: list[Drawing]


def exhibits() -> list[Exhibit]:
    numbers = count(1)
    return [Exhibit(each.component, list(drawings(each, numbers))) for each in SAMPLES]


def drawings(sample: Sample, numbers: Iterator[int]) -> Iterator[Drawing]:
    """Draw all variants in all languages, each light and dark."""
    for variant, context in sample.variants.items():
        for language in languages.codes():
            with override(language):
                inputs = context() | {"ui": language}
                html = drawn(sample.component, inputs)
            for scheme in SCHEMES:
                own = with_own_ids(html, next(numbers))
                yield Drawing(variant, language, languages.direction(language), scheme, own)


def drawn(component: str, inputs: dict) -> str:
    html = render_to_string(f"components/{component}.html", inputs)
    return AROUND.get(component, "{}").format(html)


def with_own_ids(html: str, number: int) -> SafeString:
    """Give each id a number: the same component stands on the page many times, an id may once."""
    numbered = REFERENCES.sub(rf'\1="\2\3-{number}"', html)
    return mark_safe(NEW_LINE.sub("\n", numbered))  # noqa: S308  (drawn by our templates)
