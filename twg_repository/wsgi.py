"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twg_repository.settings")


def bounded():
    """Return the site with an end to what it does at once."""
    site = get_wsgi_application()
    # These need the settings, which are read now.
    from django.conf import settings  # noqa: PLC0415

    from twg_repository.errors import refuse  # noqa: PLC0415
    from twg_repository.serving.bounded import Bounded  # noqa: PLC0415

    return Bounded(
        site, refuse, threads=settings.DATABASE_CONNECTIONS, waiting=settings.WEB_THREADS,
        seconds=settings.LONGEST_WAIT, bodies=settings.WEB_THREADS // 2,
    )  # fmt: skip


application = bounded()
