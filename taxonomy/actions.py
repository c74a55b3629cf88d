"""Changes to the vocabularies that touch more than one row."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from taxonomy import hierarchy
from taxonomy.models import Concept, Label, Scheme
from taxonomy.signals import concept_merged, concepts_changed
from wording import sentence as _
from wording.errors import ValidationError


def concept_saved(concept: Concept) -> None:
    """Bring up to date what depends on a concept whose row, labels or broader ones changed."""
    concepts_saved(concept.scheme, [concept.pk])


@transaction.atomic
def concepts_saved(scheme: Scheme, concept_ids: list[int]) -> None:
    """Do what `concept_saved` does for several concepts of one scheme at once."""
    moved = hierarchy.refresh_ancestors(scheme.pk)
    below = hierarchy.descendants(concept_ids).values_list("pk", flat=True)
    concepts_changed.send(Concept, concept_ids=sorted({*concept_ids, *moved, *below}))


@transaction.atomic
def relabel(concept: Concept, wanted: set[tuple[str, str, str]]) -> None:
    """Give the concept these labels, (language, kind, text), and no others; `concept_saved` is for
    whoever calls it. Of two people one waits for the other."""
    Concept.objects.select_for_update(of=("self",)).get(pk=concept.pk)
    stored = set(Label.objects.filter(concept=concept).values_list("language", "kind", "text"))
    for language, kind, text in stored - wanted:
        concept.labels.filter(language=language, kind=kind, text=text).delete()
    missing = sorted(wanted - stored)
    concept.labels.add(*(Label(language=c, kind=k, text=t) for c, k, t in missing), bulk=False)


@transaction.atomic
def merge(concept: Concept, into: Concept, actor: User | AnonymousUser | None = None) -> None:
    """Let `into` take the place of `concept`: its uses, its narrower concepts and its names.

    The old concept stays as a row so that its code is not given away and its address redirects.
    """
    refuse_impossible_merge(concept, into)
    for narrower in concept.narrower.exclude(pk=into.pk):
        narrower.broader.add(into)
        narrower.broader.remove(concept)
    concept.broader.clear()
    move_labels(concept, into)
    concept_merged.send(Concept, concept=concept, successor=into, actor=actor)
    if into.successor_id == concept.pk:
        into.successor = None
        into.save(update_fields=["successor"])
    concept.predecessors.update(successor=into)
    concept.status, concept.successor = Concept.Status.MERGED, into
    concept.save(update_fields=["status", "successor"])
    concept_saved(into)
    concepts_changed.send(Concept, concept_ids=[concept.pk])


def refuse_impossible_merge(concept: Concept, into: Concept) -> None:
    if concept.pk == into.pk:
        raise ValidationError(_("A concept cannot be merged into itself."))
    if concept.scheme_id != into.scheme_id:
        raise ValidationError(_("Both concepts must stand in the same vocabulary."))
    if Concept.Status.MERGED in (concept.status, into.status):
        raise ValidationError(_("One of the two has been merged away already."))
    if concept.pk in into.ancestor_ids:
        raise ValidationError(
            _("“%(into)s” stands below “%(concept)s”; merge it upwards instead.")
            % {"into": into, "concept": concept}
        )


def move_labels(concept: Concept, into: Concept) -> None:
    """Make every name of the one an alternative label of the other, once."""
    known = set(into.labels.values_list("language", "text"))
    Label.objects.bulk_create(
        Label(concept=into, language=each.language, kind=Label.Kind.ALTERNATIVE, text=each.text)
        for each in concept.labels.all()
        if (each.language, each.text) not in known
    )


@transaction.atomic
def deprecate(concept: Concept, successor: Concept | None) -> None:
    """Offer the concept no longer; entries keep it, its page points to the successor."""
    concept.status, concept.successor = Concept.Status.DEPRECATED, successor
    concept.full_clean()
    concept.save(update_fields=["status", "successor"])
    concept_saved(concept)
