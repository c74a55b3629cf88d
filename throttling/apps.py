from django.apps import AppConfig


class ThrottlingConfig(AppConfig):
    name = "throttling"

    def ready(self) -> None:
        from throttling import checks  # noqa: F401, PLC0415  it registers its check
