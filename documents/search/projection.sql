-- Bring the search's rows to what the entries are now, in one statement.
-- Parameters: ids, the entries that changed.
-- What a visitor must not find is not here: only published entries, only public concepts.
WITH wanted AS (
    SELECT unnest(%(ids)s::bigint[]) AS id
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
        -- derived
    ) tagged
    JOIN taxonomy_concept concept ON concept.id = tagged.concept_id
    WHERE tagged.entry_id IN (SELECT id FROM entry)
      AND concept.status IN ('accepted', 'deprecated')
), tags AS (  -- with everything above them
    SELECT tag.entry_id, array_agg(DISTINCT concept.id ORDER BY concept.id) AS concept_ids
    FROM tag JOIN taxonomy_concept concept ON concept.id = ANY (tag.ancestor_ids)
    WHERE concept.status IN ('accepted', 'deprecated')
    GROUP BY tag.entry_id
), translation AS (
    SELECT * FROM documents_translation WHERE entry_id IN (SELECT id FROM entry)
), translations AS (
    SELECT entry_id,
        jsonb_object_agg(language, title) FILTER (WHERE title <> '') AS titles,
        jsonb_object_agg(language, twg_sort_key(title)) FILTER (WHERE title <> '') AS title_keys,
        jsonb_object_agg(language, takeaway) FILTER (WHERE takeaway <> '') AS takeaways
    FROM translation GROUP BY entry_id
), file AS (
    SELECT * FROM documents_file WHERE entry_id IN (SELECT id FROM entry)
), files AS (
    SELECT entry_id, jsonb_agg(jsonb_build_array(format, size) ORDER BY number) AS shown
    FROM file GROUP BY entry_id
), places AS (
    SELECT entry_id, jsonb_agg(place_id ORDER BY id) AS ids
    FROM documents_entryplace WHERE entry_id IN (SELECT id FROM entry) GROUP BY entry_id
), text (entry_id, weight, place, language, content) AS (
    -- Where a word stands decides its weight: A title, B takeaway and names, C summary and sections,
    -- D files. Without a language: as it stands. Labels of concepts are not here: the search looks
    -- for them in the vocabularies, so that a new name costs no entry anything.
    SELECT id, 'A', 1, title_language::text, title::text FROM entry
    UNION ALL SELECT id, 'A', 2, '', 'TWG-' || lpad(id::text, 4, '0') FROM entry
    UNION ALL SELECT entry_id, 'A', 3, language, title FROM translation
    UNION ALL SELECT id, 'B', 4, text_language, takeaway FROM entry
    UNION ALL SELECT entry_id, 'B', 5, language, takeaway FROM translation
    UNION ALL SELECT entry_id, 'B', 6, '',
            string_agg(agent.name || ' ' || agent.acronym, ' · ' ORDER BY role, position)
        FROM documents_contribution JOIN documents_agent agent ON agent.id = agent_id
        WHERE entry_id IN (SELECT id FROM entry) GROUP BY entry_id
    UNION ALL SELECT entry_id, 'B', 7, '', string_agg(value, ' · ' ORDER BY id)
        FROM documents_identifier WHERE entry_id IN (SELECT id FROM entry) GROUP BY entry_id
    UNION ALL SELECT id, 'C', 8, text_language, summary FROM entry
    UNION ALL SELECT entry_id, 'C', 9, language, summary FROM translation
    UNION ALL SELECT section.entry_id, 'C', 10, text_language,
            string_agg(section.text, ' · ' ORDER BY template_id)
        FROM documents_section section JOIN entry ON entry.id = section.entry_id
        GROUP BY section.entry_id, text_language
    UNION ALL SELECT id, 'C', 11, '', container_title FROM entry
    UNION ALL SELECT id, 'C', 13, '', coalesce(issued_year::text, '') FROM entry
    UNION ALL SELECT entry_id, 'D', 12, language,
            left(string_agg(file.text, ' · ' ORDER BY number), 100000)
        FROM file GROUP BY entry_id, language
), vectors AS (
    SELECT entry_id,
        twg_join(twg_vector(language, content, weight) ORDER BY weight, place, language)
            FILTER (WHERE weight < 'C') AS head,
        twg_join(twg_vector(language, content, weight) ORDER BY weight, place, language)
            FILTER (WHERE weight >= 'C') AS body
    FROM text WHERE content <> '' GROUP BY entry_id
), words AS (
    INSERT INTO documents_searchword (text, bare)
    SELECT DISTINCT token, bare FROM text, twg_words(left(content, 100000))
    ORDER BY token ON CONFLICT (text) DO NOTHING
), evaluations AS (
    SELECT relation.target_id AS entry_id, min(twg_public_from(source)) AS evaluated_from
    FROM documents_relation relation JOIN documents_entry source ON source.id = relation.source_id
    WHERE relation.type = 'evaluates' AND relation.target_id IN (SELECT id FROM entry)
      AND source.state = 'published' AND source.access <> 'members'
    GROUP BY relation.target_id
), change AS (
    INSERT INTO documents_searchchange (entry_ids) SELECT array_agg(id) FROM wanted
)
INSERT INTO documents_indexedentry (
    entry_id, vector, head, length, concept_ids, year, has_file, evaluated_from, members_only,
    public_from, title_key, title_keys, issued, shown
)
SELECT
    entry.id,
    coalesce(vectors.head, '') || coalesce(vectors.body, ''),
    coalesce(vectors.head, ''),
    coalesce(length(vectors.head), 0) + coalesce(length(vectors.body), 0),
    coalesce(tags.concept_ids, '{}'),
    entry.issued_year,
    files.entry_id IS NOT NULL,
    evaluations.evaluated_from,
    entry.access = 'members',
    twg_public_from(entry),
    twg_sort_key(entry.title),
    coalesce(translations.title_keys, '{}') - entry.title_language,
    entry.issued,
    jsonb_build_object(
        'title_language', entry.title_language,
        'titles', coalesce(translations.titles, '{}')
            || jsonb_build_object(entry.title_language, entry.title),
        'text_language', entry.text_language,
        'takeaways', coalesce(translations.takeaways, '{}') || CASE WHEN entry.takeaway = ''
            THEN '{}' ELSE jsonb_build_object(entry.text_language, entry.takeaway) END,
        'kind_id', entry.kind_id,
        'is_evidence', kind.is_evidence,
        'tells_of_failure', kind.tells_of_failure,
        'place_ids', coalesce(places.ids, '[]'),
        'files', coalesce(files.shown, '[]')
    )
FROM entry
JOIN documents_kind kind ON kind.concept_ptr_id = entry.kind_id
LEFT JOIN tags ON tags.entry_id = entry.id
LEFT JOIN translations ON translations.entry_id = entry.id
LEFT JOIN files ON files.entry_id = entry.id
LEFT JOIN places ON places.entry_id = entry.id
LEFT JOIN vectors ON vectors.entry_id = entry.id
LEFT JOIN evaluations ON evaluations.entry_id = entry.id
ON CONFLICT (entry_id) DO UPDATE SET
    vector = excluded.vector, head = excluded.head, length = excluded.length,
    concept_ids = excluded.concept_ids, year = excluded.year,
    has_file = excluded.has_file, evaluated_from = excluded.evaluated_from,
    members_only = excluded.members_only, public_from = excluded.public_from,
    title_key = excluded.title_key, title_keys = excluded.title_keys, issued = excluded.issued,
    shown = excluded.shown
