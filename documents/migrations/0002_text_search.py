"""What the search needs of PostgreSQL: a configuration for each language, and the functions
that documents/search uses to make vectors, queries and sort keys in one way."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# Language -> stemmer. Another language is one more line here, in a migration of its own.
STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "ar": "arabic", "pt": "portuguese"}

WORDS = "asciiword, word, hword_asciipart, hword_part, asciihword, hword"


def create_configuration(stemmer: str) -> str:
    dictionary = "simple" if stemmer == "simple" else f"{stemmer}_stem"
    return f"""
    CREATE TEXT SEARCH CONFIGURATION twg_{stemmer} (COPY = pg_catalog.{stemmer});
    ALTER TEXT SEARCH CONFIGURATION twg_{stemmer}
        ALTER MAPPING FOR {WORDS} WITH unaccent, {dictionary};
    """


CONFIGURATIONS = [create_configuration(stemmer) for stemmer in ("simple", *STEMMERS.values())]

BY_LANGUAGE = " ".join(
    f"WHEN '{language}' THEN 'twg_{stemmer}'::regconfig" for language, stemmer in STEMMERS.items()
)
ANY_LANGUAGE = " || ".join(
    f"phraseto_tsquery('twg_{stemmer}', term)" for stemmer in ("simple", *STEMMERS.values())
)
EMPTY_IN_A_LANGUAGE = " OR ".join(
    f"numnode(phraseto_tsquery('twg_{stemmer}', term)) = 0" for stemmer in STEMMERS.values()
)

FUNCTIONS = [
    # The configuration of a language (ISO 639-1); of one without a stemmer, the simple one.
    f"""
    CREATE FUNCTION twg_config(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE language {BY_LANGUAGE} ELSE 'twg_simple'::regconfig END $$
    """,
    # A text as a vector: stemmed in its language, and as it stands.
    """
    CREATE FUNCTION twg_vector(language text, content text, weight text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT setweight(
        CASE WHEN twg_config(language) = 'twg_simple'::regconfig THEN ''::tsvector
             ELSE to_tsvector(twg_config(language), coalesce(content, '')) END
        || to_tsvector('twg_simple', coalesce(content, '')), weight::"char") $$
    """,
    """
    CREATE AGGREGATE twg_join (tsvector)
    (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '')
    """,
    # A word or phrase as a query that matches it in any language.
    f"""
    CREATE FUNCTION twg_query(term text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT {ANY_LANGUAGE} $$
    """,
    # Whether one of the languages has the word among those that carry no meaning.
    f"""
    CREATE FUNCTION twg_is_stop_word(term text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT numnode(phraseto_tsquery('twg_simple', term)) = 1
                 AND ({EMPTY_IN_A_LANGUAGE}) $$
    """,
    # From which day on visitors may read a published entry (members: see members_only).
    """
    CREATE FUNCTION twg_public_from(entry documents_entry) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN entry.access = 'embargoed' THEN entry.embargo_until
                      ELSE DATE '1900-01-01' END $$
    """,
    # The same as documents.search.sorting.sort_key.
    """
    CREATE FUNCTION twg_sort_key(name text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT ltrim(lower(translate(
        regexp_replace(normalize(name, NFKD), '[\\u0300-\\u036f\\u064b-\\u065f\\u0670]', '', 'g'),
        'أإآٱىةؤئ', 'ااااياوي')), '"''“”‘’«»¿¡([ ') $$
    """,
]


REMOVE = [
    "DROP FUNCTION twg_sort_key, twg_public_from, twg_is_stop_word, twg_query",
    "DROP AGGREGATE twg_join (tsvector)",
    "DROP FUNCTION twg_vector, twg_config",
    *(
        f"DROP TEXT SEARCH CONFIGURATION twg_{stemmer}"
        for stemmer in ("simple", *STEMMERS.values())
    ),
]


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("taxonomy", "0002_hierarchy")]

    operations = [
        UnaccentExtension(),
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in CONFIGURATIONS + FUNCTIONS],
        migrations.RunSQL(migrations.RunSQL.noop, REMOVE),
    ]
