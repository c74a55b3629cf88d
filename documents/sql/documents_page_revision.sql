-- What public pages rest on: one row for each transaction that changed any of it.
--
-- Writers do not wait for each other here, so numbers may become visible in another order than
-- they were given. How many rows a reader sees and what their numbers add up to tells one state
-- from another all the same. The sequence belongs to no column: a number that a rolled back
-- transaction has used never comes again.
CREATE SEQUENCE IF NOT EXISTS documents_page_revision_number;
CREATE TABLE IF NOT EXISTS documents_page_revision (
    transaction bigint PRIMARY KEY,
    number bigint NOT NULL
);

CREATE OR REPLACE FUNCTION documents_next_page_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO documents_page_revision (transaction, number)
    VALUES (pg_current_xact_id()::text::bigint, nextval('documents_page_revision_number'))
    ON CONFLICT (transaction) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'documents_agent', 'documents_contribution', 'documents_criterion', 'documents_entry',
        'documents_entry_concepts', 'documents_entryplace', 'documents_evidenceblock',
        'documents_file', 'documents_finding', 'documents_finding_sources',
        'documents_harmanswer', 'documents_harmquestion', 'documents_identifier',
        'documents_indexedentry', 'documents_kind', 'documents_kind_schemes', 'documents_link',
        'documents_relation', 'documents_review', 'documents_revision', 'documents_score',
        'documents_scoremeaning', 'documents_section', 'documents_sectiontemplate',
        'documents_statechange', 'documents_submission', 'documents_threshold',
        'documents_translation', 'taxonomy_concept', 'taxonomy_concept_broader',
        'taxonomy_label', 'taxonomy_place', 'taxonomy_scheme'
    ] LOOP
        EXECUTE format(
            'CREATE OR REPLACE TRIGGER next_page_revision '
            'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I '
            'FOR EACH STATEMENT EXECUTE FUNCTION documents_next_page_revision()', name);
    END LOOP;
END $$;
