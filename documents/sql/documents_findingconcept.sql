-- The concepts that an entry has through its public findings: their outcomes, results, qualities.
CREATE OR REPLACE VIEW documents_findingconcept AS
SELECT finding.owner_id AS entry_id, finding.outcome_id AS concept_id
FROM documents_finding finding
WHERE finding.is_reported AND finding.outcome_id IS NOT NULL
UNION
SELECT finding.owner_id, concept.id
FROM documents_finding finding
LEFT JOIN documents_findingresult result ON result.finding_id = finding.id
JOIN taxonomy_scheme scheme ON scheme.code IN ('result', 'evidence-quality')
JOIN taxonomy_concept concept ON concept.scheme_id = scheme.id AND concept.code =
    CASE scheme.code WHEN 'result' THEN result.code ELSE finding.quality::text END
WHERE finding.dimension = 'effect';
