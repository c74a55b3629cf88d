"""The shipped vocabularies, loaded as they are."""

from io import StringIO

import pytest
from django.core.management import call_command

from taxonomy.loading import load_all
from taxonomy.models import Concept, Label, Place, Scheme
from wording import languages

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def stored():
    return (
        Scheme.objects.count(),
        sorted(Concept.objects.values_list("scheme__code", "code")),
        Label.objects.count(),
        Concept.broader.through.objects.count(),
    )


def test_loading_twice_is_loading_once_and_keeps_what_organizers_edited():
    load_all()
    first = stored()
    gangs = Concept.objects.get(code="gang-violence")
    gangs.labels.filter(language="en", kind="preferred").update(text="violence of gangs")

    counts = load_all()

    assert stored() == first
    assert (counts["concepts created"], counts["concepts updated"]) == (0, 0)
    assert gangs.labels.get(language="en", kind="preferred").text == "violence of gangs"
    check_update_restores(gangs)
    check_what_is_shipped()


def check_update_restores(gangs):
    """With `update` the file's words, places and hierarchy come back, and only what differs."""
    gangs.broader.clear()
    Place.objects.filter(code="co-medellin").update(latitude=0)

    counts = load_all(update=True)

    assert counts["concepts updated"] == 2
    assert gangs.labels.get(language="en", kind="preferred").text == "gang violence"
    assert {each.code for each in gangs.broader.all()} == {"criminal", "organised"}
    assert float(Place.objects.get(code="co-medellin").latitude) == pytest.approx(6.25, abs=0.1)


def check_what_is_shipped():
    """Four languages everywhere but for cities; regions above countries above cities."""
    named = Concept.objects.exclude(place__level="city").with_labels()
    assert [c.code for c in named if not set(languages.codes()) <= set(c.preferred)] == []
    medellin = Concept.objects.get(code="co-medellin")
    above = set(Concept.objects.filter(pk__in=medellin.ancestor_ids).values_list("code", flat=True))
    assert above == {"co-medellin", "co", "005", "419", "019"}


def test_a_dry_run_says_what_it_would_do_and_writes_nothing():
    said = StringIO()

    call_command("load_vocabularies", dry_run=True, stdout=said)

    assert "nothing written" in said.getvalue()
    assert not Scheme.objects.exists()
