from django.contrib import admin

from taxonomy.admin.concept import FIELDS, ConceptAdmin
from taxonomy.models import Place, Scheme
from taxonomy.structure import PLACE


@admin.register(Place)
class PlaceAdmin(ConceptAdmin):
    list_display = ["label_text", "level", "code", "status"]
    list_filter = ["level", "status"]
    fields = (*FIELDS, "level", ("latitude", "longitude"), "geonames_id")

    def schemes(self):
        return Scheme.objects.filter(code=PLACE)

    def scheme_of(self, request, concept):
        return self.schemes().first()

    def get_search_results(self, request, queryset, search_term):
        """Find places, the largest first; in autocompletion only those that may be chosen."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        return found.usable() if "term" in request.GET else found, duplicates
