"""What undoing an import would do, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.admin.changes import part
from documents.admin.confirming import Part
from documents.changes import Outlook


def parts_of(what: Outlook) -> list[Part]:
    deleted = ngettext("%(number)s entry was entered by this import and will be deleted.",
                       "%(number)s entries were entered by this import and will be deleted.",
                       len(what.deleted))  # fmt: skip
    restored = ngettext("%(number)s entry was changed by it and will be as it was before.",
                        "%(number)s entries were changed by it and will be as they were before.",
                        len(what.restored))  # fmt: skip
    kept = ngettext("%(number)s entry stays as it is, for somebody has worked on it since.",
                    "%(number)s entries stay as they are, for somebody has worked on them since.",
                    len(what.kept))  # fmt: skip
    told = [(deleted, what.deleted), (restored, what.restored), (kept, what.kept)]
    parts = [part(text, ids) for text, ids in told if ids]
    return parts or [Part(_("There is nothing left to undo in any entry."))]
