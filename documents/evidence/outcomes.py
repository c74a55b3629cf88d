"""The vocabularies that findings bring to an entry: what was measured, what came of it for people,
and what the finding rests on. Nobody tags an entry with them."""

from django.db.models import Q, QuerySet

from documents.models import Finding, ReadingFinding
from documents.slots import DerivedFacet
from taxonomy.models import Concept
from taxonomy.structure import FINDING_SCHEMES, OUTCOME
from wording import sentence as _
from wording.errors import ValidationError

AnyFinding = Finding | ReadingFinding
LONGEST = Finding._meta.get_field("text").max_length or 0  # characters of a sentence
# What stands below the one is better the less there is of it, below the other the more.
WANTED = ("less-is-better", "more-is-better")


def outcomes() -> QuerySet[Concept]:
    """Return what effects can be reported on: terms that say whether more or less is better."""
    wanted = Concept.objects.filter(scheme__code=OUTCOME, code__in=WANTED)
    roots = list(wanted.values_list("pk", flat=True))
    below = Q(scheme__code=OUTCOME, ancestor_ids__overlap=roots)
    return Concept.objects.public().filter(below).exclude(pk__in=roots)


FACET = DerivedFacet(FINDING_SCHEMES, "documents_findingconcept")


def entries_with_findings_on(concept_ids: list[int]) -> set[int]:
    """Return the ids of the entries that have public findings on one of these outcomes."""
    found = Finding.objects.filter(outcome_id__in=concept_ids)
    return set(found.values_list("owner_id", flat=True))


def move_findings(concept: Concept, successor: Concept) -> None:
    """Give the findings on a merged outcome to its successor."""
    for model in (Finding, ReadingFinding):
        for finding in model.objects.filter(outcome=concept):
            there = finding.owner.findings.filter(outcome=successor).first()
            if there:
                join(there, finding)
            else:
                model.objects.filter(pk=finding.pk).update(outcome=successor)


def join(kept: AnyFinding, gone: AnyFinding) -> None:
    """Make one row of two on what turned out to be the same outcome, without losing a word.

    Raises ValidationError where one row cannot hold both.
    """
    if not kept.is_reported or not gone.is_reported:
        join_unreported(kept, gone)
        return
    kept.text = " ".join(dict.fromkeys([kept.text, gone.text]))
    refuse_loss(kept, gone)
    kept.reference = kept.reference or gone.reference
    kept.reference_url = kept.reference_url or gone.reference_url
    if kept.direction != gone.direction:
        kept.direction = kept.Direction.MIXED
    kept.quality = min(each for each in (kept.quality, gone.quality) if each is not None)
    kept.sources.add(*gone.sources.all())
    gone.delete()
    kept.save()


def refuse_loss(kept: AnyFinding, gone: AnyFinding) -> None:
    references = {(each.reference, each.reference_url) for each in (kept, gone)} - {("", "")}
    if len(kept.text) > LONGEST or len(references) > 1:
        text = _("%(entry)s reports on both, and one finding cannot hold what the two say; make "
                 "one of them by hand first.")  # fmt: skip
        raise ValidationError(text % {"entry": kept.owner.entry.identifier})


def join_unreported(kept: AnyFinding, gone: AnyFinding) -> None:
    """Keep of two rows the one that reports something, on the outcome of `kept`."""
    outcome = kept.outcome
    stays, goes = (gone, kept) if gone.is_reported else (kept, gone)
    goes.delete()
    type(stays)._default_manager.filter(pk=stays.pk).update(outcome=outcome)
