"""What refers to an entry and is no part of it: no record speaks of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from documents import models
from documents.models import Entry
from documents.records.parts import PARTS


@dataclass(frozen=True)
class Beside:
    """`follows`: it is made anew whenever the entry changes, so that it holds nobody's work."""

    model: type[Model]
    reason: str
    follows: bool = False


BESIDE = (
    Beside(models.Revision, "what the entry was", follows=True),
    Beside(models.IndexedEntry, "what the search knows of it", follows=True),
    Beside(models.StateChange, "how it came to its state"),
    Beside(models.Submission, "how it came in, and from whom"),
    Beside(models.Comment, "what curators and authors say of it"),
    Beside(models.Review, "what reviewers judged"),
    Beside(models.HarmAnswer, "what curators answered before it was published"),
    Beside(models.EvidenceReading, "what one reader found, before the two are compared"),
    Beside(models.ReadingFinding, "a finding of one reader"),
    Beside(models.ReadingFinding.sources.through, "what one reader's finding rests on"),
    Beside(models.FindingCorrection, "what somebody proposed that a finding should say"),
    Beside(models.BulkLine, "what a change of many entries did to it"),
    Beside(models.Entry, "an entry that it replaces"),
)
FOLLOWS = {each.model for each in BESIDE if each.follows}
IN_TABLES = {model for part in PARTS if part.has_columns for model in part.models}


def holding(made: set[int]) -> Iterator[int]:
    """Yield those of the entries, made by an import, about which somebody has written something, or
    that others refer to.

    What an import makes refers to what was there before; so whoever refers to it came later.
    """
    yield from models.Relation.objects.filter(target__in=made).values_list("target", flat=True)
    for related in Entry._meta.related_objects:
        model, name = related.related_model, related.field.name
        if model in IN_TABLES | FOLLOWS or model._meta.app_label != "documents":
            continue
        yield from model._default_manager.filter(**{f"{name}__in": made}).values_list(
            name, flat=True
        )
