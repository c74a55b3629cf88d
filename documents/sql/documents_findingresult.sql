-- What a finding means for people: which direction of an outcome is wanted is said by the term
-- above it.
CREATE OR REPLACE VIEW documents_findingresult AS
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
