from django.db import models


class Progress(models.Model):
    """How far a job is, told while it runs, whatever transaction it is in. `note` is the name or
    address that it is at, no sentence: those who read it have languages of their own."""

    result_id = models.UUIDField(primary_key=True)
    done = models.PositiveIntegerField()
    total = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.done} / {self.total}"
