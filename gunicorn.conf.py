"""How the web server runs, on one machine as in a container."""

import gc
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
wsgi_app = "twg_repository.wsgi"
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Many threads: a dozen slow phones must not keep everybody else waiting.
worker_class = "gthread"
threads = 32
preload_app = True
control_socket_disable = True
loglevel = "warning"


def when_ready(server):
    """Read the search's index before the workers are forked, so that they share its memory."""
    from django.db import DatabaseError, connections  # noqa: PLC0415  the settings are read now

    from documents.search.index.snapshot import now  # noqa: PLC0415  the same

    try:
        now()
    except DatabaseError as error:  # each worker reads it when the database answers again
        server.log.warning("The search's index could not be read yet: %s", error)
    finally:
        connections.close_all()
    gc.freeze()
