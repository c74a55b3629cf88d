"""The vocabularies as they are after 0005_facts, made in one step where there is nothing yet."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import taxonomy.localized
import taxonomy.models.scheme
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

from taxonomy.sql import define


class Migration(migrations.Migration):

    replaces = [
        ('taxonomy', '0001_initial'),
        ('taxonomy', '0002_hierarchy'),
        ('taxonomy', '0003_revision'),
        ('taxonomy', '0004_one_scheme'),
        ('taxonomy', '0005_facts'),
    ]

    initial = True

    operations = [
        UnaccentExtension(),
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Stands in addresses; it does not change.', unique=True, validators=[taxonomy.models.scheme.not_reserved], verbose_name='code')),
                ('title', taxonomy.localized.LocalizedField(default=taxonomy.localized.LocalizedText, verbose_name='title')),
                ('description', taxonomy.localized.LocalizedField(area=True, blank=True, default=taxonomy.localized.LocalizedText, verbose_name='description')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('is_facet', models.BooleanField(default=True, help_text='Visitors can filter the search by it.', verbose_name='facet')),
                ('position', models.PositiveSmallIntegerField(default=500, verbose_name='position')),
                ('door', taxonomy.localized.LocalizedField(blank=True, default=taxonomy.localized.LocalizedText, help_text='How the first page offers it as a place to start from, such as “a theme”; empty where it does not.', verbose_name='door')),
                ('is_sorted_by_name', models.BooleanField(default=False, help_text='The search lists its concepts by name, not in the order of their positions.', verbose_name='sorted by name')),
                ('is_standard', models.BooleanField(default=False, help_text='Comes whole from a standard: a concept that no entry carries is no concern.', verbose_name='standard')),
                ('is_subject', models.BooleanField(default=True, help_text='Tells what an entry is about, not what it is: entries that share a rare concept of it are shown as similar.', verbose_name='subject')),
                ('question', taxonomy.localized.LocalizedField(blank=True, default=taxonomy.localized.LocalizedText, help_text='What the guided choice asks to have it answered, such as “What do you want to achieve?”; empty where it does not ask.', verbose_name='question')),
                ('question_position', models.PositiveSmallIntegerField(default=500, verbose_name='position of the question')),
                ('question_short', taxonomy.localized.LocalizedField(blank=True, default=taxonomy.localized.LocalizedText, help_text='What stands before the answer, such as “Your goal”.', verbose_name='question in short')),
                ('shows_gaps', models.BooleanField(default=False, help_text='The first page names its concepts with the fewest entries.', verbose_name='shows gaps')),
            ],
            options={
                'verbose_name': 'vocabulary',
                'verbose_name_plural': 'vocabularies',
                'ordering': ['position', 'code'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('question', {}), models.Q(('question_short', {}), _negated=True), _connector='OR'), name='scheme_question_has_its_short_form', violation_error_message='A question needs its short form, too.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Concept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Stands in addresses; it does not change.', max_length=80, verbose_name='code')),
                ('status', models.CharField(choices=[('proposed', 'proposed: not yet shown to visitors'), ('accepted', 'accepted'), ('deprecated', 'deprecated: kept where it is used, no longer offered'), ('merged', 'merged into its successor')], default='accepted', max_length=12, verbose_name='status')),
                ('definition', taxonomy.localized.LocalizedField(area=True, blank=True, default=taxonomy.localized.LocalizedText, verbose_name='definition')),
                ('scope_note', taxonomy.localized.LocalizedField(area=True, blank=True, default=taxonomy.localized.LocalizedText, help_text='When to use it, and what to use instead.', verbose_name='scope note')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='position')),
                ('ancestor_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('successor', models.ForeignKey(blank=True, help_text='Which concept to use instead, when this one is deprecated.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='taxonomy.concept', verbose_name='successor')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concepts', to='taxonomy.scheme', verbose_name='vocabulary')),
                ('broader', models.ManyToManyField(blank=True, related_name='narrower', to='taxonomy.concept', verbose_name='broader concepts')),
            ],
            options={
                'verbose_name': 'concept',
                'verbose_name_plural': 'concepts',
                'ordering': ['scheme__position', 'position', 'code'],
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['ancestor_ids'], name='concept_ancestors'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('scheme', 'code'), name='concept_code_unique'),
                    models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Za-z0-9][A-Za-z0-9-]*$')), name='concept_code_is_slug', violation_error_message='A code is made of letters, digits and hyphens.'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'merged'), _negated=True), ('successor__isnull', False), _connector='OR'), name='concept_merged_has_successor'),
                    models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='concept_successor_is_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(help_text='Two letters, such as en, es, fr or ar.', max_length=3, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}$')], verbose_name='language')),
                ('kind', models.CharField(choices=[('preferred', 'preferred'), ('alternative', 'alternative (synonym)')], max_length=11, verbose_name='sort of label')),
                ('text', models.CharField(max_length=200, verbose_name='text')),
                ('concept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='taxonomy.concept')),
            ],
            options={
                'verbose_name': 'label',
                'verbose_name_plural': 'labels',
                'ordering': ['-kind', 'language', 'text'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('kind', 'preferred')), fields=('concept', 'language'), name='label_one_preferred_per_language', violation_error_message='A concept has one preferred label in a language.'),
                    models.UniqueConstraint(fields=('concept', 'language', 'text'), name='label_said_once', violation_error_message='This label stands here already.'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='label_not_empty'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('concept_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='taxonomy.concept')),
                ('level', models.CharField(choices=[('region', 'region'), ('country', 'country or area'), ('city', 'city')], max_length=7, verbose_name='level')),
                ('latitude', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True, verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True, verbose_name='longitude')),
                ('geonames_id', models.PositiveIntegerField(blank=True, null=True, unique=True, verbose_name='GeoNames')),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='place_is_on_earth', violation_error_message='Latitude lies between -90 and 90, longitude between -180 and 180.'),
                ],
            },
            bases=('taxonomy.concept',),
        ),
        *define(
            'taxonomy',
            'taxonomy_refuse_cycle',
            'taxonomy_next_revision',
            'concept_successor_in_scheme',
            'taxonomy_stay_in_scheme',
            'taxonomy_broader_in_scheme',
        ),
    ]
