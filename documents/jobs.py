"""What the worker does for entries from time to time."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from documents.curation import submitting
from documents.pages import revision
from jobs.names import called
from jobs.schedule import every
from throttling import limit


@every(days=1)
@called(_("Forget suggestions that nobody confirmed"))
@task()
def forget_unconfirmed() -> None:
    submitting.forget_unconfirmed()
    limit.forget(timedelta(days=2))
    revision.forget()
