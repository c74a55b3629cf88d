"""What is true of a vocabulary stands in its row, no longer in the code.

Those that are there get what the code said of them.
"""

from django.db import migrations, models

import taxonomy.localized

# Column -> its value -> the vocabularies that have it.
FLAGS = [
    (
        "is_subject",
        False,
        [
            "cost",
            "evidence-quality",
            "kind",
            "language",
            "money-range",
            "open-access",
            "paper-status",
            "result",
            "stage",
            "still-running",
            "time-to-result",
            "works-offline",
        ],
    ),
    ("is_standard", True, ["kind", "language", "place"]),
    ("is_sorted_by_name", True, ["language", "place"]),
    ("shows_gaps", True, ["context", "practice-area", "theme", "violence"]),
]
# Vocabulary -> its texts and the position of its question.
TEXTS = {
    "context": {
        "question": {
            "en": "What is your city going through?",
            "es": "¿Qué vive su ciudad?",
            "fr": "Que traverse votre ville\u00a0?",
            "ar": "بماذا تمر مدينتك؟",
        },
        "question_short": {
            "en": "Your city",
            "es": "Su ciudad",
            "fr": "Votre ville",
            "ar": "مدينتك",
        },
        "question_position": 10,
    },
    "goal": {
        "question": {
            "en": "What do you want to achieve?",
            "es": "¿Qué quiere lograr?",
            "fr": "Que voulez-vous accomplir\u00a0?",
            "ar": "ما الذي تريد تحقيقه؟",
        },
        "question_short": {
            "en": "Your goal",
            "es": "Su objetivo",
            "fr": "Votre objectif",
            "ar": "هدفك",
        },
        "question_position": 30,
    },
    "kind": {
        "question": {
            "en": "What would help you most?",
            "es": "¿Qué le ayudaría más?",
            "fr": "Qu’est-ce qui vous aiderait le plus\u00a0?",
            "ar": "ما الذي يفيدك أكثر؟",
        },
        "question_short": {
            "en": "What would help",
            "es": "Lo que ayudaría",
            "fr": "Ce qui aiderait",
            "ar": "ما يفيد",
        },
        "question_position": 40,
    },
    "theme": {"door": {"en": "a theme", "es": "un tema", "fr": "un thème", "ar": "موضوع"}},
    "violence": {
        "door": {
            "en": "a type of violence",
            "es": "un tipo de violencia",
            "fr": "un type de violence",
            "ar": "نوع من العنف",
        },
        "question": {
            "en": "Which violence does it suffer from?",
            "es": "¿Qué violencia padece?",
            "fr": "De quelle violence souffre-t-elle\u00a0?",
            "ar": "أي عنف تعاني منه؟",
        },
        "question_short": {
            "en": "The violence",
            "es": "La violencia",
            "fr": "La violence",
            "ar": "العنف",
        },
        "question_position": 20,
    },
}


def tell(apps, schema_editor) -> None:
    schemes = apps.get_model("taxonomy", "Scheme").objects.using(schema_editor.connection.alias)
    for column, value, codes in FLAGS:
        schemes.filter(code__in=codes).update(**{column: value})
    for code, texts in TEXTS.items():
        schemes.filter(code=code).update(**texts)


class Migration(migrations.Migration):
    dependencies = [
        ("taxonomy", "0004_one_scheme"),
    ]

    operations = [
        migrations.AddField(
            model_name="scheme",
            name="door",
            field=taxonomy.localized.LocalizedField(
                blank=True,
                default=taxonomy.localized.LocalizedText,
                help_text=(
                    "How the first page offers it as a place to start from, such as “a theme”; "
                    "empty where it does not."
                ),
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="scheme",
            name="is_sorted_by_name",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "The search lists its concepts by name, not in the order of their positions."
                ),
                verbose_name="sorted by name",
            ),
        ),
        migrations.AddField(
            model_name="scheme",
            name="is_standard",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Comes whole from a standard: a concept that no entry carries is no concern."
                ),
                verbose_name="standard",
            ),
        ),
        migrations.AddField(
            model_name="scheme",
            name="is_subject",
            field=models.BooleanField(
                default=True,
                help_text=(
                    "Tells what an entry is about, not what it is: entries that share a rare "
                    "concept of it are shown as similar."
                ),
                verbose_name="subject",
            ),
        ),
        migrations.AddField(
            model_name="scheme",
            name="question",
            field=taxonomy.localized.LocalizedField(
                blank=True,
                default=taxonomy.localized.LocalizedText,
                help_text=(
                    "What the guided choice asks to have it answered, such as “What do you want "
                    "to achieve?”; empty where it does not ask."
                ),
                verbose_name="question",
            ),
        ),
        migrations.AddField(
            model_name="scheme",
            name="question_position",
            field=models.PositiveSmallIntegerField(
                default=500, verbose_name="position of the question"
            ),
        ),
        migrations.AddField(
            model_name="scheme",
            name="question_short",
            field=taxonomy.localized.LocalizedField(
                blank=True,
                default=taxonomy.localized.LocalizedText,
                help_text="What stands before the answer, such as “Your goal”.",
                verbose_name="question in short",
            ),
        ),
        migrations.AddField(
            model_name="scheme",
            name="shows_gaps",
            field=models.BooleanField(
                default=False,
                help_text="The first page names its concepts with the fewest entries.",
                verbose_name="shows gaps",
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("question", {}),
                    models.Q(("question_short", {}), _negated=True),
                    _connector="OR",
                ),
                name="scheme_question_has_its_short_form",
                violation_error_message="A question needs its short form, too.",
            ),
        ),
    ]
