"""The text and the cover of uploads, read by jobs that no request waits for."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from documents.files import cover
from documents.files.extraction import ExtractionFailed, extract
from documents.files.formats import BY_CODE
from documents.models import File
from documents.search.projection import project
from jobs.names import called
from wording import sentence

GONE = sentence("The text could not be read: the file is missing.")


@called(_("Read the text of a file"))
@task()
def read_text(file_id: int) -> None:
    """Read the text of a file and draw its cover; a file that cannot be read says so and harms
    nothing else."""
    file = File.objects.filter(pk=file_id, extraction=File.Extraction.PENDING).first()
    if file is None:
        return
    try:
        with file.content.open("rb") as content:
            extraction = extract(content, BY_CODE[file.format])
            picture = cover.draw(content, BY_CODE[file.format])
        found: dict[str, Any] = {
            "cover": picture,
            "text": extraction.text,
            "pages": extraction.pages or file.pages,
            "extraction": File.Extraction.DONE if extraction.text else File.Extraction.NONE,
            "language": file.language or extraction.language,
        }
    except (ExtractionFailed, OSError) as failure:
        message = getattr(failure, "message", GONE)
        found = {"extraction": File.Extraction.FAILED, "extraction_message": message}
    # Not when the content was replaced meanwhile: the new content has a job of its own.
    File.objects.filter(pk=file.pk, sha256=file.sha256).update(**found)
    project([file.entry_id])


def read_pending(entry) -> None:
    """Ask for the text of an entry's new files, in the transaction that adds them."""
    for file in entry.files.filter(extraction=File.Extraction.PENDING):
        read_text.enqueue(file.pk)
