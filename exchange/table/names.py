"""Codes of vocabularies and places beside their names, and back from either."""

from functools import cached_property

from django.utils.translation import override

from taxonomy.models import Concept, Label
from wording import sentence as _


class Unknown(ValueError):
    """A name that stands for nothing, or for several things."""


class Names:
    """All concepts that an entry may carry, places among them, by code and by label."""

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
        found: dict[tuple[str, str], set[str]] = {}
        rows = Label.objects.values_list("concept__scheme__code", "text", "concept__code")
        for scheme, text, code in rows.iterator(5000):
            found.setdefault((scheme, text.casefold()), set()).add(code)
        return found

    def written(self, scheme: str, code: str) -> str:
        """`Public space [public-space]`: for people and exact."""
        name = self.codes.get(scheme, {}).get(code, "")
        return f"{name.replace('[', '(').replace(']', ')')} [{code}]" if name else f"[{code}]"

    def code(self, scheme: str, text: str) -> str:
        """The code meant by `name [code]`, a code, or a label in any language; else Unknown."""
        known = self.codes.get(scheme, {})
        bare = text[text.rindex("[") + 1 : -1] if text.endswith("]") and "[" in text else text
        if bare in known:
            return bare
        found = self.labels.get((scheme, text.casefold()), set()) & set(known)
        if len(found) == 1:
            return found.pop()
        if found:
            raise Unknown(_("“%(name)s” may be any of %(codes)s; write one of these.")
                          % {"name": text, "codes": sorted(found)})  # fmt: skip
        raise Unknown(_("“%(name)s” is not known in this vocabulary.") % {"name": text})
