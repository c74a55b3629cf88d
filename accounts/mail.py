"""Letters to people: plain text, in the reader's language, each saying why it came."""

from django.core.mail import send_mail
from django.template.loader import render_to_string


def send(to, subject: str, template: str, context: dict, reason: str) -> None:
    """Render a template and send it to an account or an address."""
    text = render_to_string(template, {**context, "reason": reason})
    send_mail(str(subject), text, None, [getattr(to, "email", to)])
