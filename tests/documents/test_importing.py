import pytest
from django.core.exceptions import ValidationError

from documents.history.importing import import_records
from documents.models import Entry
from documents.records.plain import to_record
from tests.factories import make_concept, make_kind, make_place

pytestmark = pytest.mark.django_db

RECORD = {
    "key": "women-safety-audits",
    "kind": "tool",
    "title": "Women's Safety Audits",
    "title_language": "en",
    "takeaway": "Walk the street with those who fear it.",
    "summary": "What audits are.",
    "text_language": "en",
    "issued": "2008",
    "access": "open",
    "citation": {"type": "report", "volume": "3"},
    "period": {"start": 2002, "end": 2008},
    "provenance": {"found_by": "Secretariat", "found_on": "2026-11-22"},
    "creators": [{"person": "Lambrick, Melanie"}, {"organisation": "UN-Habitat"}],
    "publishers": [{"organisation": "UN-Habitat"}],
    "translations": {"es": {"title": "Auditorías de seguridad"}},
    "identifiers": [{"scheme": "isbn", "value": "978-92-1-132196-8"}],
    "concepts": {"theme": ["women"]},
    "places": [{"code": "co", "role": "is_about"}],
    "sections": {"purpose": "To see."},
    "links": [{"url": "https://doi.org/10.1/x", "title": "Page"}],
    "state": "published",
}


@pytest.fixture(autouse=True)
def vocabularies():
    make_kind("tool", sections=["purpose"])
    make_concept("theme", "women")
    make_place("co", "country")


def test_a_record_comes_back_from_the_database_as_it_went_in():
    import_records([RECORD])

    record = to_record(Entry.objects.get())

    assert record.pop("identifier").startswith("TWG-")
    assert record == RECORD


def test_loading_again_changes_nothing_and_keeps_what_people_edited():
    import_records([RECORD])
    Entry.objects.update(title="Edited")

    lines = import_records([RECORD])

    assert [line.what for line in lines] == ["kept"]
    assert Entry.objects.get().title == "Edited"


def test_update_overwrites_with_the_record():
    import_records([RECORD])
    Entry.objects.update(title="Edited")

    (line,) = import_records([RECORD], update=True)

    assert line.what == "updated"
    assert line.differences == [(("title",), "Edited", RECORD["title"])]
    assert Entry.objects.get().title == RECORD["title"]
    assert Entry.objects.get().revisions.count() == 1


def test_records_may_refer_to_one_another_in_any_order():
    first = RECORD | {"key": "one", "relations": [{"type": "uses_tool", "target": "two"}]}

    import_records([first, RECORD | {"key": "two"}])

    relation = Entry.objects.get(import_key="one").relations.get()
    assert (relation.type, relation.target.import_key) == ("uses_tool", "two")


def test_a_broken_file_is_refused_as_a_whole_with_every_problem_named():
    broken = [
        RECORD,
        RECORD | {"key": "kind", "kind": "novel"},
        RECORD | {"key": "date", "issued": "last year"},
        RECORD | {"key": "tags", "concepts": {"theme": ["nonsense"]}},
        RECORD | {"key": "places", "places": [{"code": "zz", "role": "is_about"}]},
        RECORD | {"key": "link", "links": [{"url": "javascript:alert(1)"}]},
        RECORD | {"key": "end", "relations": [{"type": "documents", "target": "nowhere"}]},
        RECORD | {"key": "field", "colour": "red"},
        RECORD | {"key": "form", "places": [{"code": "co"}]},
        RECORD | {"key": "list", "sections": ["purpose"]},
        RECORD | {"key": "long" * 30},
        RECORD | {"key": "twice"},
        RECORD | {"key": "twice"},
    ]  # fmt: skip

    with pytest.raises(ValidationError) as error:
        import_records(broken)

    named = {message.split(":")[0] for message in error.value.messages}
    assert named == {
        "kind", "date", "tags", "places", "link", "end", "field", "form", "list", "long" * 30,
        "twice",
    }  # fmt: skip
    assert not Entry.objects.exists()
