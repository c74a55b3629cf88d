"""No table that belongs to an entry is forgotten: each is a part of it, or is said not to be."""

import pytest

from documents.models import Entry
from documents.records.beside import BESIDE
from documents.records.parts import PART_OF, PARTS

# What people of other rooms build on entries is theirs.
OTHER_ROOMS = {"exchange", "upkeep"}


def related_models() -> set:
    """Every model whose rows name an entry, those without a name to reach them by included."""
    fields = Entry._meta.get_fields(include_hidden=True)
    related = {each.related_model for each in fields if each.auto_created and not each.concrete}
    tags = {each.remote_field.through for each in Entry._meta.many_to_many}
    return {each for each in related | tags if each._meta.app_label not in OTHER_ROOMS}


def test_every_table_that_names_entries_is_a_part_or_said_to_be_none():
    parts = {model for part in PARTS for model in part.models}
    beside = {each.model for each in BESIDE}

    assert related_models() - parts - beside == set()
    assert parts & beside == set()
    assert beside - related_models() == set()
    assert all(each.reason for each in BESIDE)


def test_every_column_of_an_entry_stands_in_a_part_or_is_not_for_people_to_fill_in():
    held = {column for part in PARTS for column in getattr(part, "paths", {})} | {"kind"}
    editable = {field.name for field in Entry._meta.concrete_fields if field.editable}

    assert editable - held - {"id", "issued_year"} == set()


def test_no_name_of_a_record_belongs_to_two_parts():
    names = [name for part in PARTS for name in part.names]

    assert len(names) == len(set(names)) == len(PART_OF)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.names[-1])
def test_a_part_keeps_from_readers_only_what_it_has(part):
    assert part.curators_own <= set(part.names)
