"""How the web server runs, on one machine as in a container."""

import gc
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twg_repository.settings")
sys.path.insert(0, os.path.dirname(__file__))

from django.conf import settings

bind = f"{settings.HOST}:{settings.PORT}"
wsgi_app = "twg_repository.wsgi"
workers = settings.WEB_WORKERS
worker_class = "twg_repository.serving.worker.Worker"
threads = settings.WEB_THREADS
forwarded_allow_ips = ""  # what proxies say is read by Django, and only where there are any
limit_request_line = 8190  # bytes
preload_app = True
control_socket_disable = True
loglevel = "warning"


def when_ready(server):
    """Read the search's index before the workers are forked, so that they share its memory."""
    from django.db import DatabaseError, connections  # noqa: PLC0415  the apps are there now

    from documents.search.index.snapshot import now  # noqa: PLC0415  the same
    from twg_repository.connections import connections_suffice  # noqa: PLC0415  the same

    for each in connections_suffice(databases=["default"]):
        server.log.warning("%s %s", each.msg, each.hint)
    try:
        now()
    except DatabaseError as error:  # each worker reads it when the database answers again
        server.log.warning("The search's index could not be read yet: %s", error)
    finally:
        connections.close_all()
    gc.freeze()
