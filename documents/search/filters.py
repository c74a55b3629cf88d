"""What was asked: the parameters of an address as a query on the projection."""

from collections.abc import Iterator
from dataclasses import dataclass

import django_filters
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from documents.audience import Audience
from documents.models import IndexedEntry
from documents.search import fields
from documents.search.address import Address
from documents.search.matches import Matches  # noqa: F401  (registers the lookup)
from documents.search.text import compile_query, parse
from taxonomy.models import Concept, Scheme

SORTS = {"relevance": _("Relevance"), "newest": _("Newest first"), "title": _("Title")}


@dataclass(frozen=True)
class Ignored:
    """A value of the address that means nothing here; `name` is its parameter, `title` what the
    page calls it."""

    name: str
    title: str
    value: str
    without_url: str


class QueryFilter(django_filters.Filter):
    """A filter on the projection; `Nothing` as its value leaves no row."""

    def filter(self, rows, value):
        if value is fields.Nothing:
            return rows.none()
        return self.narrow(rows, value) if value else rows

    def narrow(self, rows, value):
        return rows


class TextFilter(QueryFilter):
    field_class = fields.TextField

    def narrow(self, rows, value):
        return (
            rows.filter(vector__matches=self.parent.tsquery) if self.parent.tsquery else rows.none()
        )


class FacetFilter(QueryFilter):
    field_class = fields.ConceptsField

    def narrow(self, rows, value):
        return rows.filter(concept_ids__overlap=[concept.pk for concept in value])


class YearFilter(QueryFilter):
    field_class = fields.YearField

    def narrow(self, rows, value):
        return rows.filter(**{f"year__{self.lookup_expr}": value})


class EvidenceFilter(QueryFilter):
    field_class = fields.YesField

    def narrow(self, rows, value):
        return rows.filter(evaluated_from__lte=timezone.localdate())


class FileFilter(QueryFilter):
    field_class = fields.YesField

    def narrow(self, rows, value):
        return rows.filter(has_file=True)


class SortChoice(QueryFilter):
    field_class = fields.ChoiceField


class PageNumber(QueryFilter):
    field_class = fields.PageField


class EntryFilterSet(django_filters.FilterSet):
    """The question: text, one filter a facet, years, flags, order and page."""

    q = TextFilter(label=_("Words"))
    year_from = YearFilter(lookup_expr="gte", label=_("Year from"))
    year_to = YearFilter(lookup_expr="lte", label=_("Year to"))
    evidence = EvidenceFilter(label=_("Evidence"))
    file = FileFilter(label=_("File"))
    sort = SortChoice(choices=SORTS, label=_("Order"))
    page = PageNumber(label=_("Page"))

    class Meta:
        model = IndexedEntry
        fields: list[str] = []

    def __init__(self, params: QueryDict, audience: Audience):
        super().__init__(params, queryset=IndexedEntry.objects.visible_to(audience))
        self.audience = audience
        self.schemes = list(Scheme.objects.facets())
        asked = asked_concepts(self.schemes, params)
        for scheme in self.schemes:
            facet = FacetFilter(known=asked.get(scheme.code, {}), label=str(scheme.title))
            facet.parent, facet.model, facet.field_name = self, IndexedEntry, scheme.code
            self.filters[scheme.code] = facet

    @cached_property
    def asked(self) -> dict:
        """Parameter -> what it means; every name of `filters` is a key."""
        self.form.is_valid()
        return self.form.cleaned_data

    @cached_property
    def tsquery(self) -> str:
        return compile_query(parse(self.asked["q"]))

    @property
    def order(self) -> str:
        default = "relevance" if self.asked["q"] else "newest"
        sort = self.asked["sort"] or default
        return "newest" if sort == "relevance" and not self.asked["q"] else sort

    def rows(self, without: tuple[str, ...] = ()):
        """The rows of the projection that satisfy every filter but those named."""
        rows = self.queryset
        for name, each in self.filters.items():
            if name not in without:
                rows = each.filter(rows, self.asked[name])
        return rows

    def selected(self, scheme: Scheme) -> list[Concept]:
        value = self.asked[scheme.code]
        return [] if value is fields.Nothing else value

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words, order and page was asked for."""
        return any(value for name, value in self.asked.items() if name not in ("q", "sort", "page"))

    @cached_property
    def address(self) -> Address:
        """The address of what was understood and what was not, in one canonical order."""
        names = ["q", *(each.code for each in self.schemes), "year_from", "year_to"]
        names += ["evidence", "file", *self.find_names, "sort"]
        return Address(tuple((name, value) for name in names for value in self.values(name)))

    def values(self, name: str) -> list[str]:
        return fields.cleaned(self.data.getlist(name))

    @property
    def find_names(self) -> list[str]:
        return [f"find-{scheme.code}" for scheme in self.schemes]

    @cached_property
    def ignored(self) -> list[Ignored]:
        """Values that mean nothing, and parameters that nobody knows."""
        self.asked  # noqa: B018  (reading the form is what finds them)
        unread = [(n, v) for n, field in self.form.fields.items() for v in field.ignored]
        unread += [(name, ", ".join(self.values(name))) for name in self.unknown_names()]
        return [Ignored(n, self.title(n), v, self.address.removing(n, v).url) for n, v in unread]

    def title(self, name: str) -> str:
        """What people call a parameter; one that nobody knows is called as it was written."""
        return str(self.filters[name].label) if name in self.filters else name

    def unknown_names(self) -> Iterator[str]:
        known = {*self.filters, *self.find_names}
        return (name for name in self.data if name not in known)


def asked_concepts(schemes: list[Scheme], params: QueryDict) -> dict[str, dict[str, Concept]]:
    """Scheme code -> asked code -> the public concept it means now, merged ones followed."""
    codes = {scheme.code: fields.cleaned(params.getlist(scheme.code)) for scheme in schemes}
    wanted = [code for values in codes.values() for code in values]
    found: dict[str, dict[str, Concept]] = {}
    if not wanted:
        return found
    concepts = Concept.objects.filter(code__in=wanted)
    for concept in concepts.select_related("scheme", "successor").with_labels():
        meant = concept.successor if concept.status == Concept.Status.MERGED else concept
        if meant.is_public and concept.code in codes.get(concept.scheme.code, ()):
            found.setdefault(concept.scheme.code, {})[concept.code] = meant
    return found
