from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from documents.audience import Audience
from documents.files import cover
from documents.files.formats import BY_CODE
from documents.files.paragraphs import parts
from documents.files.ranges import file_response
from documents.identifier import number_in
from documents.models import Entry, File, Review
from documents.pages.remembering import remembered


@require_safe
def file(request, identifier: str, number: int, name: str):
    """Send a file. Only the number counts: an address with the name of older content redirects."""
    found = readable_file(request.user, identifier, number)
    if found.name != name:
        return redirect(found)
    if not found.is_there:
        return render(request, "errors/damaged.html", {"file": found}, status=404)
    return file_response(
        request,
        found.content,
        filename=found.name,
        media_type=BY_CODE[found.format].media_type,
        etag=found.sha256,
        modified=found.changed_at,
    )


@remembered
def file_text(request, identifier: str, number: int):
    """Show the words of a file without the file, some pages at a time: kind to slow connections."""
    found = readable_file(request.user, identifier, number)
    if not found.has_text:
        raise Http404
    portions = Paginator(parts(found.text, has_pages=bool(found.pages)), 1)
    portion = portions.get_page(request.GET.get("part"))
    return render(request, "file_text.html", {"file": found, "part": portion})


@require_safe
def file_cover(request, identifier: str, number: int):
    """Send a small picture of the first page."""
    found = readable_file(request.user, identifier, number)
    if not (found.cover and found.cover.storage.exists(found.cover.name or "")):
        raise Http404
    return file_response(
        request,
        found.cover,
        filename=f"{found.entry.identifier}-{number}.webp",
        media_type=cover.MEDIA_TYPE,
        etag=(found.cover.name or "").rpartition("/")[2],
        modified=found.changed_at,
    )


def readable_file(user, identifier: str, number: int) -> File:
    """Return the file by its entry's permanent identifier, if the user may read it; else 404."""
    entries = readable_entries(user).filter(pk=number_in(identifier))
    files = File.objects.select_related("entry__kind")
    found = get_object_or_404(files, entry__in=entries, number=number)
    if found.entry.identifier != identifier:
        raise Http404
    return found


def readable_entries(user):
    """Return the entries whose files the user may read.

    Besides what readers see, curators check the files of drafts, and reviewers those of what they
    were asked to read.
    """
    if user.has_perm("documents.view_entry"):
        return Entry.objects.all()
    readable = Entry.objects.readable_to(Audience.of(user))
    if user.has_perm("documents.review_entry"):
        asked = Review.objects.standing().filter(reviewer=user)
        readable |= Entry.objects.filter(pk__in=asked.values("entry"))
    return readable
