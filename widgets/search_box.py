"""Boxes of the admin that look for a row while somebody types, and forgive what is no row."""

from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect

LARGEST = 2**63 - 1


class Forgiving(AutocompleteMixin):
    """Shows a form again with whatever was sent: Django asks the database for any text as a key."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if is_key(each)], attr)


def is_key(value) -> bool:
    text = str(value)
    return text == "" or (text.isascii() and text.isdigit() and int(text) <= LARGEST)


class SearchBox(Forgiving, AutocompleteSelect):
    """A box for one row."""


class SearchBoxes:
    """For an admin, or rows within one: its `autocomplete_fields` get such a box."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchBox(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
