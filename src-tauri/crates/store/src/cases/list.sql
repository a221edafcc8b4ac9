SELECT c.id, c.rev, c.service_id, c.reference, c.title, c.state, c.last_entry_at,
    c.aware_date, c.aware_time, c.aware_offset_min, c.aware_precision,
    coalesce(q.name, p.name) AS subject,
    (SELECT m.indicator FROM case_measure AS l JOIN measure AS m ON m.id = l.measure_id
     WHERE l.case_id = c.id ORDER BY l.lead DESC LIMIT 1) AS lead_measure
FROM visible_case AS c
LEFT JOIN person AS p ON p.id = c.subject_id
LEFT JOIN person AS q ON q.id = p.merged_into
ORDER BY c.last_entry_at DESC, c.reference DESC
