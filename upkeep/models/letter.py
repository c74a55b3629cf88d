from django.conf import settings
from django.db import models


class Tally(models.Model):
    """How many of one concern there were when the last letter went out."""

    concern = models.CharField(max_length=30, primary_key=True)
    number = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.concern}: {self.number}"


class Refusal(models.Model):
    """An account that does not want the weekly letter."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return str(self.account_id)
