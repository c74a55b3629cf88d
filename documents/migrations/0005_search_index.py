"""The search in memory: what changed and when, the words for corrections, saved sets."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models
from django.db.models import Func, Value

# The forms of a word or phrase in all languages, each a tsquery; with none it has no meaning.
FORMS = """
CREATE FUNCTION twg_forms(term text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT form) FILTER (WHERE form <> '')
    FROM unnest(ARRAY[
        phraseto_tsquery('twg_simple', term)::text, phraseto_tsquery('twg_english', term)::text,
        phraseto_tsquery('twg_spanish', term)::text, phraseto_tsquery('twg_french', term)::text,
        phraseto_tsquery('twg_arabic', term)::text, phraseto_tsquery('twg_portuguese', term)::text
    ]) AS form
$$
"""

# The words of a text without accents, and as they are written; parts of hyphenated ones singly.
WORDS = """
CREATE FUNCTION twg_words(content text) RETURNS TABLE (bare text, token text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(unaccent(token)), token FROM ts_parse('default', content)
    WHERE tokid IN (1, 2, 10, 11) AND length(token) BETWEEN 3 AND 40
$$
"""
# What the search knows of labels stands beside them, however they are changed. (An index of the
# function's value cannot be: PostgreSQL builds indexes without a search path.)
LABEL_WORDS = """
ALTER TABLE taxonomy_label ADD COLUMN words tsvector;
CREATE FUNCTION twg_label_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.words := twg_vector(NEW.language, NEW.text, 'B');
    RETURN NEW;
END $$;
CREATE TRIGGER words BEFORE INSERT OR UPDATE ON taxonomy_label
FOR EACH ROW EXECUTE FUNCTION twg_label_words();
UPDATE taxonomy_label SET text = text;
CREATE INDEX label_words ON taxonomy_label USING gin (words);
"""
NO_LABEL_WORDS = """
DROP FUNCTION twg_label_words() CASCADE;
ALTER TABLE taxonomy_label DROP COLUMN words;
"""
BEFORE = """
CREATE FUNCTION twg_query(term text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT string_agg('(' || form || ')', ' | ')::tsquery FROM unnest(twg_forms(term)) form $$
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_title_keys"), ("taxonomy", "0003_revision")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(FORMS, "DROP FUNCTION twg_forms"),
        migrations.RunSQL(WORDS, "DROP FUNCTION twg_words"),
        migrations.RunSQL("DROP FUNCTION twg_query(text)", BEFORE),
        migrations.RunSQL(LABEL_WORDS, NO_LABEL_WORDS),
        migrations.RunSQL(
            "CREATE SEQUENCE documents_searchchange_revision",
            "DROP SEQUENCE documents_searchchange_revision",
        ),
        migrations.CreateModel(
            "SearchChange",
            [
                (
                    "revision",
                    models.BigIntegerField(
                        primary_key=True,
                        serialize=False,
                        db_default=Func(
                            Value("documents_searchchange_revision"), function="nextval"
                        ),
                    ),
                ),
                (
                    "entry_ids",
                    django.contrib.postgres.fields.ArrayField(models.BigIntegerField()),
                ),
            ],
        ),
        migrations.CreateModel(
            "SearchWord",
            [
                ("text", models.TextField(primary_key=True, serialize=False)),
                ("bare", models.TextField()),
            ],
        ),
        migrations.AddIndex(
            "searchword",
            GinIndex(fields=["bare"], opclasses=["gin_trgm_ops"], name="word_trigrams"),
        ),
        migrations.CreateModel(
            "SearchSet",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("key", models.TextField()),
                ("revision", models.BigIntegerField()),
                ("ids", models.BinaryField()),
            ],
        ),
        migrations.AddConstraint(
            "searchset",
            models.UniqueConstraint(fields=["name", "key"], name="search_set_once"),
        ),
        # What the rows lack is filled by `rebuild_search`, which runs after every update.
        migrations.RunSQL("DELETE FROM documents_indexedentry", migrations.RunSQL.noop),
        migrations.RemoveIndex("indexedentry", "indexed_concepts"),
        migrations.AddField(
            "indexedentry", "head", django.contrib.postgres.search.SearchVectorField()
        ),
        migrations.AddField("indexedentry", "length", models.PositiveIntegerField()),
        migrations.AddField("indexedentry", "shown", models.JSONField()),
        migrations.AddIndex("indexedentry", GinIndex(fields=["head"], name="indexed_head")),
    ]
