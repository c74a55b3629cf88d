from django.db import models


class Count(models.Model):
    """How often something was done within a stretch of time; addresses are kept as digests."""

    key = models.CharField(max_length=64)
    window = models.DateTimeField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="count_once")]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.number}"
