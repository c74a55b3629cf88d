"""By what two entries are seen to be the same work: their numbers, addresses and titles."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

FUNCTIONS = [
    # A DOI or ISBN in one form, whatever stands before it; nothing where it is none. Of an ISBN
    # the nine digits that its short and its long form share.
    r"""
    CREATE FUNCTION twg_identifier_key(scheme text, value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE scheme
        WHEN 'doi' THEN 'doi:' || lower(substring(value FROM '10\.[0-9]{4,9}/[^?#[:space:]]+'))
        WHEN 'isbn' THEN 'isbn:' || coalesce(
            substring(plain FROM '^978([0-9]{9})[0-9]$'), substring(plain FROM '^979[0-9]{10}$'),
            substring(plain FROM '^([0-9]{9})[0-9X]$'))
        END FROM upper(regexp_replace(value, '[^0-9Xx]', '', 'g')) AS plain $$
    """,
    # An address without what does not matter: http or https, www, the last slash, the part of
    # the page. The address of a DOI is that DOI. (Written out: PostgreSQL builds indexes without
    # a search path, so that one function of ours does not find the other.)
    r"""
    CREATE FUNCTION twg_url_key(url text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN lower(part[1]) IN ('doi.org', 'dx.doi.org')
        THEN 'doi:' || lower(substring(part[2] FROM '10\.[0-9]{4,9}/[^?#[:space:]]+'))
        ELSE 'url:' || lower(part[1]) || rtrim(part[2], '/') END
        FROM regexp_match(url, '^https?://(?:www\.)?([^/?#]+)([^#]*)', 'i') AS part $$
    """,
    "CREATE INDEX identifier_key ON documents_identifier (twg_identifier_key(scheme, value))",
    "CREATE INDEX link_key ON documents_link (twg_url_key(url))",
    """
    CREATE VIEW twg_entry_key AS
        SELECT entry_id, twg_identifier_key(scheme, value) AS key FROM documents_identifier
        UNION ALL SELECT entry_id, twg_url_key(url) FROM documents_link
    """,
]
REMOVE = """
DROP VIEW twg_entry_key;
DROP INDEX identifier_key, link_key;
DROP FUNCTION twg_url_key, twg_identifier_key;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0011_link_check")]

    operations = [
        *[migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in FUNCTIONS],
        migrations.RunSQL(migrations.RunSQL.noop, REMOVE),
        migrations.AddIndex(
            "entry",
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="entry_title_trigrams"),
        ),
    ]
