-- Cases like one case: of the same adult, the same alleged source, or the same type in the same service, that became
-- known within the days given. Each person counts under the record that stands for them.
WITH own AS (
    SELECT c.id, c.service_id, coalesce(p.merged_into, p.id) AS person
    FROM visible_case AS c LEFT JOIN person AS p ON p.id = c.subject_id WHERE c.id = :id
), own_source AS (
    SELECT DISTINCT coalesce(p.merged_into, p.id) AS person
    FROM allegation AS a JOIN person AS p ON p.id = a.person_id WHERE a.case_id = :id AND a.removed = 0
), own_type AS (
    SELECT DISTINCT t.abuse_type
    FROM allegation AS a JOIN allegation_type AS t ON t.allegation_id = a.id WHERE a.case_id = :id AND a.removed = 0
)
SELECT c.id, c.reference, c.title, c.state,
    c.aware_date, c.aware_time, c.aware_offset_min, c.aware_precision,
    coalesce(coalesce(s.merged_into, s.id) = own.person, 0) AS same_person,
    EXISTS (
        SELECT 1 FROM allegation AS a JOIN person AS p ON p.id = a.person_id
        WHERE a.case_id = c.id AND a.removed = 0 AND coalesce(p.merged_into, p.id) IN (SELECT person FROM own_source)
    ) AS same_source,
    (c.service_id = own.service_id AND EXISTS (
        SELECT 1 FROM allegation AS a JOIN allegation_type AS t ON t.allegation_id = a.id
        WHERE a.case_id = c.id AND a.removed = 0 AND t.abuse_type IN (SELECT abuse_type FROM own_type)
    )) AS same_type
FROM own
JOIN visible_case AS c ON c.id <> own.id AND c.state NOT IN ('draft', 'withdrawn')
LEFT JOIN person AS s ON s.id = c.subject_id
WHERE c.aware_sort BETWEEN :from AND :to AND (same_person OR same_source OR same_type)
ORDER BY c.aware_sort, c.reference
