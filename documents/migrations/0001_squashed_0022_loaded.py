"""The entries as they are after 0022_loaded, made in one step where there is nothing yet."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import documents.files.storage
import documents.models.entry
import documents.models.file
import documents.models.submission
import taxonomy.localized
import wording.field
import wording.languages
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

from taxonomy.sql import define


class Migration(migrations.Migration):

    replaces = [
        ('documents', '0001_initial'),
        ('documents', '0002_text_search'),
        ('documents', '0003_file_cover'),
        ('documents', '0004_title_keys'),
        ('documents', '0005_search_index'),
        ('documents', '0006_title_start'),
        ('documents', '0007_workflow'),
        ('documents', '0008_states'),
        ('documents', '0009_versions'),
        ('documents', '0010_evidence'),
        ('documents', '0011_link_check'),
        ('documents', '0012_alike'),
        ('documents', '0013_bulk_change'),
        ('documents', '0014_take_back'),
        ('documents', '0015_messages'),
        ('documents', '0016_finding_correction'),
        ('documents', '0017_who_knows'),
        ('documents', '0018_moved_task'),
        ('documents', '0019_submission'),
        ('documents', '0020_kind_facts'),
        ('documents', '0021_any_language'),
        ('documents', '0022_loaded'),
    ]

    initial = True

    dependencies = [
        ('taxonomy', '0005_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        *define('documents', 'documents_searchchange_revision'),
        migrations.CreateModel(
            name='Agent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation')], max_length=12, verbose_name='sort of creator')),
                ('name', models.CharField(help_text='A person as “Family, Given”, an organisation in full.', max_length=300, verbose_name='name')),
                ('acronym', models.CharField(blank=True, max_length=30, verbose_name='acronym')),
                ('ror', models.CharField(blank=True, help_text='The nine characters after https://ror.org/, for organisations.', max_length=9, verbose_name='ROR')),
                ('orcid', models.CharField(blank=True, max_length=19, verbose_name='ORCID')),
            ],
            options={
                'verbose_name': 'creator or organisation',
                'verbose_name_plural': 'creators and organisations',
                'ordering': ['name'],
                'constraints': [
                    models.UniqueConstraint(fields=('type', 'name'), name='agent_name_unique', violation_error_message='This name stands in the list already.'),
                    models.CheckConstraint(condition=models.Q(('ror', ''), ('ror__regex', '^0[a-z0-9]{8}$'), _connector='OR'), name='agent_ror_is_one', violation_error_message='A ROR has nine characters and begins with 0.'),
                    models.CheckConstraint(condition=models.Q(('orcid', ''), ('orcid__regex', '^(\\d{4}-){3}\\d{3}[\\dX]$'), _connector='OR'), name='agent_orcid_is_one', violation_error_message='An ORCID looks like 0000-0002-1825-0097.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BulkChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('tag', 'add concepts'), ('untag', 'remove concepts'), ('retag', 'replace a concept'), ('review_due', 'set when the next review is due'), ('reviewer', 'ask a reviewer'), ('publish', 'publish')], max_length=10, verbose_name='what')),
                ('parameters', models.JSONField(default=dict)),
                ('about', wording.field.MessagesField(verbose_name='chosen')),
                ('state', models.CharField(choices=[('prepared', 'preview'), ('applying', 'being applied'), ('applied', 'applied'), ('undoing', 'being undone'), ('undone', 'undone')], default='prepared', max_length=8, verbose_name='state')),
                ('message', wording.field.MessagesField(verbose_name='message')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='looked at')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='applied')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='bulk_changes', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
            ],
            options={
                'verbose_name': 'change of many entries',
                'verbose_name_plural': 'changes of many entries',
                'ordering': ['-pk'],
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('applied_at', None), ('state__in', ['prepared', 'applying'])), models.Q(('applied_at__isnull', False), ('state__in', ['applied', 'undoing', 'undone'])), _connector='OR'), name='bulk_change_applied_has_date'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'undone'), ('undone_at__isnull', False)), models.Q(models.Q(('state', 'undone'), _negated=True), ('undone_at', None)), _connector='OR'), name='bulk_change_undone_has_date'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('name', taxonomy.localized.LocalizedField(default=taxonomy.localized.LocalizedText, verbose_name='name')),
                ('question', taxonomy.localized.LocalizedField(area=True, default=taxonomy.localized.LocalizedText, verbose_name='question')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, help_text='Scores given under it stay when it is not.', verbose_name='in use')),
            ],
            options={
                'verbose_name': 'selection criterion',
                'verbose_name_plural': 'selection criteria',
                'ordering': ['position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='HarmQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('text', taxonomy.localized.LocalizedField(area=True, default=taxonomy.localized.LocalizedText, verbose_name='question')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'do-no-harm question',
                'verbose_name_plural': 'do-no-harm questions',
                'ordering': ['position', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Kind',
            fields=[
                ('concept_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='taxonomy.concept')),
                ('plural', taxonomy.localized.LocalizedField(default=taxonomy.localized.LocalizedText, verbose_name='plural')),
                ('introduction', taxonomy.localized.LocalizedField(area=True, blank=True, default=taxonomy.localized.LocalizedText, verbose_name='introduction')),
                ('is_evidence', models.BooleanField(default=True, help_text='An idea for a project is not evidence.', verbose_name='is evidence')),
                ('required', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('takeaway', 'takeaway'), ('summary', 'summary'), ('issued', 'date issued'), ('goal', 'a goal'), ('language', 'a language'), ('place', 'a place'), ('creator', 'a creator'), ('file_or_link', 'a file or a link')], max_length=20), blank=True, default=list, size=None, verbose_name='required for publication')),
                ('required_relations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('documents', 'documents'), ('uses_tool', 'uses tool'), ('applies_mechanism', 'applies mechanism'), ('evaluates', 'evaluates'), ('is_case_of', 'is a case of'), ('qualifies', 'qualifies'), ('contradicts', 'contradicts'), ('replicates', 'replicates'), ('supersedes', 'supersedes'), ('is_translation_of', 'is a translation of'), ('is_part_of', 'is part of'), ('inspired', 'inspired'), ('rests_on', 'rests on')], max_length=20), blank=True, default=list, size=None, verbose_name='required relations')),
                ('takes_findings', models.BooleanField(default=False, help_text='Two readers enter what is known of its results.', verbose_name='has findings')),
                ('takes_references', models.BooleanField(default=False, help_text='References that are imported become entries of this kind.', verbose_name='takes references')),
                ('tells_of_failure', models.BooleanField(default=False, help_text='Says what did not work: told apart by a warm colour, and a place to start from on the first page.', verbose_name='tells of failure')),
                ('schemes', models.ManyToManyField(blank=True, help_text='Vocabularies that no kind names are offered for every kind.', related_name='kinds', to='taxonomy.scheme', verbose_name='vocabularies of this kind alone')),
            ],
            options={
                'verbose_name': 'kind of entry',
                'verbose_name_plural': 'kinds of entry',
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('takes_references', True)), fields=('takes_references',), name='kind_takes_references_once', violation_error_message='References become entries of one kind alone.'),
                ],
            },
            bases=('taxonomy.concept',),
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('in_review', 'in review'), ('accepted', 'accepted'), ('declined', 'declined'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('title', models.CharField(help_text='As the work gives it.', max_length=500, verbose_name='title')),
                ('title_language', models.CharField(default='en', max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Two letters, such as en, es, fr or ar.')], verbose_name='language of the title')),
                ('takeaway', models.CharField(blank=True, help_text='One sentence: what someone in a city takes away. Shown in lists.', max_length=200, verbose_name='takeaway')),
                ('summary', models.TextField(blank=True, help_text='In plain language and your own words, up to 250 words.', validators=[django.core.validators.MaxLengthValidator(4000)], verbose_name='summary')),
                ('text_language', models.CharField(default='en', max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Two letters, such as en, es, fr or ar.')], verbose_name='language of takeaway, summary and sections')),
                ('issued', models.CharField(blank=True, help_text='2019, 2019-05 or 2019-05-31; leave it empty where it is not known.', max_length=10, validators=[django.core.validators.RegexValidator('^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$', 'Write 2019, 2019-05 or 2019-05-31.'), documents.models.entry.real_date], verbose_name='date issued')),
                ('issued_year', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Cast(django.db.models.functions.comparison.NullIf(django.db.models.functions.text.Substr('issued', 1, 4), models.Value('')), models.PositiveSmallIntegerField()), output_field=models.PositiveSmallIntegerField(null=True))),
                ('csl_type', models.CharField(blank=True, choices=[('article-journal', 'article in a journal'), ('book', 'book'), ('chapter', 'chapter'), ('report', 'report'), ('webpage', 'web page'), ('document', 'other document')], max_length=20, verbose_name='type of work')),
                ('container_title', models.CharField(blank=True, max_length=300, verbose_name='journal, book or series')),
                ('volume', models.CharField(blank=True, max_length=20, verbose_name='volume')),
                ('issue', models.CharField(blank=True, max_length=20, verbose_name='issue')),
                ('page', models.CharField(blank=True, max_length=40, verbose_name='pages')),
                ('period_start', models.PositiveSmallIntegerField(blank=True, help_text='Years of what is described.', null=True, verbose_name='period from')),
                ('period_end', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='period to')),
                ('rights', models.CharField(blank=True, help_text='The licence, such as CC BY 4.0.', max_length=200, verbose_name='rights')),
                ('access', models.CharField(choices=[('open', 'open'), ('members', 'members only'), ('embargoed', 'embargoed until a date')], default='open', max_length=10, verbose_name='access')),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='embargoed until')),
                ('found_by', models.CharField(blank=True, max_length=200, verbose_name='found by')),
                ('found_in', models.CharField(blank=True, max_length=300, verbose_name='found in')),
                ('found_on', models.DateField(blank=True, null=True, verbose_name='found on')),
                ('verified_on', models.DateField(blank=True, null=True, verbose_name='last verified')),
                ('review_due', models.DateField(blank=True, null=True, verbose_name='next review due')),
                ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='published')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn')),
                ('withdrawal_reason', models.TextField(blank=True, editable=False, verbose_name='reason for withdrawal')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('last_file_number', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('import_key', models.CharField(editable=False, max_length=100, null=True, unique=True)),
                ('replacement', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='documents.entry', verbose_name='replacement')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='documents.kind', verbose_name='kind')),
                ('entered_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='entered_entries', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('review_round', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False)),
                ('concepts', models.ManyToManyField(blank=True, related_name='tagged_entries', to='taxonomy.concept', verbose_name='concepts')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'ordering': ['-pk'],
                'permissions': [('suggest_entry', 'Can suggest entries without confirming an address'), ('review_entry', 'Can review the entries given to them'), ('curate_entry', 'Can lead entries from suggestion to acceptance'), ('publish_entry', 'Can publish and withdraw entries'), ('override_review', 'Can publish what reviewers have not accepted, with a reason'), ('read_members_only', 'Can read entries for members only')],
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['title'], name='entry_title_trigrams', opclasses=['gin_trgm_ops']),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='entry_has_title'),
                    models.CheckConstraint(condition=models.Q(('issued', ''), ('issued__regex', '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'), _connector='OR'), name='entry_issued_is_a_date', violation_error_message='Write 2019, 2019-05 or 2019-05-31.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('access', 'embargoed'), ('embargo_until__isnull', False)), models.Q(models.Q(('access', 'embargoed'), _negated=True), ('embargo_until__isnull', True)), _connector='OR'), name='entry_embargo_has_date', violation_error_message='An embargo needs its date, and a date needs the access “embargoed”.'),
                    models.CheckConstraint(condition=models.Q(('period_start__isnull', True), ('period_end__isnull', True), ('period_end__gte', models.F('period_start')), _connector='OR'), name='entry_period_in_order', violation_error_message='The period ends before it starts.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='entry_withdrawn_says_why'),
                    models.CheckConstraint(condition=models.Q(('replacement__isnull', True), models.Q(('replacement', models.F('id')), _negated=True), _connector='OR'), name='entry_replacement_is_another'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'superseded']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='entry_published_has_date'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'superseded'), _negated=True), ('replacement__isnull', False), _connector='OR'), name='entry_superseded_by_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BulkLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(verbose_name='entry')),
                ('outcome', models.CharField(choices=[('change', 'will change'), ('same', 'stays as it is'), ('refused', 'refused'), ('done', 'changed'), ('left', 'left out'), ('undone', 'undone'), ('kept', 'stays changed')], max_length=7, verbose_name='what happens')),
                ('reason', wording.field.MessagesField(verbose_name='why')),
                ('data', models.JSONField(default=dict)),
                ('version_before', models.PositiveIntegerField()),
                ('version_after', models.PositiveIntegerField(null=True)),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='documents.bulkchange')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='documents.entry')),
            ],
            options={
                'verbose_name': 'entry of a change of many',
                'verbose_name_plural': 'entries of a change of many',
                'ordering': ['number'],
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['change', 'outcome', 'number'], name='bulk_line_outcome'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('change', 'number'), name='bulk_line_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['done', 'undone', 'kept']), _negated=True), ('version_after__isnull', False), _connector='OR'), name='bulk_line_done_has_version'),
                    models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['refused', 'left', 'kept']), _negated=True), models.Q(('reason', []), _negated=True), _connector='OR'), name='bulk_line_says_why_not'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_submitter', models.BooleanField(default=False, editable=False)),
                ('circle', models.CharField(choices=[('curators', 'curators and reviewers'), ('submitter', 'also whoever suggested it')], default='curators', max_length=9, verbose_name='who reads it')),
                ('text', models.TextField(max_length=4000, verbose_name='comment')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='documents.entry')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='comment_not_empty'),
                    models.CheckConstraint(condition=models.Q(('from_submitter', False), ('circle', 'submitter'), _connector='OR'), name='comment_of_submitter_is_theirs_to_read'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('creator', 'creator'), ('editor', 'editor'), ('publisher', 'publisher')], default='creator', max_length=10, verbose_name='role')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='documents.agent', verbose_name='who')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='documents.entry')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'creators, editors and publishers',
                'ordering': ['role', 'position', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'agent', 'role'), name='contribution_once', violation_error_message='They stand here already in this role.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EntryPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('took_place_in', 'took place in'), ('is_about', 'is about'), ('written_for', 'written for')], default='took_place_in', max_length=15, verbose_name='role')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='documents.entry')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entry_places', to='taxonomy.place', verbose_name='place')),
            ],
            options={
                'verbose_name': 'place of the entry',
                'verbose_name_plural': 'places of the entry',
                'ordering': ['pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'place', 'role'), name='entry_place_once', violation_error_message='This place stands here already in this role.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EvidenceBlock',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='evidence_block', serialize=False, to='documents.entry')),
                ('readers', models.PositiveSmallIntegerField(default=0, verbose_name='readers')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided')),
                ('note', wording.field.MessagesField(verbose_name='note')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('readers__in', [0, 2])), name='evidenceblock_two_readers_or_imported'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EvidenceReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.PositiveSmallIntegerField(editable=False)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence_readings', to='documents.entry')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_readings', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
            ],
            options={
                'verbose_name': 'reading of the evidence',
                'verbose_name_plural': 'readings of the evidence',
                'ordering': ['pk'],
                'permissions': [('read_evidence', 'Can read entries for their evidence'), ('reconcile_evidence', 'Can decide where two readers of the evidence differ')],
                'default_permissions': (),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('seat__in', (1, 2))), name='evidencereading_of_two'),
                    models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('entry', 'seat'), name='evidencereading_seat'),
                    models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('entry', 'reader'), name='evidencereading_two_people'),
                    models.CheckConstraint(condition=models.Q(('closed_at', None), ('submitted_at__isnull', False), _connector='OR'), name='evidencereading_sent_before_decided'),
                ],
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='number')),
                ('title', models.CharField(blank=True, help_text='Such as “Full guide” or “Annex 2”.', max_length=200, verbose_name='title')),
                ('language', models.CharField(blank=True, max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Two letters, such as en, es, fr or ar.')], verbose_name='language')),
                ('licence', models.CharField(blank=True, max_length=100, verbose_name='licence')),
                ('content', models.FileField(storage=documents.files.storage.BlobStorage(), upload_to=documents.models.file.blob_path, verbose_name='file')),
                ('name', models.CharField(editable=False, max_length=150, verbose_name='name')),
                ('format', models.CharField(editable=False, max_length=10, verbose_name='format')),
                ('size', models.PositiveBigIntegerField(editable=False, verbose_name='size')),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('pages', models.PositiveIntegerField(editable=False, null=True, verbose_name='pages')),
                ('text', models.TextField(blank=True, editable=False, verbose_name='text')),
                ('extraction', models.CharField(choices=[('pending', 'waiting for its text to be read'), ('done', 'text read'), ('failed', 'text could not be read'), ('none', 'holds no text')], default='pending', editable=False, max_length=8, verbose_name='text')),
                ('extraction_message', wording.field.MessagesField(editable=False)),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='documents.entry')),
                ('cover', models.FileField(blank=True, default='', editable=False, storage=documents.files.storage.BlobStorage(), upload_to='', verbose_name='cover')),
                ('fixity', models.CharField(blank=True, choices=[('same', 'unchanged'), ('changed', 'no longer what was uploaded'), ('missing', 'missing or unreadable')], editable=False, max_length=8, verbose_name='condition')),
                ('fixity_checked_at', models.DateTimeField(db_index=True, editable=False, null=True, verbose_name='condition checked')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'number'), name='file_number_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(choices=[('effect', 'effect'), ('mechanism', 'how it works'), ('moderators', 'for whom and where'), ('implementation', 'how it was carried out'), ('economics', 'what it costs')], max_length=14, verbose_name='dimension')),
                ('direction', models.CharField(blank=True, choices=[('fewer', 'fewer or less'), ('no-clear-change', 'no clear change'), ('more', 'more'), ('mixed', 'mixed'), ('not-measured', 'not measured')], max_length=15, verbose_name='direction of the effect')),
                ('is_reported', models.BooleanField(default=True, verbose_name='reported')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='finding')),
                ('quality', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(5)], verbose_name='quality of evidence')),
                ('reference', models.CharField(blank=True, max_length=500, verbose_name='other source')),
                ('reference_url', models.URLField(blank=True, max_length=500, verbose_name='address of the other source')),
                ('outcome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.concept', verbose_name='outcome')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='documents.evidenceblock')),
                ('sources', models.ManyToManyField(blank=True, related_name='+', to='documents.entry', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'finding',
                'verbose_name_plural': 'evidence',
                'ordering': ['pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('owner', 'dimension', 'outcome'), name='finding_once', nulls_distinct=False, violation_error_message='There is one row for each outcome and dimension.'),
                    models.CheckConstraint(condition=models.Q(models.Q(models.Q(('dimension', 'effect'), _negated=True), ('direction', ''), ('outcome', None)), models.Q(('dimension', 'effect'), ('direction', ''), ('is_reported', False), ('outcome', None)), models.Q(('dimension', 'effect'), ('direction__in', ['fewer', 'no-clear-change', 'more', 'mixed', 'not-measured']), ('outcome__isnull', False)), _connector='OR'), name='finding_effect_on_outcome', violation_error_message='An effect needs its outcome and its direction.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('is_reported', True), ('quality__isnull', False), models.Q(('text', ''), _negated=True)), models.Q(('is_reported', False), ('quality', None), ('text', '')), _connector='OR'), name='finding_says_what_is_reported', violation_error_message='A finding needs its sentence and its quality.'),
                    models.CheckConstraint(condition=models.Q(('outcome', None), models.Q(('direction', 'not-measured'), ('is_reported', False)), models.Q(models.Q(('direction', 'not-measured'), _negated=True), ('is_reported', True)), _connector='OR'), name='finding_measured_is_reported', violation_error_message='What is reported of an outcome has been measured.'),
                    models.CheckConstraint(condition=models.Q(('dimension__in', ['effect', 'mechanism', 'moderators', 'implementation', 'economics'])), name='finding_dimension_is_known'),
                    models.CheckConstraint(condition=models.Q(('quality', None), ('quality__lte', 5), _connector='OR'), name='finding_quality_in_range'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FindingCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('note', models.CharField(max_length=500, verbose_name='note for readers')),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='proposed')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('is_confirmed', models.BooleanField(null=True, verbose_name='is confirmed')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='reason')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decided_corrections', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finding_corrections', to='documents.entry')),
                ('finding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='documents.finding')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposed_corrections', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
            ],
            options={
                'verbose_name': 'correction of a finding',
                'verbose_name_plural': 'corrections of findings',
                'ordering': ['-pk'],
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('decided_at', None)), fields=('finding',), name='correction_one_waits'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('is_confirmed', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('is_confirmed__isnull', False)), _connector='OR'), name='correction_decided_by_somebody'),
                    models.CheckConstraint(condition=models.Q(('decided_by', None), ('is_confirmed', False), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='correction_confirmed_by_another'),
                    models.CheckConstraint(condition=models.Q(('is_confirmed', None), ('is_confirmed', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='correction_refused_with_reason'),
                    models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='correction_has_note'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FindingResult',
            fields=[
                ('finding', models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='result', serialize=False, to='documents.finding')),
                ('code', models.CharField(max_length=15, null=True)),
            ],
            options={
                'db_table': 'documents_findingresult',
                'managed': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HarmAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(choices=[('no', 'no'), ('yes', 'yes'), ('none', 'does not apply')], max_length=4, verbose_name='answer')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('answered_at', models.DateTimeField(auto_now=True, verbose_name='answered')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='harm_answers', to='documents.entry')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='documents.harmquestion')),
            ],
            options={
                'verbose_name': 'do-no-harm answer',
                'verbose_name_plural': 'do-no-harm answers',
                'ordering': ['question__position'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'question'), name='harm_answer_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('value', 'yes'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='harm_yes_says_what_was_done'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('doi', 'DOI'), ('isbn', 'ISBN'), ('symbol', 'document symbol')], max_length=10, verbose_name='sort of identifier')),
                ('value', models.CharField(max_length=200, verbose_name='identifier')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='documents.entry')),
            ],
            options={
                'verbose_name': 'identifier',
                'verbose_name_plural': 'identifiers',
                'ordering': ['scheme', 'value'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'scheme', 'value'), name='identifier_once', violation_error_message='This identifier stands here already.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='IndexedEntry',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='indexed', serialize=False, to='documents.entry')),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('concept_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('has_file', models.BooleanField()),
                ('evaluated_from', models.DateField(null=True)),
                ('members_only', models.BooleanField()),
                ('public_from', models.DateField()),
                ('title_key', models.TextField()),
                ('issued', models.CharField(max_length=10)),
                ('title_keys', models.JSONField(default=dict)),
                ('head', django.contrib.postgres.search.SearchVectorField()),
                ('length', models.PositiveIntegerField()),
                ('shown', models.JSONField()),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='indexed_vector'),
                    models.Index(fields=['-issued', '-entry'], name='indexed_newest'),
                    django.contrib.postgres.indexes.GinIndex(fields=['head'], name='indexed_head'),
                    models.Index(django.db.models.functions.comparison.Collate('title_key', 'C'), models.F('entry'), name='indexed_title_start'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(help_text="The DOI or the publisher's own page, not a copy elsewhere.", max_length=500, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])], verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title')),
                ('checked_at', models.DateTimeField(editable=False, null=True, verbose_name='last checked')),
                ('check_result', models.CharField(blank=True, choices=[('reached', 'reached'), ('refused', 'the server does not answer machines'), ('busy', 'the server asks to come back later'), ('missing', 'there is no such page'), ('error', 'the server reports an error'), ('unknown', 'there is no server of this name'), ('unreachable', 'the server could not be reached'), ('slow', 'the server took too long'), ('garbled', 'the answer could not be understood'), ('certificate', "the server's certificate is not valid"), ('redirects', 'the address leads in circles'), ('unsafe', 'not an address of the public internet')], editable=False, max_length=100, verbose_name='result')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='documents.entry')),
                ('check_due', models.DateTimeField(db_index=True, editable=False, null=True)),
                ('failures', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False)),
                ('failing_since', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'url'), name='link_once', violation_error_message='This address stands here already.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('failing_since', None), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0)), _connector='OR'), name='link_failing_since_its_first_failure'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReadingFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(choices=[('effect', 'effect'), ('mechanism', 'how it works'), ('moderators', 'for whom and where'), ('implementation', 'how it was carried out'), ('economics', 'what it costs')], max_length=14, verbose_name='dimension')),
                ('direction', models.CharField(blank=True, choices=[('fewer', 'fewer or less'), ('no-clear-change', 'no clear change'), ('more', 'more'), ('mixed', 'mixed'), ('not-measured', 'not measured')], max_length=15, verbose_name='direction of the effect')),
                ('is_reported', models.BooleanField(default=True, verbose_name='reported')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='finding')),
                ('quality', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(5)], verbose_name='quality of evidence')),
                ('reference', models.CharField(blank=True, max_length=500, verbose_name='other source')),
                ('reference_url', models.URLField(blank=True, max_length=500, verbose_name='address of the other source')),
                ('outcome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='taxonomy.concept', verbose_name='outcome')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='documents.evidencereading')),
                ('sources', models.ManyToManyField(blank=True, related_name='+', to='documents.entry', verbose_name='sources')),
            ],
            options={
                'verbose_name': 'finding of one reader',
                'verbose_name_plural': 'findings of one reader',
                'ordering': ['pk'],
                'abstract': False,
                'default_permissions': (),
                'constraints': [
                    models.UniqueConstraint(fields=('owner', 'dimension', 'outcome'), name='readingfinding_once', nulls_distinct=False, violation_error_message='There is one row for each outcome and dimension.'),
                    models.CheckConstraint(condition=models.Q(models.Q(models.Q(('dimension', 'effect'), _negated=True), ('direction', ''), ('outcome', None)), models.Q(('dimension', 'effect'), ('direction', ''), ('is_reported', False), ('outcome', None)), models.Q(('dimension', 'effect'), ('direction__in', ['fewer', 'no-clear-change', 'more', 'mixed', 'not-measured']), ('outcome__isnull', False)), _connector='OR'), name='readingfinding_effect_on_outcome', violation_error_message='An effect needs its outcome and its direction.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('is_reported', True), ('quality__isnull', False), models.Q(('text', ''), _negated=True)), models.Q(('is_reported', False), ('quality', None), ('text', '')), _connector='OR'), name='readingfinding_says_what_is_reported', violation_error_message='A finding needs its sentence and its quality.'),
                    models.CheckConstraint(condition=models.Q(('outcome', None), models.Q(('direction', 'not-measured'), ('is_reported', False)), models.Q(models.Q(('direction', 'not-measured'), _negated=True), ('is_reported', True)), _connector='OR'), name='readingfinding_measured_is_reported', violation_error_message='What is reported of an outcome has been measured.'),
                    models.CheckConstraint(condition=models.Q(('dimension__in', ['effect', 'mechanism', 'moderators', 'implementation', 'economics'])), name='readingfinding_dimension_is_known'),
                    models.CheckConstraint(condition=models.Q(('quality', None), ('quality__lte', 5), _connector='OR'), name='readingfinding_quality_in_range'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('documents', 'documents'), ('uses_tool', 'uses tool'), ('applies_mechanism', 'applies mechanism'), ('evaluates', 'evaluates'), ('is_case_of', 'is a case of'), ('qualifies', 'qualifies'), ('contradicts', 'contradicts'), ('replicates', 'replicates'), ('supersedes', 'supersedes'), ('is_translation_of', 'is a translation of'), ('is_part_of', 'is part of'), ('inspired', 'inspired'), ('rests_on', 'rests on')], max_length=20, verbose_name='relation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='documents.entry')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inverse_relations', to='documents.entry', verbose_name='other entry')),
            ],
            options={
                'verbose_name': 'relation',
                'verbose_name_plural': 'relations',
                'ordering': ['type', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('source', 'type', 'target'), name='relation_once', violation_error_message='This relation stands here already.'),
                    models.CheckConstraint(condition=models.Q(('type__in', ['documents', 'uses_tool', 'applies_mechanism', 'evaluates', 'is_case_of', 'qualifies', 'contradicts', 'replicates', 'supersedes', 'is_translation_of', 'is_part_of', 'inspired', 'rests_on'])), name='relation_type_is_known'),
                    models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='relation_to_another', violation_error_message='An entry cannot be related to itself.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('assigned_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='wanted by')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('refused_at', models.DateTimeField(null=True, verbose_name='refused')),
                ('remark', models.TextField(blank=True, verbose_name='remark')),
                ('assigned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='documents.entry')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL, verbose_name='reviewer')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'ordering': ['round', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'round', 'reviewer'), name='review_once_per_round', violation_error_message='This reviewer has been asked already.'),
                    models.CheckConstraint(condition=models.Q(('submitted_at', None), ('refused_at', None), _connector='OR'), name='review_sent_or_refused'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('action', models.CharField(max_length=20, verbose_name='what')),
                ('note', wording.field.MessagesField(help_text='What changed and why, in a sentence; readers see it with the version.', verbose_name='note')),
                ('record', models.JSONField(verbose_name='record')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='documents.entry')),
                ('version', models.PositiveIntegerField(null=True, verbose_name='version')),
            ],
            options={
                'verbose_name': 'revision',
                'verbose_name_plural': 'history',
                'ordering': ['-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'number'), name='revision_number_once'),
                    models.UniqueConstraint(fields=('entry', 'version'), name='revision_version_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='score')),
                ('comment', models.TextField(blank=True, verbose_name='reason')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='documents.criterion')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='documents.review')),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'ordering': ['criterion__position'],
                'constraints': [
                    models.UniqueConstraint(fields=('review', 'criterion'), name='score_once'),
                    models.CheckConstraint(condition=models.Q(('value__lte', 4)), name='score_in_range'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ScoreMeaning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(4)], verbose_name='score')),
                ('text', taxonomy.localized.LocalizedField(area=True, default=taxonomy.localized.LocalizedText, verbose_name='meaning')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meanings', to='documents.criterion')),
            ],
            options={
                'verbose_name': 'meaning of a score',
                'verbose_name_plural': 'meanings of scores',
                'ordering': ['score'],
                'constraints': [
                    models.UniqueConstraint(fields=('criterion', 'score'), name='score_meaning_once'),
                    models.CheckConstraint(condition=models.Q(('score__lte', 4)), name='score_meaning_in_range'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SearchChange',
            fields=[
                ('revision', models.BigIntegerField(db_default=models.Func(models.Value('documents_searchchange_revision'), function='nextval'), primary_key=True, serialize=False)),
                ('entry_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
        ),
        migrations.CreateModel(
            name='SearchSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('key', models.TextField()),
                ('revision', models.BigIntegerField()),
                ('ids', models.BinaryField()),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('name', 'key'), name='search_set_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('text', models.TextField(primary_key=True, serialize=False)),
                ('bare', models.TextField()),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['bare'], name='word_trigrams', opclasses=['gin_trgm_ops']),
                ],
            },
        ),
        migrations.CreateModel(
            name='SectionTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, verbose_name='key')),
                ('heading', taxonomy.localized.LocalizedField(default=taxonomy.localized.LocalizedText, verbose_name='heading')),
                ('guidance', taxonomy.localized.LocalizedField(area=True, blank=True, default=taxonomy.localized.LocalizedText, verbose_name='guidance for the curator')),
                ('required', models.BooleanField(default=False, verbose_name='required for publication')),
                ('word_limit', models.PositiveSmallIntegerField(default=200, verbose_name='word limit')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='section_templates', to='documents.kind')),
            ],
            options={
                'verbose_name': 'section of a kind',
                'verbose_name_plural': 'sections of a kind',
                'ordering': ['position', 'key'],
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'key'), name='section_template_key_unique'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(validators=[django.core.validators.MaxLengthValidator(20000)], verbose_name='text')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='documents.entry')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='documents.sectiontemplate')),
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'ordering': ['template__position'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'template'), name='section_once_per_entry'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='section_not_empty'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StateChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('transition', models.CharField(max_length=20, verbose_name='step')),
                ('source', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('in_review', 'in review'), ('accepted', 'accepted'), ('declined', 'declined'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded')], max_length=10, verbose_name='from')),
                ('target', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('in_review', 'in review'), ('accepted', 'accepted'), ('declined', 'declined'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('superseded', 'superseded')], max_length=10, verbose_name='to')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                ('reason', wording.field.MessagesField(verbose_name='reason')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='who')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='state_changes', to='documents.entry')),
            ],
            options={
                'verbose_name': 'step of the workflow',
                'verbose_name_plural': 'steps of the workflow',
                'ordering': ['-pk'],
                'indexes': [
                    models.Index(fields=['entry', '-at'], name='state_change_newest'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=documents.models.submission.new_token, editable=False, max_length=40, unique=True)),
                ('name', models.CharField(max_length=120, verbose_name='your name')),
                ('email', models.EmailField(max_length=254, verbose_name='your e-mail address')),
                ('language', models.CharField(default=wording.languages.default, max_length=10, verbose_name='language of our letters')),
                ('why', models.TextField(max_length=2000, verbose_name='why it belongs here')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='address confirmed')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='submissions', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='submission', to='documents.entry', verbose_name='entry')),
                ('who_knows', models.CharField(blank=True, max_length=500, verbose_name='who knows about it')),
            ],
            options={
                'verbose_name': 'suggestion',
                'verbose_name_plural': 'suggestions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Threshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviewers', models.PositiveSmallIntegerField(default=2, help_text='0: entries of this kind are accepted without reviews.', validators=[django.core.validators.MaxValueValidator(5)], verbose_name='reviewers')),
                ('least', models.PositiveSmallIntegerField(default=1, help_text='The lowest score that any reviewer may give under any criterion.', validators=[django.core.validators.MaxValueValidator(4)], verbose_name='no criterion below')),
                ('mean', models.DecimalField(decimal_places=2, default=2, help_text='Of all scores of all reviewers.', max_digits=3, validators=[django.core.validators.MaxValueValidator(4)], verbose_name='mean at least')),
                ('kind', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='threshold', to='documents.kind', verbose_name='kind')),
            ],
            options={
                'verbose_name': 'threshold',
                'verbose_name_plural': 'thresholds',
                'ordering': ['kind__position'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('least__lte', 4), ('mean__gte', 0), ('mean__lte', 4)), name='threshold_in_range'),
                    models.CheckConstraint(condition=models.Q(('reviewers', 0), ('reviewers__gte', 2), _connector='OR'), name='threshold_two_reviewers_or_none', violation_error_message='One reviewer is not enough: two at least, or none.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$', 'Two letters, such as en, es, fr or ar.')], verbose_name='language')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('takeaway', models.CharField(blank=True, max_length=250, verbose_name='takeaway')),
                ('summary', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(4000)], verbose_name='summary')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='documents.entry')),
            ],
            options={
                'verbose_name': 'translation',
                'verbose_name_plural': 'translations',
                'ordering': ['language'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'language'), name='translation_once_per_language', violation_error_message='There is a translation into this language already.'),
                ],
            },
        ),
        *define(
            'documents',
            'twg_configurations',
            'twg_config',
            'twg_vector',
            'twg_join',
            'twg_forms',
            'twg_is_stop_word',
            'twg_words',
            'twg_sort_key',
            'twg_public_from',
            'twg_label_words',
            'twg_refuse_state',
            'twg_forget_link_check',
            'twg_identifier_key',
            'twg_url_key',
            'twg_entry_key',
            'documents_findingresult',
            'documents_findingconcept',
        ),
    ]
