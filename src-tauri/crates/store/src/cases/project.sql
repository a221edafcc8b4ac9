INSERT INTO safeguarding_case (id, rev, service_id, reference, title, state, access, aware_date, aware_time,
    aware_offset_min, aware_precision, aware_sort, subject_id, recorded_at, last_entry_at, closed_on, group_id, removed)
VALUES (:id, :rev, :service_id, :reference, :title, :state, :access, :aware_date, :aware_time,
    :aware_offset_min, :aware_precision, :aware_sort, :subject_id, :recorded_at, :recorded_at, :closed_on, :group_id, :removed)
ON CONFLICT (id) DO UPDATE SET
    rev = :rev, service_id = :service_id, title = :title, state = :state, access = :access,
    aware_date = :aware_date, aware_time = :aware_time, aware_offset_min = :aware_offset_min,
    aware_precision = :aware_precision, aware_sort = :aware_sort, subject_id = :subject_id,
    closed_on = :closed_on, group_id = :group_id, removed = :removed
