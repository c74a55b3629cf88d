from datetime import UTC, datetime

import pytest

from documents.citation import cite, csl_item
from documents.models import Agent, Contribution
from tests.factories import make_entry

pytestmark = pytest.mark.django_db


def sign(entry, name, role="creator", sort="person"):
    agent, _created = Agent.objects.get_or_create(name=name, type=sort)
    Contribution.objects.create(entry=entry, agent=agent, role=role)


def test_an_article_is_cited_with_all_that_is_known():
    entry = make_entry(
        "Reducing Violence", issued="2012", csl_type="article-journal", volume="175", issue="10",
        container_title="Am. J. Epidemiology", page="1045-1053", creators=["Cerdá, Magdalena"],
    )  # fmt: skip
    entry.identifiers.create(scheme="doi", value="10.1093/aje/kwr428")

    assert cite(entry) == (
        "Cerdá, M. (2012) ‘Reducing Violence’, Am. J. Epidemiology, 175(10), pp. 1045–1053. "
        "Available at: https://doi.org/10.1093/aje/kwr428."
    )


def test_an_organisation_keeps_its_name_whole():
    entry = make_entry("Guidelines", issued="2019", csl_type="report")
    sign(entry, "UN-Habitat, Safer Cities", sort="organisation")

    assert cite(entry).startswith("UN-Habitat, Safer Cities (2019) Guidelines")
    assert csl_item(entry)["author"] == [{"literal": "UN-Habitat, Safer Cities"}]


def test_without_a_creator_the_publisher_stands_first():
    entry = make_entry("Guidelines", csl_type="report")
    sign(entry, "UN-Habitat", "publisher", "organisation")

    assert cite(entry).startswith("UN-Habitat (no date) Guidelines")


def test_what_nobody_signed_is_cited_as_the_repositorys_description():
    published = datetime(2024, 5, 1, tzinfo=UTC)

    reference = cite(make_entry("Local peace committees", published_at=published))

    assert reference.startswith("TWG Repository (2024) ‘Local")
