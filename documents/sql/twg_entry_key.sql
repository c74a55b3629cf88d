-- By what two entries are seen to be the same work: their numbers and addresses.
CREATE OR REPLACE VIEW twg_entry_key AS
SELECT entry_id, twg_identifier_key(scheme, value) AS key FROM documents_identifier
UNION ALL
SELECT entry_id, twg_url_key(url) FROM documents_link;
