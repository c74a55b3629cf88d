"""A column for what code tells people."""

from typing import Any

from django.db import models

from wording.messages import Messages


class MessagesField(models.JSONField):
    """A column of `Messages`: takes whatever `Messages.of` takes, as a string it reads in the
    active language. Empty is `[]`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own: dict[str, Any] = {"default": Messages, "blank": True}
        super().__init__(*args, **own | kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        own = {"default": Messages, "blank": True}
        return name, path, args, {k: v for k, v in kwargs.items() if own.get(k) is not v}

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Messages:
        return Messages.read(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Messages:
        return Messages.of(value)

    def get_prep_value(self, value: Any) -> Any:
        return value if hasattr(value, "resolve_expression") else Messages.of(value).json()
