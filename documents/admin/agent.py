from django.contrib import admin

from documents.models import Agent


@admin.register(Agent)
class AgentAdmin(admin.ModelAdmin):
    list_display = ["name", "acronym", "type"]
    list_filter = ["type"]
    search_fields = ["name", "acronym"]
    show_facets = admin.ShowFacets.ALWAYS
