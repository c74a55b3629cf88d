"""Short texts in several languages, kept in one JSON column: `{"en": "…", "es": "…"}`."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twg_repository.line_ends import with_one_line_end


def reading_order(language: str | None = None) -> list[str]:
    """Languages to try for a reader: theirs (default: the active one), then the site's."""
    wanted = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return list(dict.fromkeys([wanted, settings.LANGUAGE_CODE]))


def best_language(available: Iterable[str], language: str | None = None) -> str:
    """Which of the available languages a reader gets; empty when there is none."""
    available = list(available)
    for code in reading_order(language):
        if code in available:
            return code
    return available[0] if available else ""


class LocalizedText(dict):
    """Language -> text; as a string it is the text in the active language."""

    @property
    def language(self) -> str:
        return best_language(code for code, text in self.items() if text)

    def __str__(self) -> str:
        return self.get(self.language, "")

    def __bool__(self) -> bool:
        return any(self.values())

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.items())))


class LocalizedWidget(forms.MultiWidget):
    """One input per interface language, each with its name, `lang` and direction."""

    template_name = "admin/widgets/localized.html"

    def __init__(self, area: bool = False, attrs=None):
        widget = forms.Textarea if area else forms.TextInput
        extra = {"rows": 3, "cols": 60} if area else {"size": 60}
        widgets = {
            code: widget({"lang": code, "dir": "auto", "aria-label": name, **extra})
            for code, name in settings.LANGUAGES
        }
        super().__init__(widgets, attrs)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for widget, (_code, label) in zip(
            context["widget"]["subwidgets"], settings.LANGUAGES, strict=True
        ):
            widget["label"] = label
        return context


class LocalizedFormField(forms.MultiValueField):
    default_error_messages = {"required": _("Give at least the English text.")}

    def __init__(self, *, area=False, required=True, encoder=None, decoder=None, **kwargs):
        fields = [forms.CharField(required=False) for _language in settings.LANGUAGES]
        kwargs["widget"] = LocalizedWidget(area=area)
        super().__init__(fields, required=required, require_all_fields=False, **kwargs)

    def compress(self, values):
        codes = [code for code, _name in settings.LANGUAGES]
        if any(values or []) and not values[codes.index(settings.LANGUAGE_CODE)]:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        texts = map(with_one_line_end, values or [])
        return LocalizedText({c: v for c, v in zip(codes, texts, strict=False) if v})

    def has_changed(self, initial, data):
        return super().has_changed(initial or {}, data)


class LocalizedField(models.JSONField):
    """A column of texts per language; `area` asks for a larger box in forms."""

    def __init__(self, *args, area: bool = False, **kwargs):
        self.area = area
        kwargs.setdefault("default", LocalizedText)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"area": True} if self.area else {})

    def from_db_value(self, value, expression, connection):
        return LocalizedText(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value):
        return LocalizedText(value or {})

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        # Django would repeat a value whose default is a function in a hidden field, as one string.
        own = {"form_class": LocalizedFormField, "area": self.area, "show_hidden_initial": False}
        return models.Field.formfield(self, **own | kwargs)
