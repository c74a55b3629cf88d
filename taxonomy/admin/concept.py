from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taxonomy import actions
from taxonomy.admin.concept_form import ConceptForm, form_for
from taxonomy.admin.label_fields import ALTERNATIVE, PREFERRED
from taxonomy.admin.merging import Mergeable
from taxonomy.models import Concept, Label, Scheme
from taxonomy.models.concept import ConceptQuerySet
from taxonomy.structure import KIND, PLACE
from widgets.growing import LongLines

FIELDS: tuple[str | tuple[str, ...], ...] = (
    "scheme", "code", PREFERRED, ALTERNATIVE, "definition", "scope_note", "broader", "status",
    "successor", "source", "position",
)  # fmt: skip


@admin.register(Concept)
class ConceptAdmin(Mergeable, LongLines, admin.ModelAdmin[Concept]):
    form = ConceptForm
    fields = FIELDS
    list_display = ["label_text", "scheme", "code", "status"]
    list_filter = ["scheme", "status"]
    list_select_related = ["scheme"]
    search_fields = ["code", "labels__text"]
    show_facets = admin.ShowFacets.ALWAYS
    change_form_template = "admin/taxonomy/concept/change_form.html"

    class Media:
        js = ["js/search-labels.js"]

    @admin.display(description=gettext_lazy("concept"), ordering="code")
    def label_text(self, concept: Concept) -> str:
        return str(concept)

    # What stands in the form's fields of these names, for those who may only read.

    @admin.display(description=gettext_lazy("Preferred labels"))
    def preferred_labels(self, concept: Concept) -> str:
        return named(concept, Label.Kind.PREFERRED)

    @admin.display(description=gettext_lazy("Alternative labels"))
    def alternative_labels(self, concept: Concept) -> str:
        return named(concept, Label.Kind.ALTERNATIVE)

    def get_queryset(self, request: HttpRequest) -> ConceptQuerySet[Concept]:
        concepts = cast("ConceptQuerySet[Concept]", super().get_queryset(request))
        return concepts.select_related("scheme").with_labels()

    def get_readonly_fields(self, request: HttpRequest, obj: Concept | None = None) -> list[str]:
        return ["scheme", "code"] if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Concept | None = None) -> bool:
        """Refuse changes of concepts that were merged away: their addresses redirect."""
        merged = obj is not None and obj.status == Concept.Status.MERGED
        return super().has_change_permission(request, obj) and not merged

    def schemes(self) -> QuerySet[Scheme]:
        """Leave out places and kinds of entry: they have more columns, and forms of their own."""
        return Scheme.objects.exclude(code__in=[PLACE, KIND])

    def scheme_of(self, request: HttpRequest, concept: Concept | None) -> Scheme | None:
        """Return the vocabulary of the concept, or the one chosen in the address for a new one."""
        if concept:
            return concept.scheme
        return self.schemes().filter(code=request.GET.get("scheme", "")).first()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Ask for the vocabulary of a new concept first: its concepts are offered as neighbours."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if self.scheme_of(request, None) is None:
            context = {**self.admin_site.each_context(request), "opts": self.opts}
            context |= {"schemes": self.schemes(), "title": _("Which vocabulary is it for?")}
            return render(request, "admin/taxonomy/concept/choose_scheme.html", context)
        return super().add_view(request, form_url, extra_context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"scheme": self.scheme_of(request, None)}

    def get_form(
        self, request: HttpRequest, obj: Concept | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = form_for(self.scheme_of(request, obj), obj)
        return super().get_form(request, obj, change, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave out the status “merged”: merging has consequences, and is no word in a list."""
        if db_field.name == "status":
            choices = [c for c in Concept.Status.choices if c[0] != Concept.Status.MERGED]
            kwargs["choices"] = choices
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer only the vocabulary that was chosen on the page before."""
        if db_field.name == "scheme":
            chosen = self.scheme_of(request, None)
            kwargs |= {"queryset": Scheme.objects.filter(pk=chosen.pk if chosen else 0)}
            kwargs |= {"empty_label": None}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Search labels in any language; forms ask for one vocabulary at a time."""
        if scheme := request.GET.get("scheme"):
            queryset = queryset.usable().filter(scheme__code=scheme)
        for word in search_term.split():
            queryset = queryset.labelled(word) | queryset.filter(code__icontains=word)
        return queryset, False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        actions.concept_saved(form.instance)


def named(concept: Concept, kind: str) -> str:
    own = [each for each in concept.labels.all() if each.kind == kind]
    return " · ".join(f"{each.language}: {each.text}" for each in own)
