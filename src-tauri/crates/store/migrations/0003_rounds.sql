-- Rounds of people's results, and what is known of the reporting behind a measure.
CREATE TABLE measure_round (
    -- Projection: a round as it stands. Its entries are read from its newest wording.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev         INTEGER NOT NULL,
    measure_key INTEGER NOT NULL REFERENCES measure (key),
    side        TEXT    NOT NULL CHECK (side IN ('before', 'after', 'follow_up')),
    day         INTEGER NOT NULL, -- days since 1 January 1970
    kind        TEXT    NOT NULL CHECK (kind IN ('scores', 'answers', 'results', 'durations', 'event_dates')),
    entries     INTEGER NOT NULL, -- how many there are
    removed     INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX round_of_measure ON measure_round (measure_key, day);

CREATE TABLE measure_reporting (
    -- Projection: that the reporting panel of a measure was filled in. Its numbers are read from its newest wording.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev         INTEGER NOT NULL,
    measure_key INTEGER NOT NULL REFERENCES measure (key)
) STRICT, WITHOUT ROWID;
