from django.contrib import admin

from documents.models import Agent
from documents.search.projection import project
from widgets.growing import LongLines


@admin.register(Agent)
class AgentAdmin(LongLines, admin.ModelAdmin):
    list_display = ["name", "acronym", "type"]
    list_filter = ["type"]
    search_fields = ["name", "acronym"]
    show_facets = admin.ShowFacets.ALWAYS

    def save_related(self, request, form, formsets, change):
        """Update the search, which knows entries by the names of their creators."""
        super().save_related(request, form, formsets, change)
        project(form.instance.contributions.values_list("entry_id", flat=True))
