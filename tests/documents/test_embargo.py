"""An embargo ends by itself, and the page of the entry knows."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_entry


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "shown"), [(9, "Open from"), (-1, "Open")])
def test_an_embargo_says_until_when_and_is_forgotten_when_over(admin_client, days, shown):
    day = timezone.localdate() + timedelta(days=days)
    entry = make_entry(access="embargoed", embargo_until=day)

    html = admin_client.get(f"/admin/documents/entry/{entry.pk}/preview/").content.decode()

    access = re.search(r"<dt>Access</dt>\s*<dd>(.*?)</dd>", html, re.DOTALL).group(1)
    assert access.strip().lower().startswith(shown.lower())
    assert ("from" in access) == (days > 0)
