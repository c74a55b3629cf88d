from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taxonomy.models.concept import Concept, ConceptQuerySet


class Place(Concept):
    """A region, country or city: a concept of the scheme `place` that stands on the map.

    Codes are M49 numbers for regions (419), ISO 3166-1 letters for countries (co) and country
    plus name for cities (co-medellin).
    """

    class Level(models.TextChoices):
        REGION = "region", _("region")
        COUNTRY = "country", _("country or area")
        CITY = "city", _("city")

    level = models.CharField(_("level"), max_length=7, choices=Level.choices)
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    geonames_id = models.PositiveIntegerField("GeoNames", null=True, blank=True, unique=True)

    objects = ConceptQuerySet.as_manager()  # type: ignore[misc]  # of places, not of concepts

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_is_on_earth",
                violation_error_message=_(
                    "Latitude lies between -90 and 90, longitude between -180 and 180."
                ),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.code])
