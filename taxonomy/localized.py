"""Short texts in several languages, kept in one JSON column: `{"en": "…", "es": "…"}`."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from widgets.growing import GrowingLine
from widgets.line_ends import with_one_line_end
from wording.languages import best_language

Languages = Iterable[tuple[str, StrOrPromise]]  # code and name


class LocalizedText(dict[str, str]):
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

    def __init__(
        self,
        area: bool = False,
        languages: Languages | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        self.languages = list(languages or settings.LANGUAGES)
        widget = forms.Textarea if area else GrowingLine
        extra = {"rows": 3, "cols": 60}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code: widget({"lang": code, "dir": "auto", "aria-label": name, **extra})
            for code, name in self.languages
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for widget, (_code, label) in zip(
            context["widget"]["subwidgets"], self.languages, strict=True
        ):
            widget["label"] = label
        return context


class LocalizedFormField(forms.MultiValueField):
    default_error_messages = {"required": _("Give at least the English text.")}

    def __init__(
        self, *, area: bool = False, languages: Languages | None = None,
        max_length: int | None = None, required: bool = True, encoder: Any = None,
        decoder: Any = None, **kwargs: Any
    ) -> None:  # fmt: skip
        self.languages = list(languages or settings.LANGUAGES)
        fields = [
            forms.CharField(required=False, max_length=max_length) for _language in self.languages
        ]
        kwargs["widget"] = LocalizedWidget(area, self.languages)
        super().__init__(fields, required=required, require_all_fields=False, **kwargs)

    def compress(self, values: list[str] | None) -> Any:
        codes = [code for code, _name in self.languages]
        english = values[codes.index(settings.LANGUAGE_CODE)] if values else ""
        if (self.required or any(values or [])) and not english:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        texts = map(with_one_line_end, values or [])
        return LocalizedText({c: v for c, v in zip(codes, texts, strict=False) if v})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial or {}, data)


class LocalizedField(models.JSONField):
    """A column of texts per language; `area` asks for a larger box in forms."""

    def __init__(self, *args: Any, area: bool = False, **kwargs: Any) -> None:
        self.area = area
        kwargs.setdefault("default", LocalizedText)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"area": True} if self.area else {})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalizedText:
        return LocalizedText(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> LocalizedText:
        return LocalizedText(value or {})

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)
        # Django would repeat a value whose default is a function in a hidden field, as one string.
        own: dict[str, Any] = {
            "form_class": LocalizedFormField,
            "area": self.area,
            "show_hidden_initial": False,
        }
        return models.Field.formfield(self, **own | kwargs)
