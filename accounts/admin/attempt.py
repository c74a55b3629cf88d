from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt
from django.contrib import admin

admin.site.unregister(AccessAttempt)


@admin.register(AccessAttempt)
class AttemptAdmin(AccessAttemptAdmin):
    """Without django-axes' own action, which fails: it needs the time of a sign-in."""

    actions: list[str] = []
