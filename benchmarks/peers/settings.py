"""The site's settings, and what peers need."""

from twg_repository.settings import *  # noqa: F403
from twg_repository.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks", "haystack"]
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": None,  # that of the size, see benchmarks.peers.haystack
        "SILENTLY_FAIL": False,
    }
}
