"""What `manage.py check --deploy` looks for besides what Django does."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004  Django's name


@register(Tags.security, deploy=True)
def proxies_are_named(**kwargs: Any) -> list[CheckMessage]:
    """Warn where HTTPS is on and no proxy that speaks it is named: the site itself speaks HTTP."""
    if not settings.HTTPS or settings.PROXIES:
        return []
    return [
        Warning(
            "HTTPS is on and BEHIND_PROXY is 0: pages would redirect for ever, and everybody would "
            "have the proxy's address.",
            hint="Set BEHIND_PROXY to the number of proxies in front (docs/operations.md).",
            id="twg.W003",
        )
    ]
