"""A wrong answer is no fast answer: totals of the site beside what the projection says."""

import re

from benchmarks.mix import Mix, Question
from benchmarks.replay import Client
from documents.audience import Audience
from documents.models import IndexedEntry
from taxonomy.models import Concept

TOTAL = re.compile(r"<h1>\s*([\d,. \u00a0\u202f]+) entr(?:y|ies)\s*</h1>")


def check_totals(port: int, mix: Mix, number: int) -> int:
    """Ask with one filter each; how many answers were right, which is all of them.

    Each over a connection of its own: counting may take longer than the server keeps one open.
    """
    for scheme, code in mix.filters(number):
        question = Question("check", "en", filters=((scheme, code),))
        shown, counted = total(Client(port).page(question.path)), count(scheme, code)
        if shown != counted:
            raise ValueError(f"{question.path} says {shown}, the projection {counted}")
    return number


def total(page: str) -> int:
    found = TOTAL.search(page)
    if found is None:
        raise ValueError("The page does not say how many entries it found")
    return int(re.sub(r"\D", "", found[1]))


def count(scheme: str, code: str) -> int:
    concept = Concept.objects.get(scheme__code=scheme, code=code)
    rows = IndexedEntry.objects.visible_to(Audience.PUBLIC)
    return rows.filter(concept_ids__contains=[concept.pk]).count()
