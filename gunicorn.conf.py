"""How the web server runs, on one machine as in a container."""

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
