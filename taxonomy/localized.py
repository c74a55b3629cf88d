"""Short texts in several languages, kept in one JSON column: `{"en": "…", "es": "…"}`."""

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from widgets.growing import GrowingLine
from widgets.line_ends import with_one_line_end
from wording.languages import best_language


class LocalizedText(dict):
    """Language -> text; as a string it is the text in the active language."""

    @property
    def language(self) -> str:
        return best_language(code for code, text in self.items() if text)

    def __str__(self) -> str:
        return self.get(self.language, "")

    def __bool__(self) -> bool:
        return any(self.values())

    def __hash__(self) -> int:  # type: ignore[override]  # a value: it is replaced, not changed
        return hash(tuple(sorted(self.items())))


class LocalizedWidget(forms.MultiWidget):
    """One input per language (default: those of the interface), each with its name, `lang` and
    direction. `languages` are pairs of code and name."""

    template_name = "admin/widgets/localized.html"

    def __init__(self, area: bool = False, languages=None, attrs=None):
        self.languages = list(languages or settings.LANGUAGES)
        widget = forms.Textarea if area else GrowingLine
        extra = {"rows": 3, "cols": 60}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code: widget({"lang": code, "dir": "auto", "aria-label": name, **extra})
            for code, name in self.languages
        }
        super().__init__(widgets, attrs)

    def decompress(self, value):
        return [(value or {}).get(code, "") for code, _name in self.languages]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for widget, (_code, label) in zip(
            context["widget"]["subwidgets"], self.languages, strict=True
        ):
            widget["label"] = label
        return context


class LocalizedFormField(forms.MultiValueField):
    default_error_messages = {"required": _("Give at least the English text.")}

    def __init__(
        self, *, area=False, languages=None, max_length=None, required=True, encoder=None,
        decoder=None, **kwargs
    ):  # fmt: skip
        self.languages = list(languages or settings.LANGUAGES)
        fields = [
            forms.CharField(required=False, max_length=max_length) for _language in self.languages
        ]
        kwargs["widget"] = LocalizedWidget(area, self.languages)
        super().__init__(fields, required=required, require_all_fields=False, **kwargs)

    def compress(self, values):
        codes = [code for code, _name in self.languages]
        english = values[codes.index(settings.LANGUAGE_CODE)] if values else ""
        if (self.required or any(values or [])) and not english:
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
