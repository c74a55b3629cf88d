"""Whether the database has as many connections as the site may ask for."""

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004  Django's name
from django.db import DatabaseError, connection

FOR_ALL = """
SELECT current_setting('max_connections')::int
     - current_setting('superuser_reserved_connections')::int
"""


@register(Tags.database)
def connections_suffice(app_configs=None, databases=None, **kwargs) -> list[CheckMessage]:
    """Compare what one node may hold with what the database has for all; say nothing while it
    cannot be asked."""
    if not databases:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(FOR_ALL)
            [there] = cursor.fetchone()
    except DatabaseError:
        return []
    return [] if there >= settings.CONNECTIONS else [too_few(there)]


def too_few(there: int) -> CheckMessage:
    return Warning(
        f"This machine may hold {settings.CONNECTIONS} connections, and the database has {there} "
        "for all machines together.",
        hint="Lower WEB_WORKERS or DATABASE_CONNECTIONS, or raise max_connections of PostgreSQL.",
        id="twg.W001",
    )
