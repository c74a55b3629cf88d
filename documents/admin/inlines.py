"""The rows that belong to an entry, edited with it."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.admin.empty_rows import EmptyRows
from documents.files.formats import accept_attribute, accepted_files
from documents.files.inspection import inspect
from documents.models import (
    Contribution,
    EntryPlace,
    File,
    Identifier,
    Link,
    Relation,
    Translation,
)
from widgets.growing import LongLines
from widgets.line_ends import OneLineEnd
from widgets.search_box import SearchBoxes


class FileForm(forms.ModelForm):
    """An upload is looked through before anything is kept of it."""

    content = forms.FileField(label=_("File"), widget=forms.FileInput)

    class Meta:
        model = File
        fields = ["content", "title", "language", "licence"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        content = self.fields["content"]
        content.required = not self.instance.pk
        content.widget.attrs["accept"] = accept_attribute()
        content.help_text = accepted_files()

    def clean_content(self):
        upload = self.cleaned_data["content"]
        if isinstance(upload, UploadedFile):
            self.instance.describe(inspect(upload, upload.name, settings.MAX_UPLOAD_BYTES))
        return upload


class FileInline(LongLines, EmptyRows, admin.StackedInline):
    model = File
    form = FileForm
    readonly_fields = ["facts"]
    fields = ["content", "facts", ("title", "language", "licence")]

    def view_on_site(self, file: File) -> str:
        return file.get_absolute_url()

    @admin.display(description=_("Now"))
    def facts(self, file):
        """Say what is known of the content, and how reading its text went."""
        if not file.pk:
            return "–"
        state = file.extraction_message or file.get_extraction_display()
        return format_html(
            '<a href="{}" dir="auto">{}</a> · {} · SHA-256 {}… · {}{}',
            file.get_absolute_url(), file.name, file.size_text, file.sha256[:12], state,
            condition(file),
        )  # fmt: skip


def condition(file: File) -> str:
    """Say whether the content is still what was uploaded, as far as it was looked at."""
    if not file.fixity_checked_at:
        return ""
    day = date_format(timezone.localtime(file.fixity_checked_at), "DATE_FORMAT")
    return f" · {file.get_fixity_display()} ({day})"


class NamedFields(forms.models.BaseInlineFormSet):
    """In a table no field has a label to be seen: each carries its name for those who listen."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                widget = getattr(field.widget, "widget", field.widget)  # within one with buttons
                widget.attrs["aria-label"] = str(field.label)


class TableRow(SearchBoxes, LongLines, EmptyRows, admin.TabularInline):
    formset = NamedFields


class LinkForm(forms.ModelForm):
    url = forms.URLField(
        label=pgettext_lazy("web", "Address"), max_length=500, assume_scheme="https",
        widget=forms.URLInput({"size": 60, "dir": "ltr"}),
        help_text=Link._meta.get_field("url").help_text,
    )  # fmt: skip

    class Meta:
        model = Link
        fields = ["url", "title"]


class LinkInline(TableRow):
    model = Link
    form = LinkForm
    fields = ["url", "title", "last_check"]
    readonly_fields = ["last_check"]

    @admin.display(description=_("Last check"))
    def last_check(self, link):
        """Say when it was last tried, and what became of it."""
        if not link.checked_at:
            return _("not yet")
        day = date_format(timezone.localtime(link.checked_at), "DATE_FORMAT")
        return f"{day}: {link.get_check_result_display()}"


class PlaceInline(TableRow):
    model = EntryPlace
    autocomplete_fields = ["place"]


class ContributionInline(TableRow):
    model = Contribution
    autocomplete_fields = ["agent"]


class IdentifierInline(TableRow):
    model = Identifier


class RelationInline(TableRow):
    model = Relation
    fk_name = "source"
    autocomplete_fields = ["target"]
    verbose_name_plural = _("relations: this entry …")


class TranslationForm(OneLineEnd, forms.ModelForm):
    """Titles and texts in another language."""


class TranslationInline(LongLines, EmptyRows, admin.StackedInline):
    model = Translation
    form = TranslationForm


INLINES = [
    FileInline,
    LinkInline,
    PlaceInline,
    ContributionInline,
    IdentifierInline,
    RelationInline,
    TranslationInline,
]
