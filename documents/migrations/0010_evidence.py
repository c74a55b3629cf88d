"""Findings on the results of entries, and what the search reads of them.

The two views: what a finding means for people (which direction of an outcome is wanted is said by
the term above it), and the concepts that an entry has through its public findings.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

VIEWS = """
CREATE VIEW documents_findingresult AS
SELECT finding.id AS finding_id, CASE
    WHEN NOT finding.is_reported THEN 'not-measured'
    WHEN finding.direction IN ('no-clear-change', 'mixed') THEN finding.direction
    WHEN wanted.direction IS NULL THEN NULL
    WHEN wanted.direction = finding.direction THEN 'beneficial'
    ELSE 'harmful'
END AS code
FROM documents_finding finding
LEFT JOIN taxonomy_concept outcome ON outcome.id = finding.outcome_id
LEFT JOIN LATERAL (
    SELECT CASE above.code WHEN 'less-is-better' THEN 'fewer' ELSE 'more' END AS direction
    FROM taxonomy_concept above
    WHERE above.id = ANY (outcome.ancestor_ids) AND above.id <> outcome.id
      AND above.code IN ('less-is-better', 'more-is-better')
    ORDER BY above.code LIMIT 1
) wanted ON true
WHERE finding.dimension = 'effect';

CREATE VIEW documents_findingconcept AS
SELECT finding.owner_id AS entry_id, finding.outcome_id AS concept_id
FROM documents_finding finding
WHERE finding.is_reported AND finding.outcome_id IS NOT NULL
UNION
SELECT finding.owner_id, concept.id
FROM documents_finding finding
LEFT JOIN documents_findingresult result ON result.finding_id = finding.id
JOIN taxonomy_scheme scheme ON scheme.code IN ('result', 'evidence-quality')
JOIN taxonomy_concept concept ON concept.scheme_id = scheme.id AND concept.code =
    CASE scheme.code WHEN 'result' THEN result.code ELSE finding.quality::text END
WHERE finding.dimension = 'effect';
"""
DROP = """
DROP VIEW documents_findingconcept;
DROP VIEW documents_findingresult;
"""
KINDS = ["practice", "mechanism", "tool", "failure"]


def kinds_take_findings(apps, schema_editor):
    apps.get_model("documents", "Kind").objects.filter(code__in=KINDS).update(takes_findings=True)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0009_versions"),
        ("taxonomy", "0003_revision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("effect", "effect"),
                            ("mechanism", "how it works"),
                            ("moderators", "for whom and where"),
                            ("implementation", "how it was carried out"),
                            ("economics", "what it costs"),
                        ],
                        max_length=14,
                        verbose_name="dimension",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fewer", "fewer or less"),
                            ("no-clear-change", "no clear change"),
                            ("more", "more"),
                            ("mixed", "mixed"),
                            ("not-measured", "not measured"),
                        ],
                        max_length=15,
                        verbose_name="direction of the effect",
                    ),
                ),
                ("is_reported", models.BooleanField(default=True, verbose_name="reported")),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="finding")),
                (
                    "quality",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(5)],
                        verbose_name="quality of evidence",
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=500, verbose_name="other source"),
                ),
                (
                    "reference_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the other source"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.concept",
                        verbose_name="outcome",
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="documents.entry", verbose_name="sources"
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "evidence",
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EvidenceBlock",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="evidence_block",
                        serialize=False,
                        to="documents.entry",
                    ),
                ),
                ("readers", models.PositiveSmallIntegerField(default=0, verbose_name="readers")),
                (
                    "decided_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="decided"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="kind",
            name="takes_findings",
            field=models.BooleanField(
                default=False,
                help_text="Two readers enter what is known of its results.",
                verbose_name="has findings",
            ),
        ),
        migrations.CreateModel(
            name="FindingResult",
            fields=[
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="result",
                        serialize=False,
                        to="documents.finding",
                    ),
                ),
                ("code", models.CharField(max_length=15, null=True)),
            ],
            options={
                "db_table": "documents_findingresult",
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="findings",
                to="documents.evidenceblock",
            ),
        ),
        migrations.CreateModel(
            name="EvidenceReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.PositiveSmallIntegerField(editable=False)),
                (
                    "started_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun"),
                ),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="decided")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence_readings",
                        to="documents.entry",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence_readings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reader",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading of the evidence",
                "verbose_name_plural": "readings of the evidence",
                "ordering": ["pk"],
                "permissions": [
                    ("read_evidence", "Can read entries for their evidence"),
                    ("reconcile_evidence", "Can decide where two readers of the evidence differ"),
                ],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReadingFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("effect", "effect"),
                            ("mechanism", "how it works"),
                            ("moderators", "for whom and where"),
                            ("implementation", "how it was carried out"),
                            ("economics", "what it costs"),
                        ],
                        max_length=14,
                        verbose_name="dimension",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fewer", "fewer or less"),
                            ("no-clear-change", "no clear change"),
                            ("more", "more"),
                            ("mixed", "mixed"),
                            ("not-measured", "not measured"),
                        ],
                        max_length=15,
                        verbose_name="direction of the effect",
                    ),
                ),
                ("is_reported", models.BooleanField(default=True, verbose_name="reported")),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="finding")),
                (
                    "quality",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(5)],
                        verbose_name="quality of evidence",
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, max_length=500, verbose_name="other source"),
                ),
                (
                    "reference_url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="address of the other source"
                    ),
                ),
                (
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.concept",
                        verbose_name="outcome",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="documents.evidencereading",
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="documents.entry", verbose_name="sources"
                    ),
                ),
            ],
            options={
                "verbose_name": "finding of one reader",
                "verbose_name_plural": "findings of one reader",
                "ordering": ["pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("owner", "dimension", "outcome"),
                name="finding_once",
                nulls_distinct=False,
                violation_error_message="There is one row for each outcome and dimension.",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("dimension", "effect"), _negated=True),
                        ("direction", ""),
                        ("outcome", None),
                    ),
                    models.Q(
                        ("dimension", "effect"),
                        ("direction", ""),
                        ("is_reported", False),
                        ("outcome", None),
                    ),
                    models.Q(
                        ("dimension", "effect"),
                        (
                            "direction__in",
                            ["fewer", "no-clear-change", "more", "mixed", "not-measured"],
                        ),
                        ("outcome__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="finding_effect_on_outcome",
                violation_error_message="An effect needs its outcome and its direction.",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_reported", True),
                        ("quality__isnull", False),
                        models.Q(("text", ""), _negated=True),
                    ),
                    models.Q(("is_reported", False), ("quality", None), ("text", "")),
                    _connector="OR",
                ),
                name="finding_says_what_is_reported",
                violation_error_message="A finding needs its sentence and its quality.",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", None),
                    models.Q(("direction", "not-measured"), ("is_reported", False)),
                    models.Q(
                        models.Q(("direction", "not-measured"), _negated=True),
                        ("is_reported", True),
                    ),
                    _connector="OR",
                ),
                name="finding_measured_is_reported",
                violation_error_message="What is reported of an outcome has been measured.",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "dimension__in",
                        ["effect", "mechanism", "moderators", "implementation", "economics"],
                    )
                ),
                name="finding_dimension_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("quality", None), ("quality__lte", 5), _connector="OR"),
                name="finding_quality_in_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidenceblock",
            constraint=models.CheckConstraint(
                condition=models.Q(("readers__in", [0, 2])),
                name="evidenceblock_two_readers_or_imported",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencereading",
            constraint=models.CheckConstraint(
                condition=models.Q(("seat__in", (1, 2))), name="evidencereading_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencereading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("entry", "seat"),
                name="evidencereading_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencereading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("entry", "reader"),
                name="evidencereading_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencereading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at", None), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="evidencereading_sent_before_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingfinding",
            constraint=models.UniqueConstraint(
                fields=("owner", "dimension", "outcome"),
                name="readingfinding_once",
                nulls_distinct=False,
                violation_error_message="There is one row for each outcome and dimension.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("dimension", "effect"), _negated=True),
                        ("direction", ""),
                        ("outcome", None),
                    ),
                    models.Q(
                        ("dimension", "effect"),
                        ("direction", ""),
                        ("is_reported", False),
                        ("outcome", None),
                    ),
                    models.Q(
                        ("dimension", "effect"),
                        (
                            "direction__in",
                            ["fewer", "no-clear-change", "more", "mixed", "not-measured"],
                        ),
                        ("outcome__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="readingfinding_effect_on_outcome",
                violation_error_message="An effect needs its outcome and its direction.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_reported", True),
                        ("quality__isnull", False),
                        models.Q(("text", ""), _negated=True),
                    ),
                    models.Q(("is_reported", False), ("quality", None), ("text", "")),
                    _connector="OR",
                ),
                name="readingfinding_says_what_is_reported",
                violation_error_message="A finding needs its sentence and its quality.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", None),
                    models.Q(("direction", "not-measured"), ("is_reported", False)),
                    models.Q(
                        models.Q(("direction", "not-measured"), _negated=True),
                        ("is_reported", True),
                    ),
                    _connector="OR",
                ),
                name="readingfinding_measured_is_reported",
                violation_error_message="What is reported of an outcome has been measured.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "dimension__in",
                        ["effect", "mechanism", "moderators", "implementation", "economics"],
                    )
                ),
                name="readingfinding_dimension_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("quality", None), ("quality__lte", 5), _connector="OR"),
                name="readingfinding_quality_in_range",
            ),
        ),
        migrations.RunSQL(VIEWS, DROP),
        migrations.RunPython(kinds_take_findings, migrations.RunPython.noop, elidable=True),
    ]
