-- Every dated referral, notification and decision of a service's cases: from parts, and as typed into the timeline.
SELECT c.id, c.reference, c.state, c.aware_date, c.aware_time, c.aware_offset_min, c.aware_precision,
    f.what, f.fact_date, f.fact_time, f.fact_offset_min, f.fact_precision, f.right_way
FROM visible_case AS c
LEFT JOIN (
    SELECT case_id, what, fact_date, fact_time, fact_offset_min, fact_precision, fact_sort, right_way
    FROM case_time WHERE removed = 0
    UNION ALL
    SELECT case_id,
        CASE kind WHEN 'referral' THEN 'referred' WHEN 'cqc_notification' THEN 'notified' ELSE 'decided' END,
        fact_date, fact_time, fact_offset_min, fact_precision, fact_sort, NULL
    FROM timeline_event
    WHERE removed = 0 AND kind IN ('referral', 'cqc_notification', 'la_decision', 'la_no_enquiry')
) AS f ON f.case_id = c.id
WHERE c.service_id = :service AND c.state NOT IN ('draft', 'withdrawn')
ORDER BY c.aware_sort, c.id, f.fact_sort
