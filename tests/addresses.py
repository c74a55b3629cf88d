"""Every address of the site, so that a test can visit all of them and none is forgotten."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from documents.models import Entry, File, Revision, Suggestion
from taxonomy.models import Concept, Place, Scheme
from upkeep.letter import SIGNER


def names(patterns=None) -> Iterator[str]:
    """The names of all addresses but the admin's, which need a login."""
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and pattern.app_name != "admin":
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name


def admin_names() -> set[str]:
    """The names of all addresses of the admin; what has none only redirects."""
    found = get_resolver().url_patterns
    urls = next(each for each in walk(found) if getattr(each, "app_name", "") == "admin")
    return {f"admin:{each.name}" for each in walk(urls.url_patterns) if getattr(each, "name", "")}


def is_plain(name: str) -> bool:
    """Whether the address needs no arguments."""
    try:
        return bool(reverse(name))
    except NoReverseMatch:
        return False


def walk(patterns) -> Iterator[URLPattern | URLResolver]:
    for pattern in patterns:
        yield pattern
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns)


def arguments() -> dict[str, list[list]]:
    """Name -> the arguments of each of its addresses, for all that is in the database."""
    concepts = Concept.objects.exclude(scheme__code="place").select_related("scheme")
    files = File.objects.select_related("entry")
    return {
        "entry": [[entry.identifier] for entry in Entry.objects.all()],
        "file": [[file.entry.identifier, file.number, file.name] for file in files],
        "file_text": [[file.entry.identifier, file.number] for file in files],
        "file_cover": [[file.entry.identifier, file.number] for file in files],
        "versions": [[entry.identifier] for entry in Entry.objects.all()],
        "version": [
            [each.entry.identifier, each.version or each.number]
            for each in Revision.objects.select_related("entry")
        ],
        "search_export": [["csv"], ["xlsx"]],
        "suggestion": [[suggestion.token] for suggestion in Suggestion.objects.all()],
        "api_entry": [[entry.identifier] for entry in Entry.objects.all()],
        "invitation": [["forged"]],
        "password_reset_confirm": [["MQ", "forged"]],
        "upkeep_letter": [[SIGNER.sign(user.pk)] for user in User.objects.all()],
        "place": [[place.code] for place in Place.objects.all()],
        "scheme": [[scheme.code] for scheme in Scheme.objects.all()],
        "concept": [[concept.scheme.code, concept.code] for concept in concepts],
    }


def every_address() -> Iterator[str]:
    """All addresses in all interface languages; fails on a name that it has no arguments for."""
    known = arguments()
    for code, _name in settings.LANGUAGES:
        with override(code):
            for name in set(names()):
                yield from (reverse(name, args=args) for args in known.get(name, [[]]))


def body(response) -> str:
    """What an address answers with, text or not; workbooks unpacked."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as parts:
            content = b"".join(map(parts.read, parts.namelist()))
    return content.decode("utf-8", "replace")
