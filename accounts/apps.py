from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from accounts import roles, watching  # noqa: PLC0415  models are there only when all apps are

        watching.listen()
        post_migrate.connect(roles.ensure_permissions, sender=self)
