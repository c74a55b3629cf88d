"""Curation of entries: the list, the form, and the steps from draft to tombstone."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from documents.admin import concept_fields, section_fields
from documents.admin import evidence as evidence_pages
from documents.admin import workflow as workflow_pages
from documents.admin.bulk import change_many, for_whom
from documents.admin.entry_form import form_for
from documents.admin.evidence.ways import ways
from documents.admin.filters import GoalFilter, LanguageFilter, MissingFilter, UpkeepFilter
from documents.admin.inlines import INLINES
from documents.audience import Audience
from documents.curation.evidence.two_readers import can_see
from documents.extracting import read_pending
from documents.history import actions
from documents.history.differences import history
from documents.history.requirements import gap_names, missing, with_gaps
from documents.models import Entry, Kind
from documents.pages.entry import EntryPage
from widgets.growing import LongLines

WORK = (
    "issued", "csl_type", "container_title", ("volume", "issue", "page"),
    ("period_start", "period_end"), "rights",
)  # fmt: skip
TEXTS = (("title", "title_language"), "takeaway", "summary", "text_language")
ACCESS = ("access", "embargo_until")
PROVENANCE = (("found_by", "found_in", "found_on"), ("verified_on", "review_due"))


class Incomplete(Exception):
    """A published entry would no longer satisfy its kind; carries field -> message."""

    def __init__(self, messages: dict[str, str]):
        super().__init__(messages)
        self.messages = messages


@admin.register(Entry)
class EntryAdmin(LongLines, admin.ModelAdmin):
    list_display = ["identifier", "title", "state", "kind_label", "gaps", "changed"]
    list_display_links = ["identifier", "title"]
    list_filter = ["state", ("kind", admin.RelatedOnlyFieldListFilter), GoalFilter, MissingFilter,
                   UpkeepFilter, "access", ("title_language", LanguageFilter)]  # fmt: skip
    search_fields = ["title", "takeaway", "translations__title", "identifiers__value"]
    search_help_text = gettext_lazy("Title, takeaway, DOI, ISBN or an identifier such as TWG-0012")
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "changed_at"
    list_per_page = 50
    inlines = INLINES
    save_on_top = True
    add_form_template = change_form_template = "admin/documents/entry/change_form.html"
    actions = [change_many]

    class Media:
        js = ["js/word-count.js", "js/search-labels.js", "js/add-row.js"]

    # -- The list ----------------------------------------------------------------------------

    def get_actions(self, request):
        return for_whom(super().get_actions(request), request.user)

    def get_queryset(self, request):
        labelled = Prefetch("kind", Kind.objects.with_labels())
        return with_gaps(super().get_queryset(request)).prefetch_related(labelled)

    def get_search_results(self, request, queryset, search_term):
        """Find identifiers too; leave to some fields only published or readable entries."""
        if "published" in request.GET:
            queryset = queryset.published()
        if "readable" in request.GET:
            queryset = queryset.filter(state__in=Entry.READABLE)
        found, duplicates = super().get_search_results(request, queryset, search_term)
        digits = search_term.upper().strip().removeprefix("TWG-")
        if digits.isascii() and digits.isdigit() and len(digits) < 10:
            found |= queryset.filter(pk=int(digits))
        return found, duplicates

    @admin.display(description=gettext_lazy("identifier"), ordering="pk")
    def identifier(self, entry):
        return entry.identifier

    @admin.display(description=gettext_lazy("kind"), ordering="kind__position")
    def kind_label(self, entry):
        return str(entry.kind)

    @admin.display(description=gettext_lazy("needed for publication"))
    def gaps(self, entry):
        return pgettext("between the items of a list", ", ").join(gap_names(entry)) or "–"

    @admin.display(description=pgettext_lazy("when", "changed"), ordering="changed_at")
    def changed(self, entry):
        return date_format(timezone.localtime(entry.changed_at), "DATE_FORMAT")

    # -- The form ----------------------------------------------------------------------------

    def get_object(self, request, object_id, from_field=None):
        """Lock what is about to be written before it is read, so that of two savers one is told."""
        entry = super().get_object(request, object_id, from_field)
        if entry and request.method == "POST" and connection.in_atomic_block:
            Entry.objects.select_for_update().get(pk=entry.pk)
            entry = super().get_object(request, object_id, from_field)
        return entry

    def kind_of(self, request, entry: Entry | None) -> Kind | None:
        """Return the kind of the entry, or the one chosen in the address for a new one."""
        if entry:
            return entry.kind
        return Kind.objects.usable().filter(code=request.GET.get("kind", "")).first()

    def add_view(self, request, form_url="", extra_context=None):
        """Ask for the kind of a new entry first, for the kind decides on the form."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if self.kind_of(request, None) is None:
            kinds = Kind.objects.usable().with_labels()
            context = {**self.admin_site.each_context(request), "kinds": kinds, "opts": self.opts}
            context["title"] = _("What do you want to add?")
            return render(request, "admin/documents/entry/choose_kind.html", context)
        return super().add_view(request, form_url, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Save, unless a published entry would become incomplete.

        Then nothing is written and the form comes back as it was sent, with what is missing said at
        its fields.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Incomplete as incomplete:
            request.incomplete = incomplete.messages
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Show the form with the ways to the evidence, for who has to do with it."""
        context["evidence_ways"] = ways(obj, request.user) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        incomplete = getattr(request, "incomplete", {})
        kwargs["form"] = form_for(self.kind_of(request, obj), incomplete)
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        kind = self.kind_of(request, obj)
        concepts = [concept_fields.field_name(each) for each in concept_fields.schemes_for(kind)]
        sections = [section_fields.field_name(each) for each in kind.section_templates.all()]
        return [
            (None, {"fields": (*TEXTS, *note_of(obj), "opened_version")}),
            (_("Concepts"), {"fields": concepts}),
            (_("Sections: %(kind)s") % {"kind": kind}, {"fields": sections}),
            (_("The work"), {"fields": WORK}),
            (_("Access"), {"fields": ACCESS}),
            (_("Provenance and upkeep"), {"fields": PROVENANCE}),
        ]

    def save_form(self, request, form, change):
        entry = super().save_form(request, form, change)
        form.changed_at = entry.changed_at
        if not change:
            entry.kind, entry.entered_by = self.kind_of(request, None), request.user
        return entry

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        entry = form.instance
        if entry.is_readable and (lacking := missing(entry)):
            raise Incomplete({each.field: each.message for each in lacking})
        read_pending(entry)
        note = form.cleaned_data.get("change_note", "")
        if actions.entry_saved(entry, request.user, note) is None and change:
            # What is saved as it was did not change; readers and search engines go by the date.
            Entry.objects.filter(pk=entry.pk).update(changed_at=form.changed_at)

    def construct_change_message(self, request, form, formsets, add=False):
        return []  # the history tells what changed, field by field

    def has_delete_permission(self, request, obj=None):
        """Allow to delete only what was neither published nor given to reviewers.

        What was published is withdrawn and leaves a tombstone.
        """
        stays = obj and (obj.published_at or obj.reviews.exists())
        return super().has_delete_permission(request, obj) and not stays

    # -- Publishing --------------------------------------------------------------------------

    def response_add(self, request, obj, post_url_continue=None):
        return self.publish_if_asked(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self.publish_if_asked(request, obj) or super().response_change(request, obj)

    def publish_if_asked(self, request, entry: Entry):
        """Go on, after “Save and publish”, to the page that publishes or says what is missing."""
        if "_publish" not in request.POST:
            return None
        return redirect("admin:documents_entry_step", entry.pk, "publish")

    def view_on_site(self, entry: Entry) -> str:
        """Link the page at its address, or its tombstone; else the preview.

        What nobody reads at its address yet has a preview, which whoever may see the entry in the
        admin may see too.
        """
        is_there = entry.is_readable or entry.is_withdrawn
        if is_there and not entry.is_under_embargo:
            return entry.get_absolute_url()
        return reverse("admin:documents_entry_preview", args=[entry.pk])

    # -- Pages beside the form ---------------------------------------------------------------

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", wrap(self.preview), name="documents_entry_preview"),
            *workflow_pages.urls(self.admin_site),
            *evidence_pages.urls(self.admin_site),
            *super().get_urls(),
        ]

    def preview(self, request, pk: int):
        """Show the page as a visitor would see it if the entry were published now."""
        entry = get_object_or_404(Entry, pk=pk)
        if not (self.has_view_permission(request, entry) or can_see(entry, request.user)):
            raise PermissionDenied
        page = EntryPage(entry, Audience.PUBLIC)
        response = render(request, "entry.html", {"page": page, "is_preview": True})
        response["Cache-Control"] = "private, no-store"
        return response

    def history_view(self, request, object_id, extra_context=None):
        """Show every revision with its differences, newest first."""
        entry = self.get_object(request, object_id)
        if entry is None:
            raise Http404
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        revisions = list(entry.revisions.select_related("actor"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(entry)s") % {"entry": entry.identifier},
            "steps": history(entry, revisions),
            "original": entry,
            "opts": self.opts,
        }
        return render(request, "admin/documents/entry/history.html", context)


def note_of(entry: Entry | None) -> tuple[str, ...]:
    """Return the field for what readers are told, where they have the entry already."""
    return ("change_note",) if entry and entry.is_readable else ()
