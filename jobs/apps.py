from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Jobs")

    def ready(self):
        from jobs import running

        running.listen()
        autodiscover_modules("jobs")  # what is recurring says so where it is written
        post_migrate.connect(ensure_permissions, sender=self)


def ensure_permissions(**kwargs) -> None:
    from accounts.roles import ORGANIZERS, grant

    grant(ORGANIZERS, ["jobs"], ["view_job", "retry_job"])
