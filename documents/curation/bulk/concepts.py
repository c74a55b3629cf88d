"""Concepts added to many entries, removed from them, or one replaced by another."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils import timezone

from documents.curation.bulk.action import BulkAction
from documents.curation.bulk.finding import Found, Outcome, refused, same
from documents.history import actions
from documents.history.requirements import SCHEMES
from documents.models import Entry, Kind
from documents.slots import not_tagged
from taxonomy.models import Concept
from wording import Message, Messages
from wording import sentence as _

Tag = Entry.concepts.through
# What an entry carries otherwise than as a tag.


def tags():
    return Concept.objects.exclude(scheme__code__in=not_tagged())


class ConceptChange(BulkAction):
    """Parameters: `add` and `remove` (keys of concepts), `note` (what readers are told). With
    both, what is added replaces what is removed, in the entries that carry it."""

    def look(self, ids: Iterable[int]) -> dict[int, Found]:
        add, remove = set(self.parameters["add"]), set(self.parameters["remove"])
        known = CurrentConcepts(add | remove)
        return {
            entry.pk: self.judge(entry, *difference(entry, add, remove), known, is_new=True)
            for entry in with_concepts(ids)
        }

    def look_back(self, done: dict[int, dict]) -> dict[int, Found]:
        known = CurrentConcepts(
            pk for each in done.values() for pk in (*each["added"], *each["removed"])
        )
        return {
            entry.pk: self.judge(
                entry,
                {known.current(pk) for pk in done[entry.pk]["removed"]} - own(entry),
                set(done[entry.pk]["added"]) & own(entry),
                known,
                is_new=False,
            )
            for entry in with_concepts(done)
        }

    def judge(
        self, entry: Entry, added: set, removed: set, known: "CurrentConcepts", is_new: bool
    ) -> Found:
        if refusal := self.refusal(entry):
            return refusal
        if not (added or removed):
            return same()
        if reason := known.refusal(entry, added, is_new) or known.gap(entry, added, removed):
            return refused(reason)
        return Found(Outcome.CHANGE, {"added": sorted(added), "removed": sorted(removed)})

    def write(self, found: dict[int, Found], step: str) -> dict[int, Messages]:
        remove(found)
        rows = [
            Tag(entry_id=pk, concept_id=concept)
            for pk, each in found.items()
            for concept in each.data["added"]
        ]
        Tag.objects.bulk_create(rows, ignore_conflicts=True)
        Entry.objects.filter(pk__in=found).update(changed_at=timezone.now())
        actions.entries_saved(found, self.user, self.parameters.get("note", ""), step)
        return {}

    def words(self, rows: list[dict]) -> list[str]:
        keys = {pk for row in rows for pk in (*row.get("added", ()), *row.get("removed", ()))}
        names = {each.pk: str(each) for each in Concept.objects.filter(pk__in=keys).with_labels()}
        signs = {"removed": "−", "added": "+"}
        return [
            "; ".join(
                f"{sign} {names.get(pk, pk)}" for key, sign in signs.items() for pk in row[key]
            )
            if row
            else ""
            for row in rows
        ]


def with_concepts(ids: Iterable[int]):
    kinds = Prefetch("kind", Kind.objects.with_labels())
    return Entry.objects.filter(pk__in=ids).prefetch_related(kinds, "concepts__scheme")


def own(entry: Entry) -> set[int]:
    return {concept.pk for concept in entry.concepts.all()}


def difference(entry: Entry, add: set[int], remove: set[int]) -> tuple[set[int], set[int]]:
    """Return (what would be added, what would be removed)."""
    removed = remove & own(entry)
    return (add - own(entry) if removed or not remove else set()), removed


def remove(found: dict[int, Found]) -> None:
    """Remove concepts, one statement for each, for which entries lose which differs."""
    losing = defaultdict(list)
    for pk, each in found.items():
        for concept in each.data["removed"]:
            losing[concept].append(pk)
    for concept, ids in losing.items():
        Tag.objects.filter(concept=concept, entry__in=ids).delete()


class CurrentConcepts:
    """The concepts of a change as they are now."""

    def __init__(self, keys: Iterable[int]):
        concepts = tags().filter(pk__in=set(keys)).select_related("scheme", "successor__scheme")
        self.concepts = {concept.pk: concept for concept in concepts}
        self.concepts |= {c.successor.pk: c.successor for c in concepts if c.successor}
        self.kinds: dict[int, set[int]] = defaultdict(set)
        schemes = {concept.scheme_id for concept in self.concepts.values()}
        for row in Kind.schemes.through.objects.filter(scheme__in=schemes):
            self.kinds[row.scheme_id].add(row.kind_id)

    def current(self, pk: int) -> int:
        """Return what stands for the concept now, if it was merged meanwhile."""
        concept = self.concepts.get(pk)
        if concept is None or concept.status != Concept.Status.MERGED:
            return pk
        return concept.successor_id

    def refusal(self, entry: Entry, added: set[int], is_new: bool) -> Message | None:
        """Say why the entry cannot get these; what it had once may be out of use by now."""
        for concept in map(self.concepts.get, added):
            if concept is None or (is_new and not is_usable(concept)):
                return _("The concept is not in use any more.")
            if self.kinds[concept.scheme_id] and entry.kind_id not in self.kinds[concept.scheme_id]:
                return _("Entries of this kind do not use the vocabulary “%(name)s”.") % {
                    "name": concept.scheme.title
                }
        return None

    def gap(self, entry: Entry, added: set[int], removed: set[int]) -> Message | None:
        """Say what a readable entry would lack that it has now: it must stay complete."""
        if not entry.is_readable:
            return None
        before = {concept.pk: concept for concept in entry.concepts.all()}
        after = {pk: c for pk, c in before.items() if pk not in removed}
        after |= {pk: self.concepts[pk] for pk in added}
        lost = accepted_schemes(before) - accepted_schemes(after)
        for requirement, scheme in SCHEMES.items():
            if scheme in lost and requirement in entry.kind.required:
                what = {"kind": entry.kind, "what": requirement.label}
                return _("%(kind)s needs %(what)s.") % what
        return None


def is_usable(concept: Concept) -> bool:
    return concept.status in (Concept.Status.PROPOSED, Concept.Status.ACCEPTED)


def accepted_schemes(concepts: dict[int, Concept]) -> set[str]:
    accepted = Concept.Status.ACCEPTED
    return {each.scheme.code for each in concepts.values() if each.status == accepted}
