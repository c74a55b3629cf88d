"""What every page knows of the site."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import (
    get_language,
    get_language_bidi,
    get_language_from_request,
    gettext,
    override,
)

from wording import languages


@dataclass(frozen=True)
class LanguageLink:
    """This page in another interface language."""

    code: str
    name: str
    url: str
    current: bool
    preferred: bool

    @property
    def direction(self) -> str:
        return languages.direction(self.code)

    @property
    def offer(self) -> str:
        """The invitation to read on in this language, said in it."""
        with override(self.code):
            # Translators: name your own language instead of English.
            return gettext("Read this page in English")


def site(request) -> dict:
    return {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "licence": settings.COLLECTION_LICENCE,
        "licence_url": settings.COLLECTION_LICENCE_URL,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "language_links": language_links(request),
    }


def language_links(request) -> list[LanguageLink]:
    """List the page in all languages; `preferred` is the one that the browser would rather have."""
    here, preferred = request.get_full_path(), get_language_from_request(request)
    return [
        LanguageLink(
            code, name, translate_url(here, code), code == get_language(), code == preferred
        )
        for code, name in settings.LANGUAGES
    ]
