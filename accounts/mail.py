"""Letters to people: plain text, in the reader's language, each saying why it came."""

from typing import cast

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context
from django.template.backends.django import Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import get_language
from django_stubs_ext import StrOrPromise

from accounts.models import Profile


def absolute(path: str) -> str:
    """Make the whole address of a page, for a letter."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def language_of(to) -> str:
    """Return an account's own language; for an address the one that is active.

    Whoever writes makes the addresses of pages in it: `translation.override(language_of(to))`.
    """
    return get_language() if isinstance(to, str) else Profile.language_of(to)


def send(to, subject: StrOrPromise, template: str, context: dict, reason: StrOrPromise) -> None:
    """Render a template of plain text and send it to an account, or to an address.

    An account gets it in its own language, an address in the language that is active.
    """
    with translation.override(language_of(to)):
        found = cast("Template", get_template(template))
        text = found.template.render(Context(context, autoescape=False))
        letter = f"{text.strip()}\n\n-- \n{reason}\n{settings.SITE_NAME}: {settings.SITE_URL}\n"
        # A subject is one line, whatever stands in a title.
        line = " ".join(str(subject).split())
    send_mail(line, letter, None, [to if isinstance(to, str) else to.email])
