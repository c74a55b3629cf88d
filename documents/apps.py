from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Repository")

    def ready(self):
        from documents import roles, vocabulary_changes  # noqa: PLC0415  models are there only when all apps are

        post_migrate.connect(roles.ensure_groups, sender=self)
        vocabulary_changes.listen()
