"""The imports as they are after 0005_applied_stays, made in one step where there is nothing yet."""

import django.db.models.deletion
import wording.field
from django.conf import settings
from django.db import migrations, models

from taxonomy.sql import define


class Migration(migrations.Migration):

    replaces = [
        ('exchange', '0001_initial'),
        ('exchange', '0002_decisions'),
        ('exchange', '0003_who_applied_and_undid'),
        ('exchange', '0004_messages'),
        ('exchange', '0005_applied_stays'),
    ]

    initial = True

    dependencies = [
        ('documents', '0010_evidence'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='file')),
                ('format', models.CharField(max_length=10, verbose_name='format')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('content', models.BinaryField()),
                ('mapping', models.JSONField(blank=True, default=dict, verbose_name='columns')),
                ('state', models.CharField(choices=[('uploaded', 'uploaded'), ('preparing', 'being looked through'), ('prepared', 'ready to apply'), ('applying', 'being applied'), ('applied', 'applied'), ('undoing', 'being undone'), ('undone', 'undone')], default='uploaded', max_length=10, verbose_name='state')),
                ('message', wording.field.MessagesField(verbose_name='message')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='applied')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='import_runs', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('last_agent', models.BigIntegerField(default=0, editable=False)),
                ('applied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='applied by')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-pk'],
                'permissions': [('import_entries', 'Can import and export entries in bulk'), ('change_imports_of_others', 'Can apply and undo what others imported')],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='row')),
                ('name', models.CharField(blank=True, max_length=500, verbose_name='name')),
                ('action', models.CharField(choices=[('new', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('duplicate', 'may be a duplicate'), ('error', 'error')], max_length=9, verbose_name='what happens')),
                ('decision', models.CharField(choices=[('skip', 'leave it out'), ('new', 'enter it as new'), ('update', 'change the entry that is there')], default='skip', max_length=6, verbose_name='decision')),
                ('record', models.JSONField(default=dict)),
                ('changes', models.JSONField(default=list)),
                ('problems', models.JSONField(default=list)),
                ('version_before', models.PositiveIntegerField(null=True)),
                ('version_after', models.PositiveIntegerField(null=True)),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.entry', verbose_name='entry')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='exchange.importrun')),
            ],
            options={
                'verbose_name': 'row of an import',
                'verbose_name_plural': 'rows of an import',
                'ordering': ['number'],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['run', 'action', 'number'], name='import_row_by_action'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('run', 'number'), name='import_row_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('action', 'error'), _negated=True), models.Q(('problems', []), _negated=True), _connector='OR'), name='import_error_says_what'),
                ],
            },
        ),
        *define('exchange', 'exchange_applied_stays'),
    ]
