from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Jobs")

    def ready(self):
        from jobs import running  # noqa: PLC0415  models are there only when all apps are

        running.listen()
        autodiscover_modules("jobs")  # what is recurring says so where it is written
