SELECT c.id, c.rev, c.service_id, c.reference, c.title, c.state, c.last_entry_at, r.body,
    p.name AS subject,
    (SELECT m.indicator FROM case_measure AS l JOIN measure AS m ON m.id = l.measure_id
     WHERE l.case_id = c.id ORDER BY l.lead DESC LIMIT 1) AS lead_measure
FROM visible_case AS c
JOIN revision AS r ON r.kind = 'case' AND r.record_id = c.id AND r.rev = c.rev
LEFT JOIN person AS p ON p.id = c.subject_id
ORDER BY c.last_entry_at DESC, c.reference DESC
