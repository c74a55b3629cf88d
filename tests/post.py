"""Letters that wait are sent, as the worker would."""

from django_tasks_db.models import DBTaskResult

from documents.curation.letters import send_letter


def deliver() -> None:
    waiting = DBTaskResult.objects.filter(task_path=send_letter.module_path)
    for letter in waiting.order_by("enqueued_at"):
        send_letter.func(*letter.args_kwargs["args"])
    waiting.delete()
