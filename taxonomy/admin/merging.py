"""The page on which one concept is merged into another: what it touches, then into which."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from taxonomy import actions
from taxonomy.models import Concept
from taxonomy.signals import uses_wanted


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Concept.objects.none(), label=_("Merge into"),
        help_text=_(
            "Its entries, narrower concepts and labels move there; its address redirects. "
            "This cannot be undone."
        ),
    )  # fmt: skip

    def __init__(self, concept: Concept, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted = Concept.objects.filter(status=Concept.Status.ACCEPTED)
        others = accepted.filter(scheme=concept.scheme).exclude(pk=concept.pk)
        into = cast("forms.ModelChoiceField[Concept]", self.fields["into"])
        into.queryset = others.with_labels()


class Mergeable(admin.ModelAdmin[Concept]):
    """For an admin of concepts."""

    def get_urls(self) -> list[URLPattern]:
        merge = self.admin_site.admin_view(self.merge_view)
        name = f"taxonomy_{self.model._meta.model_name}_merge"
        return [path("<int:pk>/merge/", merge, name=name), *super().get_urls()]

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what it touches and ask what to merge into, then do it."""
        concept = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_change_permission(request, concept):
            raise PermissionDenied
        form = MergeForm(concept, request.POST or None)
        if form.is_valid() and self.merge(request, concept, form):
            return redirect("admin:taxonomy_concept_change", form.cleaned_data["into"].pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge “%(concept)s” into another concept") % {"concept": concept},
            "form": form,
            "concept": concept,
            "uses": uses_of(concept),
            "narrower": concept.narrower.with_labels(),
            "opts": Concept._meta,
        }
        return render(request, "admin/taxonomy/concept/merge.html", context)

    def merge(self, request: HttpRequest, concept: Concept, form: MergeForm) -> bool:
        into = form.cleaned_data["into"]
        try:
            with transaction.atomic():
                actions.merge(concept, into, request.user)
        except ValidationError as error:
            form.add_error("into", error)
            return False
        # In the form that Django puts into the language of whoever reads it.
        told = {"name": "successor", "object": into.code, "fields": ["status"]}
        self.log_change(request, concept, [{"changed": told}])
        text = _("“{}” is now a name of “{}”.")
        messages.success(request, format_html(str(text), concept, into))
        return True


def uses_of(concept: Concept) -> list[Any]:
    """Ask every app that uses the vocabularies what it has of the concept; one answer for each."""
    answers = uses_wanted.send(Concept, concept_ids=[concept.pk])
    return [uses for _receiver, uses in answers]
