from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Repository")

    def ready(self):
        from documents import (  # noqa: PLC0415  models are there only when all apps are
            roles,
            slots,
            vocabulary_changes,
        )
        from documents.evidence import outcomes  # noqa: PLC0415  the same
        from documents.files import reach  # noqa: F401, PLC0415  it registers its check
        from documents.pages import entry_inserts  # noqa: PLC0415  the same
        from documents.search import title_indexes  # noqa: PLC0415  the same

        post_migrate.connect(roles.ensure_groups, sender=self)
        post_migrate.connect(title_indexes.ensure, sender=self)
        vocabulary_changes.listen()
        slots.declare_facet(outcomes.FACET)
        entry_inserts.declare()
