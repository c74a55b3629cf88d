"""Search boxes for the concepts of one vocabulary, in any language."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from taxonomy.models import Scheme
from widgets.search_box import Forgiving


class InOneScheme(Forgiving):
    """`field` is the model's field that holds what is found."""

    def __init__(self, field: Any, scheme: Scheme) -> None:
        super().__init__(field, admin.site)
        self.scheme = scheme

    def get_url(self) -> str:
        return f"{super().get_url()}?scheme={self.scheme.code}"


class ConceptSearch(InOneScheme, AutocompleteSelect):
    """For one concept."""


class ConceptsSearch(InOneScheme, AutocompleteSelectMultiple):
    """For several concepts."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Leave out the cross that empties the box: a list may hold no such thing."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return attrs | {"data-allow-clear": "false"}
