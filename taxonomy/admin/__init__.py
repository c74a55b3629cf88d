"""Where organizers keep the vocabularies."""

from taxonomy.admin.concept import ConceptAdmin
from taxonomy.admin.place import PlaceAdmin
from taxonomy.admin.scheme import SchemeAdmin

__all__ = ["ConceptAdmin", "PlaceAdmin", "SchemeAdmin"]
