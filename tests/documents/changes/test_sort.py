"""A new sort of rows costs its two models and one class; what it does not say is there already."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models

from documents import changes
from documents.changes import Left, Sort
from documents.changes.sort import SORTS
from documents.history import actions
from documents.models import ChangeRow, ChangeSet, Entry
from documents.models.change_set import State, state_field
from jobs.progress import Progress
from tests.factories import make_entry
from tests.people import make_person
from wording import Messages

pytestmark = pytest.mark.django_db


def toy() -> tuple[type[ChangeSet], type[ChangeRow]]:
    """New titles for entries: the two models, and the sort."""

    class Renaming(ChangeSet):
        state = state_field({state: state.label for state in State})

        class Meta(ChangeSet.Meta):
            app_label = "exchange"

    class RenamedRow(ChangeRow):
        renaming = models.ForeignKey(Renaming, models.CASCADE, related_name="rows")
        number = models.PositiveIntegerField()
        old = models.CharField(max_length=100)
        new = models.CharField(max_length=100)

        class Meta(ChangeRow.Meta):
            app_label = "exchange"

        @property
        def identifier(self) -> str:
            return self.old

    @changes.register(Renaming)
    class Renames(Sort):
        of_others = "exchange.change_imports_of_others"

        def prepare(self, read: dict[int, str], progress: Progress) -> None:
            self.change_set.rows.all().delete()
            for number, entry in enumerate(Entry.objects.filter(pk__in=read).order_by("pk")):
                RenamedRow.objects.create(
                    renaming=self.change_set, number=number, entry=entry,
                    version_before=entry.version, old=entry.title, new=read[entry.pk],
                )  # fmt: skip

        def read(self, titles: dict[int, str]) -> dict[int, str]:
            return titles

        def to_write(self):
            return self.change_set.rows.all()

        def overtaken(self, rows: list) -> Left:
            return dict.fromkeys(rows, Messages.of("Overtaken."))

        def write(self, rows: list) -> Left:
            return self.entitle({row: row.new for row in rows})

        def to_take_back(self):
            return self.change_set.rows.exclude(version_after=None)

        def take_back(self, rows: list) -> Left:
            return self.entitle({row: row.old for row in rows})

        def entitle(self, titles: dict) -> Left:
            for row, title in titles.items():
                Entry.objects.filter(pk=row.entry_id).update(title=title)
            actions.entries_saved([row.entry_id for row in titles], self.user)
            return {}

    return Renaming, RenamedRow


@pytest.fixture
def renaming():
    """A model of renamings, for as long as a test lasts."""
    both = toy()
    with connection.schema_editor() as editor:
        for model in both:
            editor.create_model(model)
    yield both[0]
    for model in both:
        del apps.all_models["exchange"][model._meta.model_name]
    del SORTS[both[0]]
    apps.clear_cache()


@pytest.fixture
def ana():
    return make_person("ana", "Organizers")


@pytest.fixture
def entries():
    made = [make_entry("One"), make_entry("Two")]
    actions.entries_saved([entry.pk for entry in made], None)
    return made


@pytest.fixture
def prepared(renaming, ana, entries):
    found = renaming.objects.create(actor=ana)
    changes.prepare(found, ana, titles={entry.pk: f"{entry.title} anew" for entry in entries})
    return found


def titles() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("title", flat=True))


def test_it_is_prepared_applied_and_taken_back(prepared, ana, entries):
    assert (prepared.state, titles()) == ("prepared", ["One", "Two"])

    assert changes.apply(prepared, ana) == 2
    assert (prepared.state, prepared.applied_by, titles()) == (
        "applied", ana, ["One anew", "Two anew"],
    )  # fmt: skip
    ids = [entry.pk for entry in entries]
    assert changes.outlook(prepared) == changes.Outlook(deleted=[], restored=ids, kept=[])

    undone = changes.undo(prepared, ana)
    assert (undone.number, undone.kept) == (2, [])
    assert (prepared.state, prepared.undone_by, titles()) == ("undone", ana, ["One", "Two"])


def test_what_was_overtaken_is_left_out(prepared, ana, entries):
    actions.entries_saved([entries[0].pk], None)
    Entry.objects.filter(pk=entries[0].pk).update(title="Mine")
    actions.entries_saved([entries[0].pk], None)

    assert changes.apply(prepared, ana) == 1
    assert titles() == ["Mine", "Two anew"]


def test_what_somebody_changed_since_stays_and_is_named(prepared, ana, entries):
    changes.apply(prepared, ana)
    Entry.objects.filter(pk=entries[1].pk).update(title="Mine")
    actions.entries_saved([entries[1].pk], None)
    expected = changes.Outlook(deleted=[], restored=[entries[0].pk], kept=[entries[1].pk])
    assert changes.outlook(prepared) == expected

    assert changes.undo(prepared, ana).kept == ["Two"]
    assert titles() == ["One", "Mine"]


@pytest.mark.parametrize("step", [changes.apply, changes.undo])
def test_no_step_is_taken_out_of_turn(prepared, ana, step):
    changes.apply(prepared, ana)
    changes.undo(prepared, ana)

    with pytest.raises(ValidationError, match="This change is “Undone” now"):
        step(prepared, ana)


def test_nothing_stays_of_what_fails_half_way(prepared, ana, monkeypatch):
    monkeypatch.setattr("documents.changes.carrying.keep_versions", None)

    with pytest.raises(TypeError):
        changes.apply(prepared, ana)

    prepared.refresh_from_db()
    assert (prepared.state, titles()) == ("prepared", ["One", "Two"])


def test_it_is_thrown_away_until_it_is_applied(renaming, prepared, ana):
    another = renaming.objects.create(actor=ana)
    changes.throw_away(changes.sort_of(another))
    changes.apply(prepared, ana)

    with pytest.raises(ValidationError):
        changes.throw_away(changes.sort_of(prepared))
    with pytest.raises(ValidationError, match="not kept any more"):
        changes.apply(another, ana)
    assert renaming.objects.get() == prepared


def test_it_is_its_makers_and_of_those_who_may_act_on_that_of_others(prepared, ana):
    who = [ana, make_person("otto", "Organizers"), make_person("ben", "Curators")]
    assert [changes.sort_of(prepared, user).may_act() for user in who] == [True, True, False]
