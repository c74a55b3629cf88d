"""The queue's own upkeep."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from jobs.models import Progress
from jobs.names import called
from jobs.schedule import every

KEPT = timedelta(days=30)  # failed jobs are kept until somebody has seen to them
DONE_KEPT = timedelta(days=7)


@every(days=1)
@called(_("Forget finished jobs"))
@task()
def forget_finished() -> None:
    now = timezone.now()
    done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - DONE_KEPT)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__lt=now - KEPT)
    DBTaskResult.objects.filter(done | failed).delete()
    Progress.objects.exclude(result_id__in=DBTaskResult.objects.values("pk")).delete()
