"""Where organizers keep the vocabularies."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taxonomy import actions, hierarchy
from taxonomy.models import Concept, Label, Place, Scheme
from taxonomy.structure import KIND, PLACE


@admin.register(Scheme)
class SchemeAdmin(admin.ModelAdmin):
    list_display = ["title_text", "code", "is_facet", "position"]
    search_fields = ["code", "title"]

    @admin.display(description=_("title"), ordering="code")
    def title_text(self, scheme):
        return str(scheme)

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []


class LabelInline(admin.TabularInline):
    model = Label
    extra = 1


class ConceptForm(forms.ModelForm):
    def clean_broader(self):
        broader, concept = self.cleaned_data["broader"], self.instance
        for each in broader:
            if each.scheme_id != self.scheme_id():
                raise ValidationError(_("A broader concept stands in the same vocabulary."))
            if concept.pk and hierarchy.would_cycle(concept, each):
                raise ValidationError(
                    _("“%(broader)s” stands below this concept already."),
                    params={"broader": each},
                )
        return broader

    def scheme_id(self) -> int | None:
        scheme = self.cleaned_data.get("scheme")
        return self.instance.scheme_id or (scheme and scheme.pk)


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Concept.objects.none(), label=_("Merge into"),
        help_text=_(
            "Its entries, narrower concepts and labels move there; its address redirects. "
            "This cannot be undone."
        ),
    )  # fmt: skip

    def __init__(self, concept: Concept, *args, **kwargs):
        super().__init__(*args, **kwargs)
        accepted = Concept.objects.filter(status=Concept.Status.ACCEPTED)
        others = accepted.filter(scheme=concept.scheme).exclude(pk=concept.pk)
        self.fields["into"].queryset = others.with_labels()


@admin.register(Concept)
class ConceptAdmin(admin.ModelAdmin):
    form = ConceptForm
    list_display = ["label_text", "scheme", "code", "status"]
    list_filter = ["scheme", "status"]
    list_select_related = ["scheme"]
    search_fields = ["code", "labels__text"]
    autocomplete_fields = ["broader", "successor"]
    inlines = [LabelInline]
    show_facets = admin.ShowFacets.ALWAYS
    change_form_template = "admin/taxonomy/concept/change_form.html"

    @admin.display(description=_("concept"), ordering="code")
    def label_text(self, concept):
        return str(concept)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("scheme").with_labels()

    def get_readonly_fields(self, request, obj=None):
        return ["scheme", "code"] if obj else []

    def has_change_permission(self, request, obj=None):
        """What was merged away stays as it is: its address redirects."""
        merged = obj is not None and obj.status == Concept.Status.MERGED
        return super().has_change_permission(request, obj) and not merged

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """Merging is an action with consequences, not a word in a list."""
        if db_field.name == "status":
            choices = [c for c in Concept.Status.choices if c[0] != Concept.Status.MERGED]
            kwargs["choices"] = choices
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "scheme":
            kwargs["queryset"] = self.schemes()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def schemes(self):
        """Places and kinds of entry are made of more than a concept and have forms of their own."""
        return Scheme.objects.exclude(code__in=[PLACE, KIND])

    def get_search_results(self, request, queryset, search_term):
        """Labels in any language count; the entry form asks for one vocabulary at a time."""
        if scheme := request.GET.get("scheme"):
            queryset = queryset.usable().filter(scheme__code=scheme)
        for word in search_term.split():
            queryset = queryset.labelled(word) | queryset.filter(code__icontains=word)
        return queryset, False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        actions.concept_saved(form.instance)

    def get_urls(self):
        merge = self.admin_site.admin_view(self.merge_view)
        name = f"taxonomy_{self.model._meta.model_name}_merge"
        return [path("<int:pk>/merge/", merge, name=name), *super().get_urls()]

    def merge_view(self, request, pk: int):
        """Ask what to merge into, then do it."""
        concept = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, concept):
            raise PermissionDenied
        form = MergeForm(concept, request.POST or None)
        if form.is_valid() and self.merge(request, concept, form):
            return redirect(
                reverse("admin:taxonomy_concept_change", args=[form.cleaned_data["into"].pk])
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge “%(concept)s” into another concept") % {"concept": concept},
            "form": form,
            "concept": concept,
            "opts": Concept._meta,
        }
        return render(request, "admin/taxonomy/concept/merge.html", context)

    def merge(self, request, concept: Concept, form: MergeForm) -> bool:
        into = form.cleaned_data["into"]
        try:
            with transaction.atomic():
                actions.merge(concept, into, request.user)
        except ValidationError as error:
            form.add_error("into", error)
            return False
        self.log_change(request, concept, gettext("Merged into %(concept)s") % {"concept": into})
        text = _("“{}” is now a name of “{}”.")
        messages.success(request, format_html(str(text), concept, into))
        return True


@admin.register(Place)
class PlaceAdmin(ConceptAdmin):
    list_display = ["label_text", "level", "code", "status"]
    list_filter = ["level", "status"]

    def schemes(self):
        return Scheme.objects.filter(code=PLACE)

    def get_changeform_initial_data(self, request):
        return {"scheme": Scheme.objects.get(code=PLACE).pk}

    def get_search_results(self, request, queryset, search_term):
        """The larger the place the earlier it comes; what may be chosen only."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        return found.usable() if "term" in request.GET else found, duplicates
