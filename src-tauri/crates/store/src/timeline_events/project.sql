INSERT INTO timeline_event (id, rev, case_id, lane, kind, fact_date, fact_time, fact_offset_min, fact_precision, fact_sort,
    recorded_at, first_seq, removed)
VALUES (:id, :rev, :case_id, :lane, :kind, :fact_date, :fact_time, :fact_offset_min, :fact_precision, :fact_sort,
    :recorded_at, :first_seq, :removed)
ON CONFLICT (id) DO UPDATE SET
    rev = :rev, lane = :lane, kind = :kind, fact_date = :fact_date, fact_time = :fact_time,
    fact_offset_min = :fact_offset_min, fact_precision = :fact_precision, fact_sort = :fact_sort, removed = :removed
