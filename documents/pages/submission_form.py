"""The form with which anybody submits an entry."""

from typing import cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.audience import Audience
from documents.curation.duplicates import Duplicate, possible_duplicates
from documents.files.formats import accept_attribute, accepted_files
from documents.files.inspection import inspect
from documents.models import Entry, File, Identifier, Kind, Submission
from documents.models.identifier import FORMS
from wording import languages

DOI_ADDRESSES = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:")

NAME_LENGTH, WHO_LENGTH = (
    cast("CharField[str, str]", Submission._meta.get_field(name)).max_length
    for name in ("name", "who_knows")
)


class SubmissionForm(forms.ModelForm):
    """A few facts about the work, and who submits it; a member's account says the latter."""

    kind = forms.ModelChoiceField(
        Kind.objects.none(), label=gettext_lazy("What it is"), empty_label=None,
        widget=forms.RadioSelect,
    )  # fmt: skip
    url = forms.URLField(
        label=gettext_lazy("Where it can be read"), required=False, max_length=500,
        assume_scheme="https", widget=forms.URLInput({"dir": "ltr", "inputmode": "url"}),
        help_text=gettext_lazy("The address of its own page. If there is none, send a file."),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("Or a file"), required=False)
    unwritten = forms.BooleanField(
        label=gettext_lazy("Nobody has written about it yet"), required=False
    )
    who_knows = forms.CharField(
        label=gettext_lazy("Who knows about it"), required=False, max_length=WHO_LENGTH,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("A name, an organisation, a role: whom curators can ask. Only they "
                               "read this."),
    )  # fmt: skip
    doi = forms.CharField(
        label="DOI", required=False, max_length=200, widget=forms.TextInput({"dir": "ltr"}),
        help_text=gettext_lazy("If it has one, such as 10.1093/aje/kwr428."),
    )  # fmt: skip
    why = forms.CharField(
        label=gettext_lazy("Why it belongs here"), max_length=2000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("What a city can take from it. Only curators read this."),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=NAME_LENGTH,
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        help_text=gettext_lazy("We write to it about this suggestion and nothing else."),
    )  # fmt: skip
    no_duplicate = forms.BooleanField(
        label=gettext_lazy("It is none of these"), required=False, widget=forms.HiddenInput
    )
    # People do not see it; what fills it in is no person.
    website = forms.CharField(required=False, widget=forms.TextInput({"autocomplete": "off"}))

    class Meta:
        model = Entry
        fields = ["kind", "title", "issued"]
        widgets = {"title": forms.TextInput({"dir": "auto"})}

    order = ["kind", "title", "url", "file", "unwritten", "who_knows", "doi", "issued", "why",
             "name", "email"]  # fmt: skip

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.duplicates = user, []
        self.fields["kind"].queryset = Kind.objects.usable().with_labels()
        self.fields["file"].widget.attrs["accept"] = accept_attribute()
        self.fields["file"].help_text = accepted_files()
        if user.is_authenticated:
            for name in ("name", "email"):
                del self.fields[name]
        self.order_fields(self.order)

    @property
    def is_spam(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def clean_doi(self) -> str:
        doi = self.cleaned_data["doi"].strip()
        for address in DOI_ADDRESSES:
            doi = doi.removeprefix(address)
        if doi:
            FORMS[Identifier.Scheme.DOI](doi)
        return doi

    def clean_file(self) -> File | None:
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        file = File(content=upload)
        file.describe(inspect(upload, upload.name, settings.MAX_UPLOAD_BYTES))
        return file

    def clean(self):
        data = super().clean()
        self.ask_for_a_source(data)
        self.look_for_duplicates(data)
        return data

    def ask_for_a_source(self, data: dict) -> None:
        """Ask for something to read or, where nobody wrote about it, for somebody to ask."""
        if data.get("url") or data.get("file") or {"url", "file", "who_knows"} & set(self.errors):
            return
        if not data.get("unwritten"):
            self.add_error("url", _("Give its address, send a file, or tick that nobody has "
                                    "written about it yet."))  # fmt: skip
        elif not data.get("who_knows"):
            self.add_error("who_knows", _("Tell us who knows about it, so that we can ask."))

    def look_for_duplicates(self, data: dict) -> None:
        """Show once what may be the same; whoever says that it is not, goes on."""
        self.duplicates = visible_duplicates(
            self.user, data.get("title", ""), data.get("doi", ""), data.get("url", "")
        )
        if self.duplicates and not data.get("no_duplicate"):
            self.fields["no_duplicate"].widget = forms.CheckboxInput()
            raise ValidationError(_("It may be here already. Please look at the entries below."))

    def submission(self) -> Submission:
        """Return who submits, as far as known; not saved yet."""
        data, account = self.cleaned_data, self.user if self.user.is_authenticated else None
        return Submission(
            account=account,
            name=data.get("name") or name_of(account),
            email=data.get("email") or (account.email if account else ""),
            language=languages.active(),
            why=data["why"],
            who_knows=data["who_knows"] if data["unwritten"] else "",
        )


def name_of(account) -> str:
    return (account.get_full_name() or account.get_username())[:NAME_LENGTH]


def visible_duplicates(user, title: str, doi: str, url: str) -> list[Duplicate]:
    """Return what may be the same, of what the visitor may see; drafts are nobody's to learn of."""
    visible = Entry.objects.visible_to(Audience.of(user)).for_lists()
    return possible_duplicates(title[:300], doi[:200], url[:500], among=visible)
