"""What Django's admin lets an address ask for, and ours does not."""

from collections.abc import Iterator

from django.contrib.admin import ModelAdmin, SimpleListFilter

ENDINGS = {"exact", "in", "isnull", "gte", "gt", "lte", "lt", "year", "month", "day"}


class Guarded(ModelAdmin):
    """Mixed into every ModelAdmin that the site knows (`RepositorySite.register`)."""

    def lookup_allowed(self, lookup: str, value, request) -> bool:
        """Tell whether one of the list's own filters asks like this, or nothing of the model is
        asked for, which the list takes as a mistake.

        Django lets a list be filtered by any column of its model, `?password__regex=` included.
        """
        known = {"pk", *(each.name for each in self.model._meta.get_fields())}
        if lookup.partition("__")[0] not in known:
            return True
        own = {name for each in declared(self, request) for name in (each, *keys(self.model, each))}
        path, _, ending = lookup.rpartition("__")
        return lookup in own or (path in own and ending in ENDINGS)

    def get_view_on_site_url(self, obj=None) -> str | None:
        """Return the page of an object itself, not Django's address that sends on to any object."""
        if obj is None or not self.view_on_site:
            return None
        if callable(self.view_on_site):
            return self.view_on_site(obj)
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None


def declared(model_admin, request) -> Iterator[str]:
    """Yield the name or the path of columns that a list may be filtered by."""
    yield from ("pk", model_admin.model._meta.pk.name)
    if model_admin.date_hierarchy:
        yield model_admin.date_hierarchy
    for each in model_admin.get_list_filter(request):
        if isinstance(each, type) and issubclass(each, SimpleListFilter):
            yield str(each.parameter_name)
        else:
            yield each[0] if isinstance(each, tuple) else each


def keys(model, path: str) -> Iterator[str]:
    """Yield how filters name the key of a related row: `kind__id`, say."""
    if path in {field.name for field in model._meta.get_fields()}:
        related = model._meta.get_field(path).related_model
        if related:
            yield f"{path}__{related._meta.pk.name}"
