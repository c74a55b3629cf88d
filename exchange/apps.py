from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from accounts.roles import grant


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = _("Import and export")

    def ready(self) -> None:
        post_migrate.connect(ensure_permissions, sender=self)


def ensure_permissions(**kwargs: Any) -> None:
    """Curators import; organizers also deal with what others imported."""
    own = ["import_entries", "view_importrun"]
    grant("Curators", ["exchange"], own)
    grant("Organizers", ["exchange"], [*own, "change_imports_of_others"])
