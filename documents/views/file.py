from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from documents.audience import Audience
from documents.files.formats import BY_CODE
from documents.files.ranges import file_response
from documents.models import Entry, File
from documents.models.entry import number_in


@require_safe
def file(request, identifier: str, number: int, name: str):
    """A download. Only the number counts: an address with the name of older content redirects."""
    readable = readable_entries(request.user).filter(pk=number_in(identifier))
    files = File.objects.select_related("entry")
    found = get_object_or_404(files, entry__in=readable, number=number)
    if found.entry.identifier != identifier:
        raise Http404
    if found.name != name:
        return redirect(found)
    return file_response(
        request,
        found.content.path,
        filename=found.name,
        media_type=BY_CODE[found.format].media_type,
        etag=found.sha256,
        modified=found.changed_at,
    )


def readable_entries(user):
    """What the user may see as a reader; curators check the files of drafts too."""
    if user.has_perm("documents.view_entry"):
        return Entry.objects.all()
    return Entry.objects.visible_to(Audience.of(user))
