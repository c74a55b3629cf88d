"""What people call a task."""

from collections.abc import Callable

from django_stubs_ext import StrOrPromise
from django_tasks.base import Task

NAMES: dict[str, StrOrPromise] = {}


def called(name: StrOrPromise) -> Callable[[Task], Task]:
    """Give a job, above `@task()`, the name that organizers read."""

    def register(task: Task) -> Task:
        NAMES[task.module_path] = name
        return task

    return register


def name_of(path: str) -> str:
    return str(NAMES.get(path) or path.rpartition(".")[2].replace("_", " "))
