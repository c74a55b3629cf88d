"""The do-no-harm questions of an entry and what is still unanswered."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count

from documents.models import Entry, HarmAnswer, HarmQuestion


def answers(entry: Entry) -> list[tuple[HarmQuestion, HarmAnswer | None]]:
    """List every question in use with the entry's answer to it."""
    given = {each.question_id: each for each in entry.harm_answers.select_related("answered_by")}
    return [(each, given.get(each.pk)) for each in HarmQuestion.objects.filter(is_active=True)]


def unanswered(entry: Entry) -> int:
    return sum(answer is None for _question, answer in answers(entry))


def unanswered_in(ids: Iterable[int]) -> dict[int, int]:
    """Map entries to how many questions are open, for many entries at once."""
    asked = HarmQuestion.objects.filter(is_active=True).count()
    answers = HarmAnswer.objects.filter(entry__in=ids, question__is_active=True).order_by()
    given = dict(answers.values_list("entry").annotate(Count("pk")))
    return {pk: asked - given.get(pk, 0) for pk in ids}


@transaction.atomic
def answer(entry: Entry, actor, values: dict[HarmQuestion, tuple[str, str]]) -> None:
    """Keep what was answered: question -> (value, note)."""
    for question, (value, note) in values.items():
        HarmAnswer.objects.update_or_create(
            entry=entry,
            question=question,
            defaults={"value": value, "note": note.strip(), "answered_by": actor},
        )
