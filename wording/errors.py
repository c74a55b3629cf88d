"""Django's ValidationError, which takes messages as well as strings and lazy strings."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError as DjangosError

from wording.message import Message

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    class ValidationError(DjangosError):
        """Django's own, as its types would say it if they knew of messages."""

        def __init__(
            self,
            message: Message | StrOrPromise | DjangosError | dict[str, Any] | list[Any],
            code: str | None = None,
            params: dict[str, Any] | None = None,
        ) -> None: ...
else:
    ValidationError = DjangosError
