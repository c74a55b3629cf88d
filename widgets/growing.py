"""Boxes for one line that may be long, such as a title: they grow instead of hiding its end."""

from django import forms
from django.db import models

LONG = 200  # characters


class GrowingLine(forms.Textarea):
    """How it grows stands in static/css/admin.css. What was broken into lines is one line again."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 2, "cols": 90, "dir": "auto", "class": "growing"} | (attrs or {}))

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.splitlines()) if isinstance(value, str) else value


class LongLines:
    """For an admin, or rows within one: columns of long texts in one line get such a box."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        is_line = type(db_field) is models.CharField and not db_field.choices
        if is_line and (db_field.max_length or 0) >= LONG:
            kwargs.setdefault("widget", GrowingLine)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
