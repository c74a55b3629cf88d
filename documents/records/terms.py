"""What records may name: kinds with their sections, concepts, places, other entries; each looked up
once for a whole file."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import override

from documents.evidence.outcomes import outcomes
from documents.identifier import identifier_of, number_of
from documents.models import Entry, Kind, SectionTemplate
from taxonomy.models import Concept, Label
from wording import Message
from wording import sentence as _


class Unknown(ValueError):
    """A name that stands for nothing, or for several things."""


class Terms:
    """Everything by its code, concepts also by their labels; a merged concept is its successor."""

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        kinds = Kind.objects.prefetch_related("section_templates")
        return {kind.code: kind for kind in kinds}

    @cached_property
    def templates(self) -> dict[tuple[str, str], SectionTemplate]:
        """(kind, key of a section) -> its template."""
        return {
            (code, each.key): each
            for code, kind in self.kinds.items()
            for each in kind.section_templates.all()
        }

    @cached_property
    def outcomes(self) -> dict[str, Concept]:
        return {each.code: each for each in outcomes()}

    # -- Concepts ----------------------------------------------------------------------------

    @cached_property
    def ids(self) -> dict[tuple[str, str], int]:
        """(scheme, code) -> key of the concept, of every status but merged."""
        rows = Concept.objects.exclude(status=Concept.Status.MERGED)
        return {(s, c): pk for s, c, pk in rows.values_list("scheme__code", "code", "pk")}

    @cached_property
    def successors(self) -> dict[tuple[str, str], str]:
        """(scheme, code of a merged concept) -> code of the one that took its place."""
        rows = Concept.objects.filter(status=Concept.Status.MERGED)
        named = rows.values_list("scheme__code", "code", "successor__code")
        return {(scheme, code): successor for scheme, code, successor in named}

    def now(self, scheme: str, code: str) -> str:
        """Return the code that stands for a code now."""
        return self.successors.get((scheme, code), code)

    def knows(self, scheme: str, code: str) -> bool:
        return (scheme, self.now(scheme, code)) in self.ids

    def concept(self, scheme: str, code: str) -> int:
        """Return the key of a concept or place; KeyError where there is none of this code."""
        return self.ids[scheme, self.now(scheme, code)]

    @cached_property
    def codes(self) -> dict[str, dict[str, str]]:
        """Scheme -> code -> English name; deprecated ones too, for entries may still carry them."""
        found: dict[str, dict[str, str]] = {}
        concepts = Concept.objects.exclude(status="merged").select_related("scheme").with_labels()
        with override("en"):
            for concept in concepts.order_by("scheme__position", "position", "code"):
                found.setdefault(concept.scheme.code, {})[concept.code] = str(concept)
        return found

    @cached_property
    def labels(self) -> dict[tuple[str, str], set[str]]:
        """(scheme, label in small letters, of any language) -> codes."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        rows = Label.objects.values_list("concept__scheme__code", "text", "concept__code")
        for scheme, text, code in rows.iterator(5000):
            found[scheme, text.casefold()].add(code)
        return dict(found)

    def written(self, scheme: str, code: str) -> str:
        """Write `Public space [public-space]`: for people and exact."""
        name = self.codes.get(scheme, {}).get(code, "")
        return f"{name.replace('[', '(').replace(']', ')')} [{code}]" if name else f"[{code}]"

    def code(self, scheme: str, text: str) -> str:
        """Return the code of `name [code]`, a code, or a label in any language; else Unknown."""
        bare = text[text.rindex("[") + 1 : -1] if text.endswith("]") and "[" in text else text
        if self.knows(scheme, bare):
            return self.now(scheme, bare)
        found = self.labels.get((scheme, text.casefold()), set())
        found = {code for code in found if (scheme, code) in self.ids}
        if len(found) == 1:
            return found.pop()
        if found:
            raise Unknown(_("“%(name)s” may be any of %(codes)s; write one of these.")
                          % {"name": text, "codes": sorted(found)})  # fmt: skip
        raise Unknown(not_known(text))

    # -- Entries -----------------------------------------------------------------------------

    @cached_property
    def entries(self) -> set[int]:
        return set(Entry.objects.values_list("pk", flat=True))

    @cached_property
    def keys(self) -> dict[str, int | None]:
        """Key of an entry -> its number; None of one that is to be made of the same file."""
        rows = Entry.objects.exclude(import_key=None).values_list("import_key", "pk")
        return {key: pk for key, pk in rows if key is not None}

    def names_entry(self, reference: str) -> bool:
        return reference in self.keys or number_of(reference) in self.entries

    def entry(self, reference: str) -> int:
        """Return the entry that a key or an identifier means; KeyError where there is none."""
        number = self.keys.get(reference) or number_of(reference)
        if number not in self.entries:
            raise KeyError(reference)
        return number

    def identifier(self, reference: str) -> str:
        """Return the identifier for a key, where the entry is there already; else the reference."""
        number = self.keys.get(reference)
        return identifier_of(number) if number else reference

    def expect(self, key: str) -> None:
        """Let an entry that is yet to be made be named by its key."""
        self.keys.setdefault(key, None)

    def learn(self, entry: Entry) -> None:
        """Let an entry that was just made be found."""
        self.entries.add(entry.pk)
        if entry.import_key:
            self.keys[entry.import_key] = entry.pk


def not_known(name: str) -> Message:
    return _("“%(name)s” is not known in this vocabulary.") % {"name": name}
