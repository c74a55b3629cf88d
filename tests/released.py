"""A database as the last release left it, with a row of each sort that migrations since touch.

    python -m tests.released

fills the empty database of the environment.
"""

from django.utils import timezone

# The last migration of each app that the release had.
RELEASE = {
    "accounts": "0002_audit_log_kept",
    "otp_static": "0003_add_timestamps",
    "otp_totp": "0003_add_timestamps",
    "documents": "0014_take_back",
    "exchange": "0003_who_applied_and_undid",
    "taxonomy": "0003_revision",
}
NOW = timezone.now()


SECRET = "3132333435363738393031323334353637383930"  # of an app that shows codes
CODE = "abcdefgh"  # for when the app is lost


def build() -> None:
    # They need Django to be set up.
    from django.apps import apps as installed
    from django.contrib.auth.management import create_permissions
    from django.contrib.contenttypes.management import create_contenttypes

    from tests.migrating import migrate

    models = migrate(**RELEASE).apps
    for app in installed.get_app_configs():
        create_contenttypes(app, verbosity=0, apps=models)
        create_permissions(app, verbosity=0, apps=models)
    fill(models)


def fill(apps) -> None:
    sara = apps.get_model("auth.User").objects.create(username="sara")
    add_role(apps, sara)
    add_second_factor(apps, sara)
    kind, theme = add_vocabularies(apps)
    guide = add_entry(apps, kind, theme)
    add_history(apps, guide, sara)
    add_file(apps, guide)
    add_suggestion(apps, kind, sara)
    add_loaded(apps, kind)
    add_bulk_change(apps, guide, sara)
    add_import(apps, guide, sara)


def add_role(apps, sara) -> None:
    group = apps.get_model("auth.Group").objects.create(name="Reading")
    permission = apps.get_model("auth.Permission").objects.get(codename="view_suggestion")
    group.permissions.add(permission)
    sara.groups.add(group)
    apps.get_model("accounts.Profile").objects.create(account=sara, language="fr")
    apps.get_model("accounts.AuditRecord").objects.create(action="signed in", actor_name="sara")


def add_second_factor(apps, sara) -> None:
    apps.get_model("otp_totp.TOTPDevice").objects.create(user=sara, name="app", key=SECRET)
    codes = apps.get_model("otp_static.StaticDevice").objects.create(user=sara, name="codes")
    apps.get_model("otp_static.StaticToken").objects.create(device=codes, token=CODE)


def add_vocabularies(apps):
    """Two vocabularies, and a concept whose successor and whose upper concept stand elsewhere."""
    kinds = apps.get_model("taxonomy.Scheme").objects.create(code="kind", title={"en": "Kind"})
    themes = apps.get_model("taxonomy.Scheme").objects.create(code="theme", title={"en": "Theme"})
    kind = apps.get_model("documents.Kind").objects.create(
        scheme=kinds, code="literature", plural={"en": "Literature"}
    )
    concepts = apps.get_model("taxonomy.Concept").objects
    theme = concepts.create(scheme=themes, code="gangs")
    old = concepts.create(scheme=themes, code="maras", status="merged", successor_id=kind.pk)
    old.broader.add(kind.pk)
    labels = apps.get_model("taxonomy.Label").objects
    for concept, language, text in [
        (kind, "en", "Literature"), (theme, "en", "Gangs"), (theme, "ar", "العصابات"),
        (old, "es", "Maras"),
    ]:  # fmt: skip
        labels.create(concept_id=concept.pk, language=language, kind="preferred", text=text)
    for concept in (theme, old):
        concept.ancestor_ids = [concept.pk]
        concept.save()
    return kind, theme


def add_entry(apps, kind, theme):
    entry = apps.get_model("documents.Entry").objects.create(
        kind=kind, title="Safety walks", takeaway="Walk with those who know.", issued="2019-05",
        state="published", published_at=NOW, version=2, last_file_number=1,
    )  # fmt: skip
    entry.concepts.add(theme)
    template = apps.get_model("documents.SectionTemplate").objects.create(
        kind=kind, key="method", heading={"en": "Method"}
    )
    apps.get_model("documents.Section").objects.create(
        entry=entry, template=template, text="Twelve women were asked."
    )
    apps.get_model("documents.Link").objects.create(
        entry=entry, url="https://example.net/walks", title="The report", failures=2,
        failing_since=NOW, check_result="missing", checked_at=NOW,
    )  # fmt: skip
    return entry


def add_history(apps, entry, sara) -> None:
    record = {
        "identifier": "TWG-0001", "kind": "literature", "state": "published", "access": "open",
        "title": entry.title, "title_language": "en", "text_language": "en",
        "takeaway": entry.takeaway, "issued": entry.issued, "concepts": {"theme": ["gangs"]},
        "sections": {"method": "Twelve women were asked."},
        "links": [{"url": "https://example.net/walks", "title": "The report"}],
    }  # fmt: skip
    revisions = apps.get_model("documents.Revision").objects
    revisions.create(entry=entry, number=1, action="saved", note="", record=record, actor=sara)
    revisions.create(
        entry=entry, number=2, action="publish", note="Lu à Genève.\nEt relu.", record=record,
        actor=sara, version=1,
    )  # fmt: skip
    apps.get_model("documents.StateChange").objects.create(
        entry=entry, transition="publish", source="draft", target="published", actor=sara,
        reason="Nobody else reads Arabic.",
    )  # fmt: skip


def add_file(apps, entry) -> None:
    file = apps.get_model("documents.File").objects.create(
        entry=entry, number=1, content="ab/abc", name="walks.pdf", format="pdf", size=7,
        sha256="0" * 64, extraction="failed", pages=3,
        extraction_message="The text could not be read: the file is damaged.",
    )  # fmt: skip
    apps.get_model("django_tasks_database.DBTaskResult").objects.create(
        task_path="documents.files.jobs.read_text",
        args_kwargs={"args": [file.pk], "kwargs": {}},
        run_after=NOW,
        backend_name="default",
    )


def add_suggestion(apps, kind, sara) -> None:
    entry = apps.get_model("documents.Entry").objects.create(
        kind=kind, title="Night buses", state="submitted"
    )
    apps.get_model("documents.Suggestion").objects.create(
        entry=entry, token="key", name="Omar", email="omar@example.net", language="ar",
        why="It works.", account=sara, confirmed_at=NOW,
    )  # fmt: skip
    comments = apps.get_model("documents.Comment").objects
    comments.create(entry=entry, from_suggester=True, circle="suggester", text="Since 2019.")
    comments.create(entry=entry, author=sara, circle="curators", text="Who asks them?")


def add_loaded(apps, kind) -> None:
    """An entry of the starter collection, as its loader wrote it."""
    entry = apps.get_model("documents.Entry").objects.create(
        kind=kind, title="A loaded one", import_key="loaded", version=1
    )
    apps.get_model("documents.Revision").objects.create(
        entry=entry, number=1, action="saved", note="Imported", record={"state": "draft"}
    )


def add_bulk_change(apps, entry, sara) -> None:
    change = apps.get_model("documents.BulkChange").objects.create(
        action="tag", actor=sara, about="kind: Literature", state="applied", applied_at=NOW,
        message="One entry was left out.",
    )  # fmt: skip
    apps.get_model("documents.BulkLine").objects.create(
        change=change, number=entry.pk, entry=entry, outcome="refused", version_before=1,
        reason="It has changed since the preview.",
    )  # fmt: skip


def add_import(apps, entry, sara) -> None:
    run = apps.get_model("exchange.ImportRun").objects.create(
        name="liste.csv", format="csv", sha256="0" * 64, content=b"title\n", actor=sara,
        state="prepared", message="One row cannot be read.",
    )  # fmt: skip
    rows = apps.get_model("exchange.ImportRow").objects
    rows.create(
        run=run, number=2, action="error", problems=[["year", "“soon” is no year."]],
        record={"title": "Walks"},
    )  # fmt: skip
    rows.create(run=run, number=3, action="duplicate", decision="new", entry=entry)


if __name__ == "__main__":
    import django

    django.setup()
    build()
