from django.db import models
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.files.inspection import Inspection
from documents.files.storage import BlobStorage, blob_name
from documents.models.entry import LANGUAGE_CODE
from wording import Messages, MessagesField


def blob_path(file: "File", filename: str) -> str:
    return blob_name(file.sha256)


class FileQuerySet(models.QuerySet["File"]):
    def damaged(self) -> "FileQuerySet":
        """Return those whose content is gone or another than what was uploaded."""
        return self.filter(fixity__in=File.DAMAGED)


class File(models.Model):
    """A file of an entry. Its number, and so its address, survives a replacement of its content."""

    class Extraction(models.TextChoices):
        PENDING = "pending", _("waiting for its text to be read")
        DONE = "done", _("text read")
        FAILED = "failed", _("text could not be read")
        NONE = "none", _("holds no text")

    class Fixity(models.TextChoices):
        """Whether the content is still what was uploaded."""

        SAME = "same", pgettext_lazy("file", "unchanged")
        CHANGED = "changed", _("no longer what was uploaded")
        MISSING = "missing", _("missing or unreadable")

    DAMAGED = (Fixity.CHANGED, Fixity.MISSING)

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Such as “Full guide” or “Annex 2”.")
    )
    language = models.CharField(_("language"), max_length=3, blank=True, validators=[LANGUAGE_CODE])
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    content = models.FileField(
        _("file"), storage=BlobStorage(), upload_to=blob_path, max_length=100
    )
    name = models.CharField(_("name"), max_length=150, editable=False)
    format = models.CharField(_("format"), max_length=10, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    cover = models.FileField(
        _("cover"), storage=BlobStorage(), max_length=100, default="", blank=True, editable=False
    )
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    text = models.TextField(_("text"), blank=True, editable=False)
    extraction = models.CharField(
        _("text"), max_length=8, choices=Extraction.choices, default=Extraction.PENDING,
        editable=False,
    )  # fmt: skip
    extraction_message = MessagesField(editable=False)
    fixity = models.CharField(
        _("condition"), max_length=8, choices=Fixity.choices, blank=True, editable=False
    )
    fixity_checked_at = models.DateTimeField(
        _("condition checked"), null=True, editable=False, db_index=True
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    changed_at = models.DateTimeField(pgettext_lazy("when", "changed"), auto_now=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="file_number_once")]

    def __str__(self):
        return self.title or self.name

    def save(self, *args, **kwargs):
        if self.number is None:
            self.number = self.entry.next_file_number()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("file", args=[self.entry.identifier, self.number, self.name])

    @property
    def is_damaged(self) -> bool:
        """Whether the content was found to be gone or another than what was uploaded."""
        return self.fixity in self.DAMAGED

    @property
    def is_there(self) -> bool:
        """Whether the content can be sent as what it is."""
        return not self.is_damaged and self.content.storage.exists(self.content.name or "")

    @property
    def has_text(self) -> bool:
        return self.extraction == self.Extraction.DONE

    @property
    def size_text(self) -> str:
        return filesizeformat(self.size)

    def describe(self, inspection: Inspection) -> None:
        """Take over what looking through new content has found; its text is yet to be read."""
        self.name, self.format = inspection.name, inspection.format.code
        self.size, self.sha256, self.pages = inspection.size, inspection.sha256, inspection.pages
        self.text = self.cover = self.fixity = ""
        self.extraction_message = Messages()
        self.fixity_checked_at = None
        extractable = inspection.format.extractable
        self.extraction = self.Extraction.PENDING if extractable else self.Extraction.NONE
