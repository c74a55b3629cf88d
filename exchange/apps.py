from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import grant


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = _("Import and export")

    def ready(self) -> None:
        from exchange import search_export  # noqa: PLC0415  models are there only when all apps are

        post_migrate.connect(ensure_permissions, sender=self)
        search_export.declare()


def ensure_permissions(**kwargs: Any) -> None:
    """Let curators import, and organizers also deal with what others imported."""
    own = ["import_entries", "view_importrun"]
    grant("Curators", ["exchange"], own)
    grant("Organizers", ["exchange"], [*own, "change_imports_of_others"])
