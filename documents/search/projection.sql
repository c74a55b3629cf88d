-- Bring the search's rows to what the entries are now, in one statement.
-- Parameters: ids, the entries that changed, or NULL for all.
-- What a visitor must not find is not here: only published entries, only public concepts.
WITH wanted AS (
    SELECT id FROM documents_entry
    WHERE %(ids)s::bigint[] IS NULL OR id = ANY (%(ids)s::bigint[])
    UNION  -- being evaluated is a fact about the other end
    SELECT target_id FROM documents_relation
    WHERE type = 'evaluates' AND source_id = ANY (%(ids)s::bigint[])
), entry AS (
    SELECT * FROM documents_entry
    WHERE state = 'published' AND id IN (SELECT id FROM wanted)
), gone AS (
    DELETE FROM documents_indexedentry
    WHERE entry_id IN (SELECT id FROM wanted) AND entry_id NOT IN (SELECT id FROM entry)
), tag AS (
    SELECT tagged.entry_id, concept.id, concept.ancestor_ids
    FROM (
        SELECT id AS entry_id, kind_id AS concept_id FROM entry
        UNION SELECT entry_id, concept_id FROM documents_entry_concepts
        UNION SELECT entry_id, place_id FROM documents_entryplace
    ) tagged
    JOIN taxonomy_concept concept ON concept.id = tagged.concept_id
    WHERE tagged.entry_id IN (SELECT id FROM entry)
      AND concept.status IN ('accepted', 'deprecated')
), tag_or_above AS (
    SELECT tag.entry_id, concept.id, bool_or(concept.id = tag.id) AS direct
    FROM tag JOIN taxonomy_concept concept ON concept.id = ANY (tag.ancestor_ids)
    WHERE concept.status IN ('accepted', 'deprecated')
    GROUP BY tag.entry_id, concept.id
), tags AS (
    SELECT entry_id, array_agg(id ORDER BY id) AS concept_ids
    FROM tag_or_above GROUP BY entry_id
), labels AS (
    SELECT entry_id, twg_join(twg_vector(language, text, weight)) AS vector
    FROM (
        SELECT tag.entry_id, label.language, CASE WHEN tag.direct THEN 'B' ELSE 'C' END AS weight,
               string_agg(label.text, ' · ') AS text
        FROM tag_or_above tag JOIN taxonomy_label label ON label.concept_id = tag.id
        GROUP BY 1, 2, 3
    ) texts GROUP BY entry_id
), translations AS (
    SELECT entry_id,
           twg_join(twg_vector(language, title, 'A') || twg_vector(language, takeaway, 'B')
                    || twg_vector(language, summary, 'C')) AS vector,
           jsonb_object_agg(language, twg_sort_key(title)) FILTER (WHERE title <> '') AS title_keys
    FROM documents_translation WHERE entry_id IN (SELECT id FROM entry) GROUP BY entry_id
), names AS (
    SELECT entry_id, string_agg(agent.name || ' ' || agent.acronym, ' · ') AS text
    FROM documents_contribution JOIN documents_agent agent ON agent.id = agent_id
    WHERE entry_id IN (SELECT id FROM entry) GROUP BY entry_id
), numbers AS (
    SELECT entry_id, string_agg(value, ' · ') AS text
    FROM documents_identifier WHERE entry_id IN (SELECT id FROM entry) GROUP BY entry_id
), sections AS (
    SELECT entry_id, string_agg(text, ' · ') AS text
    FROM documents_section WHERE entry_id IN (SELECT id FROM entry) GROUP BY entry_id
), files AS (
    SELECT entry_id, twg_join(twg_vector(language, left(text, 100000), 'D')) AS vector
    FROM (
        SELECT entry_id, language, string_agg(text, ' · ' ORDER BY number) AS text
        FROM documents_file WHERE entry_id IN (SELECT id FROM entry) AND text <> ''
        GROUP BY entry_id, language
    ) texts GROUP BY entry_id
), evaluations AS (
    SELECT relation.target_id AS entry_id, min(twg_public_from(source)) AS evaluated_from
    FROM documents_relation relation JOIN documents_entry source ON source.id = relation.source_id
    WHERE relation.type = 'evaluates' AND relation.target_id IN (SELECT id FROM entry)
      AND source.state = 'published' AND source.access <> 'members'
    GROUP BY relation.target_id
)
INSERT INTO documents_indexedentry (
    entry_id, vector, concept_ids, year, has_file, evaluated_from, members_only, public_from,
    title_key, title_keys, issued
)
SELECT
    entry.id,
    twg_vector(entry.title_language, entry.title, 'A')
        || twg_vector('', 'TWG-' || lpad(entry.id::text, 4, '0'), 'A')
        || twg_vector(entry.text_language, entry.takeaway, 'B')
        || twg_vector('', coalesce(names.text, ''), 'B')
        || twg_vector('', coalesce(numbers.text, ''), 'B')
        || coalesce(labels.vector, ''::tsvector)
        || coalesce(translations.vector, ''::tsvector)
        || twg_vector(entry.text_language, entry.summary, 'C')
        || twg_vector(entry.text_language, coalesce(sections.text, ''), 'C')
        || twg_vector('', entry.container_title, 'C')
        || coalesce(files.vector, ''::tsvector),
    coalesce(tags.concept_ids, '{}'),
    entry.issued_year,
    EXISTS (SELECT FROM documents_file file WHERE file.entry_id = entry.id),
    evaluations.evaluated_from,
    entry.access = 'members',
    twg_public_from(entry),
    twg_sort_key(entry.title),
    coalesce(translations.title_keys, '{}') - entry.title_language,
    entry.issued
FROM entry
LEFT JOIN tags ON tags.entry_id = entry.id
LEFT JOIN labels ON labels.entry_id = entry.id
LEFT JOIN translations ON translations.entry_id = entry.id
LEFT JOIN names ON names.entry_id = entry.id
LEFT JOIN numbers ON numbers.entry_id = entry.id
LEFT JOIN sections ON sections.entry_id = entry.id
LEFT JOIN files ON files.entry_id = entry.id
LEFT JOIN evaluations ON evaluations.entry_id = entry.id
ON CONFLICT (entry_id) DO UPDATE SET
    vector = excluded.vector, concept_ids = excluded.concept_ids, year = excluded.year,
    has_file = excluded.has_file, evaluated_from = excluded.evaluated_from,
    members_only = excluded.members_only, public_from = excluded.public_from,
    title_key = excluded.title_key, title_keys = excluded.title_keys, issued = excluded.issued
