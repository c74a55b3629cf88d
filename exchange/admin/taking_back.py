"""Pages on which an import is undone or thrown away; both say first what that would do."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.admin.confirming import Part, confirm
from documents.changes import Outlook, outlook, sort_of, throw_away
from documents.history.touched import Touched
from documents.templatetags.readable import grouped
from exchange.admin.access import LIST, page_of, refuse, touched
from exchange.jobs import undo_import
from exchange.models import ImportRun

State = ImportRun.State


class TakingBack:
    """For the admin of imports."""

    def undo(self, request, pk: int):
        """Say what it would do, then do it."""
        run = touched(request, pk)
        refuse(run.state == State.APPLIED)
        if request.method == "POST":
            return self.begin(request, run, undo_import, State.UNDOING, request.user.pk)
        title = _("Undo the import of %(file)s") % {"file": run.name}
        submit, back = _("Undo the whole import"), page_of(run)
        return confirm(request, self.opts, title, parts_of(outlook(run)), submit, back)

    def discard(self, request, pk: int):
        """Say what goes, then let it go."""
        run = touched(request, pk)
        refuse(run.can_be_thrown_away)
        if request.method == "POST":
            return self.throw_away(request, run)
        title = _("Throw away the import of %(file)s") % {"file": run.name}
        parts = [Part(_("The file goes and what was found in it. No entry changes."))]
        return confirm(request, self.opts, title, parts, _("Throw away"), page_of(run))

    def throw_away(self, request, run: ImportRun):
        try:
            with transaction.atomic():
                self.log_deletions(request, [run])
                throw_away(sort_of(run, request.user))
        except ValidationError as error:
            return self.refused(request, run, error)
        text = _("The import of %(file)s was thrown away.")
        messages.success(request, text % {"file": run.name})
        return redirect(LIST)


def parts_of(what: Outlook) -> list[Part]:
    """What undoing would do, in sentences."""
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


def part(text: str, ids: list[int]) -> Part:
    return Part(text % {"number": grouped(len(ids))}, Touched.of(ids))
