"""Importing in the admin: upload, columns, preview, apply, undo; for those who may."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from documents.history import actions
from documents.models import Entry
from exchange.models import ImportRow, ImportRun
from tests.factories import make_concept, make_entry, make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db

UPLOAD = "admin:exchange_importrun_upload"
CSV = "Kind,Title,Meine Notiz\ntool,Walks,x\ntool,Talks,y\n"


@pytest.fixture(autouse=True)
def kinds():
    return make_kind("tool", sections=["purpose"])


@pytest.fixture
def curator(client):
    account = make_person("ben", "Curators")
    client.force_login(account)
    return account


def address(name: str, run: ImportRun) -> str:
    return reverse(f"admin:exchange_importrun_{name}", args=[run.pk])


def send(client, data, name="table.csv", follow=True):
    data = data.encode() if isinstance(data, str) else data
    return client.post(reverse(UPLOAD), {"file": SimpleUploadedFile(name, data)}, follow=follow)


def map_as_guessed(client) -> ImportRun:
    run = ImportRun.objects.latest("pk")
    form = client.get(address("mapping", run)).context["form"]
    data = {name: field.initial or "" for name, field in form.fields.items()}
    client.post(address("mapping", run), data)
    return ImportRun.objects.get(pk=run.pk)


def test_a_table_is_mapped_looked_through_applied_and_undone(client, curator):
    page = send(client, CSV).content.decode()
    assert "Meine Notiz" in page
    run = map_as_guessed(client)
    assert (run.state, run.mapping["Title"], run.mapping["Meine Notiz"]) == (
        "prepared",
        "title",
        "",
    )
    preview = client.get(address("change", run)).content.decode()
    assert "Walks" in preview
    assert not Entry.objects.exists()

    client.post(address("apply", run))
    assert set(Entry.objects.values_list("title", "state")) == {
        ("Walks", "draft"),
        ("Talks", "draft"),
    }

    client.post(address("undo", run))
    assert not Entry.objects.exists()
    assert ImportRun.objects.get().state == "undone"


def test_the_preview_says_in_words_what_a_row_changes(client, curator):
    make_concept("theme", "policing", label="Police work")
    part, whole = make_entry("Part"), make_entry("Whole")
    table = "kind,identifier,title_language,theme,symbol,relations\n" + ",".join(
        ["tool", part.identifier, "es", "policing", "S/1", f"is_part_of {whole.identifier}"]
    )

    send(client, table)
    preview = client.get(address("change", map_as_guessed(client))).content.decode()

    said = ["English", "Spanish", "Police work", "document symbol · S/1",
            f"is part of · {whole.identifier} Whole"]  # fmt: skip
    assert [text for text in said if text not in preview] == []
    assert "is_part_of" not in preview


def test_the_columns_are_remembered_for_the_same_header(client, curator):
    send(client, CSV)
    run = ImportRun.objects.get()
    data = {"column_0": "kind", "column_1": "takeaway", "column_2": "title"}
    client.post(address("mapping", run), data)

    send(client, CSV.replace("Walks", "Other"))

    newest = ImportRun.objects.latest("pk")
    assert newest.mapping == {"Kind": "kind", "Title": "takeaway", "Meine Notiz": "title"}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("table.exe", b"MZ", "Accepted are"),
        ("table.csv", b"", "empty"),
        ("table.csv", b"kind,title\n", "no row below"),
        ("table.csv", b"kind,kind\na,b\n", "stand twice"),
        ("table.csv", b'kind\n"open\n', "is no CSV"),
        ("table.xlsx", b"PK\x03\x04 not a workbook", "not a"),
        ("table.xlsx", b"kind,title\n", "not a"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client, curator, name, data, message):
    page = send(client, data, name)

    assert page.status_code == 200
    assert message in page.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").replace("\n", "\r\n").encode(),
    ],
)
def test_tables_come_in_many_dresses(client, curator, encode):
    send(client, encode("kind,título\ntool,Año nuevo\n"))

    run = map_as_guessed(client)

    assert run.rows.get().record["title"] == "Año nuevo"


def test_a_workbook_brings_days_and_numbers_as_people_see_them(client, curator):
    from datetime import datetime

    workbook, out = Workbook(), BytesIO()
    workbook.active.append(["kind", "title", "volume", "review_due", "period_start"])
    workbook.active.append(["tool", 42, 7.0, datetime(2027, 5, 31), 1999])
    workbook.save(out)

    send(client, out.getvalue(), "table.xlsx")

    record = map_as_guessed(client).rows.get().record
    assert (record["title"], record["review_due"]) == ("42", "2027-05-31")
    assert (record["citation"], record["period"]) == ({"volume": "7"}, {"start": 1999})


def test_labels_of_any_language_are_understood_and_others_named(client, curator):
    women = make_concept("theme", "women", label="Women and gender")
    women.labels.create(language="es", kind="preferred", text="Mujeres")
    send(client, "kind,title,theme\ntool,A,mujeres\ntool,B,Women and gender [women]\ntool,C,Mars\n")

    rows = map_as_guessed(client).rows.all()

    assert [row.record["concepts"]["theme"] for row in rows[:2]] == [["women"]] * 2
    ((cell, told),) = rows[2].complaints
    assert (cell, str(told)) == ("C4", "“Mars” is not known in this vocabulary.")


class TestExistingEntries:
    @pytest.fixture
    def entry(self, curator):
        entry = make_entry("Walks", takeaway="Old.", summary="Stays.")
        actions.entry_saved(entry, None)
        return Entry.objects.get(pk=entry.pk)

    def prepared(self, client, entry, takeaway="New."):
        send(client, f"identifier,takeaway\n{entry.identifier},{takeaway}\n")
        return map_as_guessed(client)

    def test_only_what_the_file_has_a_column_for_changes(self, client, entry):
        run = self.prepared(client, entry)
        row = run.rows.get()
        assert (row.action, row.changes) == ("changed", [[["takeaway"], "Old.", "New."]])
        page = client.get(address("change", run)).content.decode()
        assert "Old.</del>" in page
        assert "New.</ins>" in page

        client.post(address("apply", run))

        entry.refresh_from_db()
        assert (entry.takeaway, entry.summary, entry.state) == ("New.", "Stays.", "published")
        assert entry.revisions.first().actor.username == "ben"

    def test_what_somebody_changed_meanwhile_is_not_overwritten(self, client, entry):
        run = self.prepared(client, entry)
        Entry.objects.filter(pk=entry.pk).update(takeaway="Theirs.")
        actions.entry_saved(entry, None)

        client.post(address("apply", run))

        run.refresh_from_db()
        assert run.state == "prepared"
        assert entry.identifier in str(run.message)
        assert Entry.objects.get().takeaway == "Theirs."

    def test_undoing_leaves_and_names_what_was_edited_since(self, client, entry):
        run = self.prepared(client, entry)
        client.post(address("apply", run))
        Entry.objects.filter(pk=entry.pk).update(summary="Edited.")
        actions.entry_saved(entry, None)

        client.post(address("undo", run))

        run.refresh_from_db()
        assert entry.identifier in str(run.message)
        assert Entry.objects.get().takeaway == "New."

    def test_a_published_entry_does_not_become_incomplete(self, client, entry):
        make_kind("tool").__class__.objects.update(required=["takeaway"])
        run = self.prepared(client, entry, takeaway="")

        client.post(address("apply", run))

        run.refresh_from_db()
        assert "would lack" in str(run.message)
        assert Entry.objects.get().takeaway == "Old."

    def test_two_rows_about_one_entry_are_refused(self, client, entry):
        send(client, f"identifier,takeaway\n{entry.identifier},A\n{entry.identifier},B\n")

        rows = map_as_guessed(client).rows.all()

        assert rows[1].problems[0][0] == "A3"

    def test_a_withdrawn_entry_does_not_change(self, client, entry):
        actions.withdraw(entry, None, "Wrong.")

        assert self.prepared(client, entry).rows.get().action == "error"

    def test_a_row_like_an_entry_is_left_out_until_somebody_decides(self, client, entry):
        send(client, "kind,title\ntool,Walks\ntool,New one\ntool,new ONE\n")
        run = map_as_guessed(client)
        rows = list(run.rows.all())
        assert [row.action for row in rows] == ["duplicate", "new", "duplicate"]
        assert "Row 3 seems to be the same." in str(rows[2].complaints[0][1])

        client.post(address("decide", run), {f"decision_{rows[0].pk}": "new"})
        client.post(address("apply", run))

        assert Entry.objects.filter(title="Walks").count() == 2
        assert Entry.objects.count() == 3

    def test_a_row_like_an_entry_can_change_that_entry(self, client, entry):
        send(client, "kind,title,takeaway\ntool,Walks,New.\ntool,Walks,Third.\n")
        run = map_as_guessed(client)
        first, second = run.rows.all()
        assert (first.entry, second.entry) == (entry, entry)

        client.post(address("decide", run), {f"decision_{first.pk}": "update"})

        first, second = run.rows.all()
        assert (first.action, first.changes) == ("changed", [[["takeaway"], "Old.", "New."]])
        assert second.action == "duplicate"
        client.post(address("apply", run))
        assert (Entry.objects.get().takeaway, Entry.objects.get().summary) == ("New.", "Stays.")
        assert Entry.objects.get().state == "published"

    def test_a_decision_can_be_taken_back_and_made_for_all(self, client, entry):
        send(client, "kind,title\ntool,Walks\ntool,Other\ntool,OTHER\n")
        run = map_as_guessed(client)

        client.post(address("decide", run), {"all": "update"})
        assert [row.action for row in run.rows.all()] == ["unchanged", "new", "duplicate"]

        client.post(address("decide", run), {"all": "new"})
        assert [row.action for row in run.rows.all()] == ["duplicate", "new", "duplicate"]
        client.post(address("apply", run))
        assert Entry.objects.count() == 4

    def test_nobody_decides_on_rows_of_another_import(self, client, entry):
        send(client, "kind,title\ntool,Walks\n")
        other = map_as_guessed(client).rows.get()
        send(client, "kind,title\ntool,Walks\n")
        run = map_as_guessed(client)

        client.post(address("decide", run), {f"decision_{other.pk}": "new", "decision_²": "new"})

        other.refresh_from_db()
        assert other.decision == "skip"


@pytest.mark.parametrize("name", ["decision_²", "decision_" + "9" * 30, "decision_", "decision_x"])
def test_a_decision_about_no_row_decides_nothing(client, curator, name):
    send(client, CSV)
    run = map_as_guessed(client)

    assert client.post(address("decide", run), {name: "new"}).status_code == 302


@pytest.mark.parametrize("odd", ["²", "99999999999999999999", "x"])
def test_there_is_no_import_of_an_odd_number(client, curator, odd):
    page = client.get(f"/admin/exchange/importrun/{odd}/change/")

    assert page.status_code == 404


@pytest.mark.parametrize(
    "query", ["nonsense=1", "kind__id__exact=x", "state__exact=%00", "p=x", "changed_at__year=x"]
)
def test_an_export_of_a_list_that_cannot_be_is_not_found(client, curator, query):
    export = reverse("admin:exchange_importrun_export", args=["csv"])

    assert client.get(f"{export}?{query}").status_code in (200, 400, 404)


def test_a_file_that_is_too_large_is_not_read(client, curator, monkeypatch):
    monkeypatch.setattr("exchange.files.LARGEST", 10)

    page = send(client, CSV).content.decode()

    assert "larger than" in page
    assert not ImportRun.objects.exists()


class TestWhoMay:
    @pytest.mark.parametrize("role", ["", "Members", "Reviewers"])
    def test_only_curators_and_organizers_import(self, client, role):
        client.force_login(make_person("max", role, is_staff=True))

        for name in ("upload", "changelist"):
            assert client.get(reverse(f"admin:exchange_importrun_{name}")).status_code == 403

    def test_nobody_touches_the_import_of_another_but_organizers(self, client, curator):
        send(client, CSV)
        run = map_as_guessed(client)
        client.force_login(make_person("rex", "Curators"))
        for name in ("change", "mapping"):
            assert client.get(address(name, run)).status_code == 403
        for name in ("apply", "undo", "decide"):
            assert client.post(address(name, run)).status_code == 403
        assert not Entry.objects.exists()

        client.force_login(make_person("ana", "Organizers"))
        client.post(address("apply", run))
        assert Entry.objects.count() == 2

    def test_what_writes_asks_for_a_post(self, client, curator):
        send(client, CSV)
        run = map_as_guessed(client)

        for name in ("apply", "decide", "look"):
            assert client.get(address(name, run)).status_code == 405

    def test_a_step_out_of_turn_is_refused(self, client, curator):
        send(client, CSV)
        run = map_as_guessed(client)

        assert client.post(address("undo", run)).status_code == 403
        client.post(address("apply", run))
        assert client.post(address("apply", run)).status_code == 403
        assert Entry.objects.count() == 2


def test_the_template_has_columns_lists_and_guidance_for_its_kind(client, curator):
    make_concept("goal", "G1", label="Clarify")

    answer = client.get(reverse("admin:exchange_importrun_template", args=["tool"]))

    workbook = load_workbook(BytesIO(answer.content))
    sheet, choices = workbook["entries"], workbook["choices"]
    header = [cell.value for cell in sheet[1]]
    assert {"identifier", "title", "goal", "section:purpose"} <= set(header)
    column = header.index("goal") + 1
    assert choices.cell(1, column).value == "Clarify [G1]"
    assert choices.sheet_state == "hidden"
    assert any("choices!" in rule.formula1 for rule in sheet.data_validations.dataValidation)


def test_a_filtered_list_is_exported_as_it_is_filtered(client, curator):
    make_entry("Kept", state="draft")
    make_entry("=Left out")
    export = reverse("admin:exchange_importrun_export", args=["csv"])

    answer = b"".join(client.get(f"{export}?state__exact=draft").streaming_content).decode()

    assert "Kept" in answer
    assert "Left out" not in answer
    everything = b"".join(client.get(export).streaming_content).decode()
    assert ",'=Left out," in everything


def test_the_preview_asks_the_same_number_of_queries_for_any_number_of_rows(
    client, curator, django_assert_max_num_queries
):
    rows = "".join(f"tool,Title {number}\n" for number in range(60))
    send(client, f"kind,title\n{rows}")
    run = map_as_guessed(client)
    assert ImportRow.objects.count() == 60

    with django_assert_max_num_queries(30):
        client.get(address("change", run))


@pytest.mark.parametrize("name", ["zotero.ris", "endnote.ris", "mendeley.bib", "zotero.json"])
def test_references_are_looked_through_and_what_can_be_is_imported(client, curator, name):
    make_kind("literature")
    data = (Path(__file__).parent / "files" / name).read_bytes()
    send(client, data, name)
    run = ImportRun.objects.get()
    actions_ = set(run.rows.values_list("action", flat=True))
    assert (run.state, actions_) == ("prepared", {"new", "error"})

    client.post(address("apply", run), {"without_errors": "on"})

    assert Entry.objects.count() == run.rows.filter(action="new").count() > 0
