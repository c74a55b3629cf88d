"""What happens to accounts is on record, and nobody edits the record."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from accounts import audit
from accounts.models import AuditRecord
from tests.accounts.codes import PASSWORD, sign_in
from tests.people import make_person

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/auditrecord/"


def actions(**of) -> list[str]:
    """What was done, oldest first."""
    return list(AuditRecord.objects.filter(**of).order_by("pk").values_list("action", flat=True))


@pytest.fixture
def kept():
    """A record, and the database of a real site: that of the tests may be emptied."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_auditrecord ENABLE TRIGGER audit_log_not_emptied")
    return audit.record("signed_in", None, "somebody")


class TestKept:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE accounts_auditrecord SET actor_name = 'another'",
            "UPDATE accounts_auditrecord SET at = now() WHERE false",
            "DELETE FROM accounts_auditrecord",
            "DELETE FROM accounts_auditrecord WHERE id = 0",
            "TRUNCATE accounts_auditrecord",
            "TRUNCATE accounts_auditrecord CASCADE",
            "INSERT INTO accounts_auditrecord SELECT * FROM accounts_auditrecord "
            "ON CONFLICT (id) DO UPDATE SET about = 'another'",
            "WITH gone AS (DELETE FROM accounts_auditrecord RETURNING *) SELECT * FROM gone",
        ],
    )
    def test_sql_cannot_change_it(self, kept, statement):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            connection.cursor().execute(statement)

        assert AuditRecord.objects.get(pk=kept.pk).about == "somebody"

    def test_neither_can_code(self, kept):
        kept.about = "another"
        for change in (kept.save, kept.delete, AuditRecord.objects.all().delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_it_outlives_the_account(self, member):
        audit.record("signed_in", member, "mia")
        number = member.pk
        member.delete()

        assert AuditRecord.objects.filter(actor_id=number, actor_name="mia").exists()
        assert actions(about="mia")[-1] == "account_deleted"

    def test_it_holds_what_is_longer_than_its_column(self):
        assert audit.record("signed_in", None, "x" * 1000).about == "x" * 300


class TestRecorded:
    def test_who_comes_and_goes_with_the_address(self, curator):
        client = Client(REMOTE_ADDR="192.0.2.7")
        sign_in(client, curator)
        client.post("/admin/logout/")

        rows = AuditRecord.objects.filter(actor_name="carl").order_by("pk")
        assert list(rows.values_list("action", "address")) == [
            ("signed_in", "192.0.2.7"), ("signed_out", "192.0.2.7")
        ]  # fmt: skip

    def test_a_failure_without_the_password_and_without_what_is_no_name(self, client, curator):
        for name in ("carl", PASSWORD, "carl\0"):
            client.post("/admin/login/", {"username": name, "password": "wrong-and-secret"})

        failed = AuditRecord.objects.filter(action="sign_in_failed").order_by("pk")
        assert [(row.actor_name, row.about) for row in failed[:2]] == [("", "carl"), ("", "")]
        written = str(list(AuditRecord.objects.values()))
        assert "wrong-and-secret" not in written
        assert PASSWORD not in written

    def test_a_stronger_hash_is_no_new_password(self, client, curator, settings):
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher", *settings.PASSWORD_HASHERS
        ]  # fmt: skip
        sign_in(client, curator)

        curator.refresh_from_db()
        assert curator.password.startswith("pbkdf2_sha1")
        assert actions(action="password_changed") == []

    def test_a_password_that_changes(self, client, curator):
        sign_in(client, curator)
        new = "another horse battery"
        sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        assert client.post("/admin/password_change/", sent).status_code == 302

        changed = AuditRecord.objects.get(action="password_changed")
        assert (changed.actor_name, changed.about) == ("carl", "carl")

    def test_what_commands_do(self):
        call_command("create_organizer", verbosity=0)

        assert actions(about="organizer") == ["account_created", "roles_changed"]
        made = AuditRecord.objects.get(action="roles_changed")
        assert (made.actor_name, made.details) == ("", {"added": ["Organizers"]})

    def test_rights_given_and_taken_from_either_side(self, member):
        members, curators = (Group.objects.get(name=name) for name in ("Members", "Curators"))
        before = AuditRecord.objects.count()

        member.groups.remove(members)
        member.groups.remove(members)  # nothing happens, and nothing is told
        curators.user_set.add(member)
        member.groups.clear()
        member.user_permissions.add(Permission.objects.get(codename="invite"))

        rows = AuditRecord.objects.order_by("pk")[before:]
        [*told, permission] = [(row.action, row.about, row.details) for row in rows]
        assert told == [
            ("roles_changed", "mia", {"removed": ["Members"]}),
            ("roles_changed", "mia", {"added": ["Curators"]}),
            ("roles_changed", "mia", {"removed": ["Curators"]}),
        ]
        granted = {"added": ["accounts.invite"]}  # its name is in the language of whoever acts
        assert permission == ("permissions_changed", "mia", granted)

    def test_an_account_closed_and_opened(self, member):
        for is_active in (False, True):
            member.is_active = is_active
            member.save()
        member.is_superuser = True
        member.save(update_fields=["is_superuser"])

        assert actions(about="mia")[-3:] == [
            "account_deactivated", "account_activated", "account_changed"
        ]  # fmt: skip


class TestTheList:
    def test_organizers_read_and_filter_it(self, client, organizer):
        client.force_login(organizer)
        audit.record("second_factor_set", organizer, "olga")
        audit.record("entry_exported", organizer, "TWG-0001", format="csv")

        page = client.get(LIST, {"action": "second_factor_set"})

        assert [row.action for row in page.context["cl"].result_list] == ["second_factor_set"]
        newest = AuditRecord.objects.first()
        assert "csv" in client.get(f"{LIST}{newest.pk}/change/").content.decode()

    @pytest.mark.parametrize("query", ["q=%00", "action=%00", "at__year=x", "p=-9", "nonsense=1"])
    def test_nonsense_in_the_address_does_no_harm(self, client, organizer, query):
        client.force_login(organizer)

        assert client.get(f"{LIST}?{query}").status_code in (200, 302)

    @pytest.mark.parametrize("role", ["Members", "Reviewers", "Curators"])
    def test_others_do_not(self, client, role):
        client.force_login(make_person("other", role))

        assert client.get(LIST).status_code in (302, 403)

    def test_nobody_adds_changes_or_deletes_not_even_by_forged_requests(self, client, organizer):
        for account in (organizer, make_person("root", is_superuser=True, is_staff=True)):
            client.force_login(account)
            [newest, *_rest] = AuditRecord.objects.all()
            before = list(AuditRecord.objects.values())
            forged = {"action": "delete_selected", "_selected_action": newest.pk, "post": "yes"}

            answers = [
                client.post(f"{LIST}add/", {"about": "x"}),
                client.post(f"{LIST}{newest.pk}/change/", {"about": "x"}),
                client.post(f"{LIST}{newest.pk}/delete/", {"post": "yes"}),
            ]
            client.post(LIST, forged)

            assert [answer.status_code for answer in answers] == [403, 403, 403]
            assert list(AuditRecord.objects.values()) == before

    def test_its_queries_do_not_grow_with_its_rows(
        self, client, organizer, django_assert_num_queries
    ):
        client.force_login(organizer)
        client.get(LIST)
        with CaptureQueriesContext(connection) as few:
            client.get(LIST)
        number_of_queries = len(few)
        for number in range(20):
            audit.record("signed_in", organizer, str(number))

        with django_assert_num_queries(number_of_queries):
            client.get(LIST)


def test_every_action_that_is_recorded_has_a_name(client, organizer):
    sign_in(client, organizer)
    client.post("/admin/account/leave/")

    assert set(actions()) <= set(audit.NAMES)
    assert User.objects.filter(username="olga").exists()


@pytest.mark.parametrize(
    ("details", "read"),
    [
        ({}, "–"),
        ({"added": ["Curators"]}, "أُضيف: <bdi>أمين المحتوى</bdi>"),
        ({"step": "code"}, "خطوة: <bdi>الرمز</bdi>"),
        ({"is_staff": True, "left": 9}, "يعمل في لوحة الإدارة: <bdi>نعم</bdi><br>"
                                       "الرموز المتبقية: <bdi>9</bdi>"),
        ({"unheard": "<of>"}, "unheard: <bdi>&lt;of&gt;</bdi>"),
    ],
)  # fmt: skip
def test_details_are_read_in_the_reader_s_language(details, read):
    record = AuditRecord(action="roles_changed", details=details)

    with override("ar"):
        assert admin.site.get_model_admin(AuditRecord).all_details(record) == read
