"""What every page knows of the site."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_bidi


@dataclass(frozen=True)
class LanguageLink:
    """This page in another interface language."""

    code: str
    name: str
    url: str
    current: bool


def site(request) -> dict:
    return {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "language_links": language_links(request),
    }


def language_links(request) -> list[LanguageLink]:
    here = request.get_full_path()
    return [
        LanguageLink(code, name, translate_url(here, code), code == get_language())
        for code, name in settings.LANGUAGES
    ]
