"""What a site writes into its database, row by row, and how to take it back."""

import time
from dataclasses import dataclass

import psycopg2
from django.conf import settings
from psycopg2.extras import Json

# The numbers by which processes notice that something changed: taken back, nobody would notice.
NUMBERS = {"taxonomy_revision", "documents_searchchange", "documents_page_revision"}
SET_UP = """
CREATE SCHEMA ledger;
CREATE TABLE ledger.line (
    number bigserial PRIMARY KEY, "table" text NOT NULL, before jsonb, after jsonb
);
CREATE FUNCTION ledger.note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger.line ("table", before, after) VALUES (
        TG_TABLE_NAME,
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
    );
    RETURN NULL;
END $$;
"""
LINES = 'SELECT "table", before, after FROM ledger.line WHERE number > %s '
TRIGGER = """CREATE TRIGGER ledger AFTER INSERT OR UPDATE OR DELETE ON "{table}"
FOR EACH ROW EXECUTE FUNCTION ledger.note()"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
KEYS = """
SELECT relname, array_agg(attname::text) FROM pg_index
JOIN pg_class ON pg_class.oid = indrelid
JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
WHERE indisprimary AND relnamespace = 'public'::regnamespace GROUP BY relname
"""
COLUMNS = """
SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY table_name
"""
AT_WORK = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'
"""
# What a process noticed while it read rows that are gone again; nobody else reads anything anew.
TELL = """
UPDATE taxonomy_revision SET number = nextval('taxonomy_revision_number')
WHERE EXISTS (
    SELECT FROM ledger.line WHERE "table" = 'taxonomy_revision' AND number > %(since)s
);
INSERT INTO documents_searchchange (entry_ids)
SELECT array_agg(DISTINCT id) FROM (
    SELECT unnest(ARRAY[(before ->> 'entry_id')::bigint, (after ->> 'entry_id')::bigint]) AS id
    FROM ledger.line WHERE "table" = 'documents_indexedentry' AND number > %(since)s
) AS changed WHERE id IS NOT NULL HAVING count(*) > 0;
INSERT INTO documents_page_revision (transaction, number)
VALUES (pg_current_xact_id()::text::bigint, nextval('documents_page_revision_number'))
ON CONFLICT (transaction) DO UPDATE SET number = excluded.number;
"""


@dataclass(frozen=True)
class Written:
    """One row before and after, as column -> value; None where there was or is no row."""

    table: str
    before: dict | None
    after: dict | None

    @property
    def columns(self) -> dict:
        """Column -> its new value, of those that are another now; of a row that is gone, none."""
        before, after = self.before or {}, self.after or {}
        return {name: value for name, value in after.items() if before.get(name, ...) != value}


class Ledger:
    """Triggers on every table of a site's database write down each change of a row."""

    def __init__(self, database: str):
        self.connection = psycopg2.connect(**named(database))
        self.connection.autocommit = True
        self.execute(SET_UP)
        self.tables = [name for (name,) in self.execute(TABLES)]
        for table in self.tables:
            self.execute(TRIGGER.format(table=table))
        self.beginning = 0
        self.keys, self.names = dict(self.execute(KEYS)), dict(self.execute(COLUMNS))

    def execute(self, statement: str, *values):
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def written(self, since: int = 0) -> list[Written]:
        """What is another than it was at a position of the ledger."""
        rows: dict[tuple, list] = {}
        for table, before, after in self.lines(since):
            kept = rows.setdefault((table, *self.key(table, before or after)), [before, after])
            kept[1] = after
        changed = [Written(key[0], *row) for key, row in rows.items() if row[0] != row[1]]
        return [each for each in changed if each.table not in NUMBERS]

    def lines(self, since: int) -> list[tuple]:
        """(table, before, after) of every change, oldest first."""
        self.wait()
        return self.execute(LINES + "ORDER BY number", since)

    def wait(self) -> None:
        """Until nobody is writing: a browser that goes on leaves a request behind."""
        for _attempt in range(200):
            if self.execute(AT_WORK) == [(0,)]:
                return
            time.sleep(0.02)

    def key(self, table: str, row: dict) -> tuple:
        return tuple(row[name] for name in self.keys.get(table, row))

    def take_back(self) -> None:
        """Put every row back as it was at the beginning, newest first and without triggers;
        processes read anew afterwards."""
        since = self.beginning
        self.wait()
        if self.position() <= since:
            return
        self.execute("BEGIN; SET LOCAL session_replication_role = replica")
        for table, before, after in self.execute(LINES + "ORDER BY number DESC", since):
            if table not in NUMBERS:
                self.put_back(table, before, after)
        self.execute(TELL.replace("%(since)s", str(since)))
        self.execute("DELETE FROM ledger.line WHERE number > %s; COMMIT", since)

    def put_back(self, table: str, before: dict | None, after: dict | None) -> None:
        if after:
            names = self.keys[table]
            where = " AND ".join(f'"{name}"::text = %s' for name in names)
            self.execute(f'DELETE FROM "{table}" WHERE {where}', *[str(after[n]) for n in names])
        if before:
            names = ", ".join(f'"{name}"' for name in self.names[table])
            self.execute(
                f'INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE '
                f'SELECT {names} FROM jsonb_populate_record(NULL::"{table}", %s)',
                Json(before),
            )

    def position(self) -> int:
        """The number of the newest line."""
        return self.execute("SELECT coalesce(max(number), 0) FROM ledger.line")[0][0]

    def close(self) -> None:
        """Leave the site as it was found."""
        self.beginning = 0
        self.take_back()
        self.execute("DROP SCHEMA ledger CASCADE")
        self.connection.close()


def named(database: str) -> dict:
    """How to connect to a database beside that of the tests."""
    ours = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {"dbname": database} | {name: ours[key] for name, key in names.items() if ours.get(key)}
