from django.contrib import admin
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _

from documents.admin.empty_rows import EmptyRows
from documents.models import Kind, SectionTemplate
from taxonomy.actions import concept_saved
from widgets.growing import LongLines


class SectionTemplateInline(EmptyRows, admin.StackedInline):
    model = SectionTemplate


@admin.register(Kind)
class KindAdmin(LongLines, admin.ModelAdmin):
    """What a kind of entry must hold. Its names are labels of its concept."""

    list_display = ["label_text", "code", "is_evidence"]
    fields = [
        "plural", "introduction", "is_evidence", "takes_findings", "tells_of_failure",
        "takes_references", "schemes", "required", "required_relations",
    ]  # fmt: skip
    inlines = [SectionTemplateInline]
    change_form_template = "admin/long_form.html"

    class Media:
        js = ["js/add-row.js"]

    @admin.display(description=_("kind of entry"), ordering="position")
    def label_text(self, kind):
        return str(kind)

    def get_queryset(self, request):
        return super().get_queryset(request).with_labels()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Show the few vocabularies as boxes that can be seen, and ticked without a script."""
        kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False  # a kind is a concept first: see docs/architecture.md

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        concept_saved(form.instance)
