-- Every verdict as it was worked out. Rows are added and never rewritten.
CREATE TABLE evaluation (
    key         INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_key INTEGER NOT NULL REFERENCES measure (key),
    change_on   INTEGER NOT NULL, -- the change judged, in days since 1970
    check_on    INTEGER,          -- the recorded check this look was; absent for any other look
    as_of       INTEGER NOT NULL, -- the day up to which periods were counted
    data_seq    INTEGER NOT NULL, -- the newest entry of the chain that bears on it
    rule_set    TEXT    NOT NULL,
    verdict     TEXT,             -- absent where the data allow none
    sentence    TEXT    NOT NULL, -- as it was shown
    result      TEXT    NOT NULL, -- JSON of everything the verdict rests on
    recorded_at INTEGER NOT NULL, -- UTC milliseconds
    author_id   BLOB    NOT NULL REFERENCES user (id),
    salt16      BLOB    NOT NULL CHECK (length(salt16) = 16),
    audit_seq   INTEGER NOT NULL  -- the entry of the chain that vouches for this row
) STRICT;

CREATE INDEX evaluation_of_measure ON evaluation (measure_key, change_on, check_on, key);

CREATE TRIGGER evaluation_is_not_rewritten BEFORE UPDATE ON evaluation BEGIN
    SELECT raise(ABORT, 'an evaluation is not rewritten');
END;

CREATE TRIGGER evaluation_is_not_removed BEFORE DELETE ON evaluation BEGIN
    SELECT raise(ABORT, 'an evaluation is not removed');
END;
