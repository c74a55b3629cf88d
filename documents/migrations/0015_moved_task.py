from django.db import migrations

MOVED = {"documents.files.jobs.read_text": "documents.extracting.read_text"}


def follow(apps, schema_editor) -> None:
    """Let what waits in the queue find its task where it is now."""
    queue = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for old, new in MOVED.items():
        queue.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0014_take_back"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
