"""Steps that a job takes with a row, one at a time: the row's state says whose turn it is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import override
from django_tasks.base import Task

from wording import Messages

NOTHING = Messages()


@dataclass(frozen=True)
class Turn:
    """A step of rows of `model`, which has `state` and `message`: a row is `during` while it is
    taken and, where that fails, as it was `before`. The first argument of its job is the row's
    key."""

    model: type[Model]
    during: str
    before: str

    def of(self, task: Task) -> Task:
        """Name, above `@task()`, the job that takes this step."""
        TURNS[task.module_path] = self
        return task

    def take(self, pk: int, language: str, do: Callable[[], object]) -> None:
        """Do it, if it is its turn, in the language of whoever asked for it; a job that comes too
        late does nothing. What is refused is told on the row."""
        if not self.rows(pk).exists():
            return
        try:
            with override(language):
                do()
        except ValidationError as error:
            self.give_back(pk, Messages.of(error))
        except Exception:
            self.give_back(pk)
            raise

    def give_back(self, pk: int, message: Messages = NOTHING) -> None:
        self.rows(pk).update(state=self.before, message=message)

    def claim(self, pk: int) -> bool:
        """Make it its turn again; False where something else has become of the row."""
        waiting = self.model._default_manager.filter(pk=pk, state=self.before)
        return bool(waiting.update(state=self.during, message=NOTHING))

    def rows(self, pk: int):
        return self.model._default_manager.filter(pk=pk, state=self.during)


TURNS: dict[str, Turn] = {}
