from django.apps import AppConfig


class RepositoryConfig(AppConfig):
    name = "twg_repository"

    def ready(self):
        from twg_repository import connections  # noqa: F401, PLC0415  it registers its check
