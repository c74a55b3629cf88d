"""Letters to people: plain text, in the reader's language, each saying why it came."""

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import get_language

from accounts.models import Profile


def absolute(path: str) -> str:
    """The whole address of a page, for a letter."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def send(to, subject: str, template: str, context: dict, reason: str) -> None:
    """Render a template of plain text and send it to an account, or to an address.

    An account gets it in its own language, an address in the language that is active.
    """
    is_address = isinstance(to, str)
    with translation.override(get_language() if is_address else Profile.language_of(to)):
        text = get_template(template).template.render(Context(context, autoescape=False))
        letter = f"{text.strip()}\n\n-- \n{reason}\n{settings.SITE_NAME}: {settings.SITE_URL}\n"
        # A subject is one line, whatever stands in a title.
        line = " ".join(str(subject).split())
    send_mail(line, letter, None, [to if is_address else to.email])
