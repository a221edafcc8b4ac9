CREATE TABLE action (
    -- Projection.
    id       BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev      INTEGER NOT NULL,
    case_id  BLOB    NOT NULL REFERENCES safeguarding_case (id),
    number   INTEGER NOT NULL UNIQUE, -- A-0031
    progress TEXT    NOT NULL CHECK (progress IN ('not_started', 'in_progress', 'done', 'superseded')),
    due      TEXT,
    go_live  TEXT,
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;

CREATE TABLE allegation (
    -- Projection: what recurrence and lists ask of an allegation.
    id        BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev       INTEGER NOT NULL,
    case_id   BLOB    NOT NULL REFERENCES safeguarding_case (id),
    source    TEXT             CHECK (source IN ('service_provider', 'other_known', 'other_unknown')),
    person_id BLOB             CHECK (length(person_id) = 16), -- alleged to have caused harm; absent while unknown
    location  TEXT,
    removed   INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE allegation_result (
    -- Projection: a finding (on the balance of probabilities), or the results on risk, of an allegation.
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev           INTEGER NOT NULL,
    case_id       BLOB    NOT NULL REFERENCES safeguarding_case (id),
    allegation_id BLOB    NOT NULL CHECK (length(allegation_id) = 16),
    finding       TEXT    CHECK (finding IN ('substantiated', 'partially_substantiated', 'inconclusive',
        'not_substantiated', 'ceased')),
    assessed      TEXT    CHECK (assessed IN ('risk_action', 'risk_no_action', 'inconclusive_action',
        'inconclusive_no_action', 'no_risk_action', 'no_risk_no_action', 'ceased_individual_request')),
    outcome       TEXT    CHECK (outcome IN ('remained', 'reduced', 'removed', 'not_applicable')),
    decided_on    TEXT,    -- date
    removed       INTEGER NOT NULL CHECK (removed IN (0, 1)),
    CHECK ((finding IS NULL) <> (assessed IS NULL)),
    -- SAC: a risk outcome exactly where risk was identified.
    CHECK (assessed IS NULL OR (outcome = 'not_applicable') = (assessed NOT IN ('risk_action', 'risk_no_action')))
) STRICT, WITHOUT ROWID;

CREATE TABLE allegation_type (
    -- Projection: the types of abuse or neglect of an allegation.
    allegation_id BLOB NOT NULL REFERENCES allegation (id),
    abuse_type    TEXT NOT NULL CHECK (abuse_type IN ('physical', 'domestic', 'sexual', 'psychological',
        'financial_material', 'modern_slavery', 'discriminatory', 'organisational', 'neglect_omission', 'self_neglect',
        'sexual_exploitation')),
    PRIMARY KEY (allegation_id, abuse_type)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    -- Append-only, each entry bound to the one before by its hash.
    seq            INTEGER PRIMARY KEY,
    wall_ms        INTEGER NOT NULL, -- the clock's reading, true or not
    clock_flag     INTEGER NOT NULL CHECK (clock_flag IN (0, 1)), -- 1: earlier than the entry before
    user_id        BLOB             CHECK (length(user_id) = 16),
    action         TEXT    NOT NULL,
    subject        TEXT,             -- kind:id, or a plain number; never content
    revision       INTEGER,
    content_digest BLOB             CHECK (length(content_digest) = 32),
    reason         TEXT,
    prev           BLOB    NOT NULL CHECK (length(prev) = 32),
    hash           BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE case_group (
    -- Projection: cases of one enquiry, one for each adult, that share meetings and agencies.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    service_id BLOB    NOT NULL REFERENCES service (id),
    title      TEXT    NOT NULL,
    removed    INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE case_measure (
    -- Projection.
    case_id    BLOB    NOT NULL REFERENCES safeguarding_case (id),
    measure_id BLOB    NOT NULL REFERENCES measure (id),
    lead       INTEGER NOT NULL CHECK (lead IN (0, 1)),
    PRIMARY KEY (case_id, measure_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_part (
    -- Projection: a part that everybody who reads the case may read. Its fields are read from its newest wording.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev         INTEGER NOT NULL,
    case_id     BLOB             CHECK (length(case_id) = 16),
    group_id    BLOB             CHECK (length(group_id) = 16),
    kind        TEXT    NOT NULL, -- by its code in the catalogue
    recorded_at INTEGER NOT NULL, -- of the first revision
    first_seq   INTEGER NOT NULL, -- sequence of the first revision: settles ties
    removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
    CHECK ((case_id IS NULL) <> (group_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE case_time (
    -- Projection: the dates of parts by which times taken are worked out.
    id          BLOB    NOT NULL CHECK (length(id) = 16), -- the part
    rev         INTEGER NOT NULL,
    case_id     BLOB    NOT NULL CHECK (length(case_id) = 16),
    what        TEXT    NOT NULL CHECK (what IN ('referred', 'notified', 'decided')),
    fact_date   TEXT    NOT NULL,
    fact_time   TEXT,
    fact_offset_min INTEGER,
    fact_precision  TEXT NOT NULL CHECK (fact_precision IN ('exact', 'date', 'about')),
    fact_sort   INTEGER NOT NULL,
    right_way   INTEGER          CHECK (right_way IN (0, 1)), -- whether a referral went the right way first time, if known
    removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE concern_import (
    -- Projection: files of concerns that were brought in, each whole.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    service_id BLOB    NOT NULL REFERENCES service (id),
    undone     INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE count_entry (
    -- One act of entering counts: typed into the grid, imported from a file, or an undo.
    key         INTEGER PRIMARY KEY AUTOINCREMENT,
    id          BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    measure_key INTEGER NOT NULL REFERENCES measure (key),
    how         TEXT    NOT NULL CHECK (how IN ('typed', 'imported', 'undo')),
    file_name   TEXT,
    file_sha256 BLOB             CHECK (length(file_sha256) = 32),
    rows        INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    author_id   BLOB    NOT NULL REFERENCES user (id),
    undoes      INTEGER          REFERENCES count_entry (key) CHECK ((undoes IS NULL) = (how <> 'undo')),
    salt16      BLOB    NOT NULL CHECK (length(salt16) = 16),
    digest      BLOB    NOT NULL CHECK (length(digest) = 32), -- SHA-256 of salt, entry and rows, as the chain has it
    audit_seq   INTEGER NOT NULL
) STRICT;

CREATE TABLE counter (
    -- The last number given out in each series; numbers are never reused.
    series TEXT    NOT NULL CHECK (series IN ('case', 'pack', 'action', 'person', 'evidence')),
    year   INTEGER NOT NULL, -- of recording; 0 where a series does not begin anew each year
    last   INTEGER NOT NULL,
    PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    -- Unfinished text, kept while it is typed.
    user_id  BLOB    NOT NULL REFERENCES user (id),
    key      TEXT    NOT NULL, -- which form of which record
    based_on INTEGER,          -- the revision it was begun on
    body     TEXT    NOT NULL, -- JSON of the form
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE evidence_chunk (
    -- A piece of a file: 1 MiB, the last one shorter.
    file_key INTEGER NOT NULL REFERENCES evidence_file (key),
    n        INTEGER NOT NULL CHECK (n >= 0), -- its place, from 0
    sha256   BLOB    NOT NULL CHECK (length(sha256) = 32),
    bytes    BLOB    NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (file_key, n)
) STRICT;

CREATE TABLE evidence_file (
    -- A file as it was added. Once it is kept, it is never rewritten.
    key        INTEGER PRIMARY KEY, -- short key of its pieces
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    case_id    BLOB             REFERENCES safeguarding_case (id),
    group_id   BLOB             REFERENCES case_group (id),
    name       TEXT    NOT NULL, -- its own name, without a path
    state      TEXT    NOT NULL CHECK (state IN ('importing', 'kept')), -- what is importing is cleared at the next opening
    size       INTEGER          CHECK (size > 0), -- bytes; this and what follows is known once the file is kept
    sha256     BLOB             CHECK (length(sha256) = 32), -- of the whole file
    media_type TEXT,             -- by its content, whatever its name says
    added_at   INTEGER NOT NULL, -- UTC milliseconds
    added_by   BLOB    NOT NULL REFERENCES user (id),
    salt16     BLOB             CHECK (length(salt16) = 16),
    audit_seq  INTEGER,          -- the entry of the chain that vouches for the file and its pieces
    CHECK ((case_id IS NULL) <> (group_id IS NULL)),
    CHECK (state = 'importing' OR (size IS NOT NULL AND sha256 IS NOT NULL AND media_type IS NOT NULL
        AND salt16 IS NOT NULL AND audit_seq IS NOT NULL))
) STRICT;

CREATE TABLE evidence_item (
    -- Projection: an item of evidence by its number, and its file where it has one.
    id       BLOB    PRIMARY KEY CHECK (length(id) = 16), -- of the part
    rev      INTEGER NOT NULL,
    case_id  BLOB             CHECK (length(case_id) = 16),
    group_id BLOB             CHECK (length(group_id) = 16),
    number   INTEGER NOT NULL UNIQUE, -- E-0031
    file_id  BLOB             CHECK (length(file_id) = 16),
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    CHECK ((case_id IS NULL) <> (group_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE findable (
    -- Projection: the words of a record that can be found. Those in the bin have no row.
    seq         INTEGER PRIMARY KEY, -- of the first revision: the newest records have the highest
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    kind        TEXT    NOT NULL,    -- of the revisions
    case_id     BLOB             CHECK (length(case_id) = 16),
    group_id    BLOB             CHECK (length(group_id) = 16),
    service_id  BLOB             CHECK (length(service_id) = 16),
    compartment TEXT    NOT NULL CHECK (compartment IN ('general', 'reporter', 'staff_matter', 'police',
        'third_party_health')),
    reference   TEXT,                -- as shown: P-0031
    names       TEXT    NOT NULL,    -- words in which a slip of one letter is forgiven
    words       TEXT    NOT NULL,    -- the rest of its words, and the identities of people it names
    -- Where it belongs decides who finds it.
    CHECK ((case_id IS NOT NULL) + (group_id IS NOT NULL) + (service_id IS NOT NULL) = 1)
) STRICT;

CREATE TABLE findable_edition (
    -- By which rules and lists the words above were made. Where this program has others, they are made anew.
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    digest BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE VIRTUAL TABLE findable_index USING fts5 (
    names, words, content = 'findable', content_rowid = 'seq', columnsize = 0, tokenize = 'ascii'
);

CREATE TABLE 'findable_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'findable_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'findable_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE la_decision (
    -- Projection: what a local authority decided on a concern.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    case_id    BLOB    NOT NULL REFERENCES safeguarding_case (id),
    decision   TEXT    NOT NULL CHECK (decision IN ('pending', 's42_duty_met', 'other_enquiry',
        'not_safeguarding_other_route', 'no_further_action', 'info_requested', 'transferred_other_la')),
    decided_on TEXT    NOT NULL, -- date
    removed    INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE measure (
    -- Projection.
    key        INTEGER PRIMARY KEY, -- short key of the counts
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    service_id BLOB    NOT NULL REFERENCES service (id),
    indicator  TEXT    NOT NULL,
    every      TEXT    NOT NULL CHECK (every IN ('day', 'week', 'month', 'quarter'))
) STRICT;

CREATE TABLE measure_reporting (
    -- Projection: that the reporting panel of a measure was filled in. Its numbers are read from its newest wording.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev         INTEGER NOT NULL,
    measure_key INTEGER NOT NULL REFERENCES measure (key)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE own_reference_entry (
    -- Projection: rows of lists that are the provider's own. One of the same code wins over the compiled one.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    kind       TEXT    NOT NULL, -- the list
    code       TEXT    NOT NULL, -- never reused
    label      TEXT    NOT NULL,
    data       TEXT    NOT NULL, -- JSON, of the form its kind prescribes
    source     TEXT    NOT NULL,
    valid_from TEXT    NOT NULL, -- date
    retired_on TEXT,             -- date
    UNIQUE (kind, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE pack (
    -- The register of packs: who, when, for whom, and the input from which the same bytes can be built again.
    id        BLOB    PRIMARY KEY CHECK (length(id) = 16),
    number    TEXT    NOT NULL UNIQUE, -- EP-2026-004
    case_id   BLOB    NOT NULL REFERENCES safeguarding_case (id),
    made_at   INTEGER NOT NULL,
    made_by   BLOB    NOT NULL REFERENCES user (id),
    audience  TEXT    NOT NULL,
    recipient TEXT    NOT NULL,
    purpose   TEXT    NOT NULL,
    basis     TEXT    NOT NULL,
    input     BLOB    NOT NULL, -- JSON
    sha256    BLOB    NOT NULL CHECK (length(sha256) = 32),
    pages     INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    salt16    BLOB    NOT NULL CHECK (length(salt16) = 16),
    audit_seq INTEGER NOT NULL  -- the entry of the chain that vouches for this row
) STRICT;

CREATE TABLE part_person (
    -- Projection: who is named by which part.
    part_id     BLOB    NOT NULL CHECK (length(part_id) = 16),
    rev         INTEGER NOT NULL,
    case_id     BLOB             CHECK (length(case_id) = 16),
    person_id   BLOB    NOT NULL CHECK (length(person_id) = 16),
    kind        TEXT    NOT NULL, -- of the part, by its code in the catalogue
    role        TEXT,             -- of a participant
    compartment TEXT    NOT NULL CHECK (compartment IN ('general', 'reporter', 'staff_matter', 'police', 'third_party_health')),
    removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
    PRIMARY KEY (part_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE period_count (
    -- The count of one period as it stands.
    measure_key INTEGER NOT NULL REFERENCES measure (key),
    start       INTEGER NOT NULL, -- days since 1 January 1970
    events      INTEGER NOT NULL CHECK (events >= 0),
    exposure    INTEGER          CHECK (exposure >= 0), -- absent when only events were counted
    entry_key   INTEGER NOT NULL REFERENCES count_entry (key),
    PRIMARY KEY (measure_key, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE period_count_history (
    -- What a period's count was before it was corrected or undone.
    measure_key INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    events      INTEGER NOT NULL,
    exposure    INTEGER,
    entry_key   INTEGER NOT NULL REFERENCES count_entry (key),
    replaced_by INTEGER NOT NULL REFERENCES count_entry (key)
) STRICT;

CREATE TABLE period_note (
    -- Projection: the remark on a period as it stands.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev         INTEGER NOT NULL,
    measure_key INTEGER NOT NULL REFERENCES measure (key),
    start       INTEGER NOT NULL, -- days since 1 January 1970
    text        TEXT    NOT NULL,
    UNIQUE (measure_key, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    -- Projection.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    service_id BLOB    NOT NULL REFERENCES service (id),
    number     INTEGER NOT NULL UNIQUE, -- P-0031
    name       TEXT    NOT NULL
, kind TEXT NOT NULL DEFAULT 'supported'
    CHECK (kind IN ('supported', 'relative', 'staff', 'professional', 'organisation')), born TEXT, merged_into BLOB CHECK (length(merged_into) = 16), removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))) STRICT;

CREATE TABLE reference_entry (
    -- Lists that a provider may extend. A code is never reused.
    kind       TEXT NOT NULL,
    code       TEXT NOT NULL,
    label      TEXT NOT NULL,
    data       TEXT NOT NULL, -- JSON, of the form its kind prescribes
    source     TEXT NOT NULL,
    own        INTEGER NOT NULL CHECK (own IN (0, 1)), -- 1: the provider's own row, which no update touches
    valid_from TEXT NOT NULL, -- date
    retired_on TEXT,          -- date
    PRIMARY KEY (kind, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_list (
    -- Which edition of each compiled list stands in reference_entry.
    kind   TEXT NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL CHECK (length(digest) = 32) -- SHA-256 of its rows
) STRICT, WITHOUT ROWID;

CREATE TABLE restricted_part (
    -- Projection: a part of a compartment. In a table of its own, so that no query for case content meets it.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev         INTEGER NOT NULL,
    case_id     BLOB             CHECK (length(case_id) = 16),
    group_id    BLOB             CHECK (length(group_id) = 16),
    compartment TEXT    NOT NULL CHECK (compartment IN ('reporter', 'staff_matter', 'police', 'third_party_health')),
    kind        TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL,
    first_seq   INTEGER NOT NULL,
    removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
    CHECK ((case_id IS NULL) <> (group_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    -- The record. Every other table that shows the same facts is a projection of it.
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id     BLOB             CHECK (length(case_id) = 16), -- absent for what belongs to no case
    kind        TEXT    NOT NULL,
    record_id   BLOB    NOT NULL CHECK (length(record_id) = 16),
    rev         INTEGER NOT NULL CHECK (rev > 0),
    recorded_at INTEGER NOT NULL, -- UTC milliseconds
    author_id   BLOB    NOT NULL REFERENCES user (id),
    reason      TEXT,
    salt16      BLOB             CHECK (length(salt16) = 16), -- absent after lawful erasure, with the body
    body        BLOB,             -- canonical CBOR: the same bytes that the audit digest covers
    digest      BLOB    NOT NULL CHECK (length(digest) = 32), -- SHA-256 of salt and body; outlives them
    audit_seq   INTEGER NOT NULL, -- the entry of the chain that vouches for it
    UNIQUE (kind, record_id, rev)
) STRICT;

CREATE TABLE safeguarding_case (
    -- Projection. Read through visible_case only.
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev           INTEGER NOT NULL,
    service_id    BLOB    NOT NULL REFERENCES service (id),
    reference     TEXT    NOT NULL UNIQUE,
    title         TEXT    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('draft', 'raised', 'awaiting_la_decision', 'managed_internally',
        'withdrawn', 'enquiry_in_progress', 'report_submitted', 'plan_in_progress', 'closed_by_la', 'closed_internally',
        'transferred', 'effectiveness_monitoring', 'sustained')),
    access        TEXT    NOT NULL CHECK (access IN ('open', 'restricted', 'sealed')),
    aware_date    TEXT    NOT NULL, -- as fact_date and the like of timeline_event
    aware_time    TEXT,
    aware_offset_min INTEGER,
    aware_precision  TEXT NOT NULL CHECK (aware_precision IN ('exact', 'date', 'about')),
    aware_sort    INTEGER NOT NULL, -- UTC milliseconds
    subject_id    BLOB             REFERENCES person (id),
    recorded_at   INTEGER NOT NULL, -- of the first revision
    last_entry_at INTEGER NOT NULL  -- of the newest revision of the case or anything in it
, closed_on TEXT, group_id BLOB CHECK (length(group_id) = 16), removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))) STRICT;

CREATE TABLE service (
    id       BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name     TEXT    NOT NULL UNIQUE,
    kind     TEXT    NOT NULL CHECK (kind IN ('homecare', 'care_home', 'supported_living', 'nursing')),
    position INTEGER NOT NULL -- in lists
) STRICT;

CREATE TABLE timeline_event (
    -- Projection.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev         INTEGER NOT NULL,
    case_id     BLOB    NOT NULL REFERENCES safeguarding_case (id),
    lane        TEXT    NOT NULL CHECK (lane IN ('case', 'agencies', 'actions', 'checks')),
    kind        TEXT    NOT NULL,
    fact_date   TEXT    NOT NULL,          -- local UK date
    fact_time   TEXT,                      -- local UK time, absent when only the date is known
    fact_offset_min INTEGER,               -- minutes east of UTC then in force
    fact_precision  TEXT NOT NULL CHECK (fact_precision IN ('exact', 'date', 'about')),
    fact_sort   INTEGER NOT NULL,          -- UTC milliseconds; start of the day when the time is not known
    recorded_at INTEGER NOT NULL,          -- of the first revision
    first_seq   INTEGER NOT NULL,          -- sequence of the first revision: settles ties
    removed     INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;

CREATE TABLE user (
    -- People who may unlock.
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    label       TEXT    NOT NULL UNIQUE, -- shown on the unlock screen: a job title rather than a name
    public_key  BLOB    NOT NULL CHECK (length(public_key) = 32), -- the only keys that anything is sealed to
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE user_preference (
    user_id      BLOB    PRIMARY KEY REFERENCES user (id),
    idle_minutes INTEGER NOT NULL CHECK (idle_minutes BETWEEN 5 AND 30),
    zoom         INTEGER NOT NULL CHECK (zoom BETWEEN 80 AND 200), -- per cent
    theme        TEXT    NOT NULL CHECK (theme IN ('system', 'light', 'dark')),
    capturable   INTEGER NOT NULL CHECK (capturable IN (0, 1)) -- whether screenshots may show the window
) STRICT, WITHOUT ROWID;

CREATE TABLE user_role (
    user_id BLOB NOT NULL REFERENCES user (id),
    role    TEXT NOT NULL CHECK (role IN ('administrator', 'manager', 'contributor', 'reader')),
    PRIMARY KEY (user_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE vault (
    -- One row: what this store is.
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    vault_id        BLOB    NOT NULL CHECK (length(vault_id) = 16),
    provider        TEXT    NOT NULL,
    created_at      INTEGER NOT NULL, -- UTC milliseconds since 1970
    generation      INTEGER NOT NULL, -- of the data key
    keys_hash       BLOB    NOT NULL CHECK (length(keys_hash) = 32), -- of the key file now beside this file
    keys_hash_next  BLOB             CHECK (length(keys_hash_next) = 32), -- while a new key file is being put in place
    demo_now        TEXT              -- local UK time that the demonstration takes for now; absent in a real store
) STRICT;

CREATE INDEX action_of_case ON action (case_id, go_live, number);

CREATE INDEX allegation_of_case ON allegation (case_id);

CREATE INDEX allegation_of_person ON allegation (person_id);

CREATE INDEX audit_clock_flag ON audit (seq) WHERE clock_flag = 1;

CREATE TRIGGER audit_continues BEFORE INSERT ON audit
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
    OR new.prev IS NOT coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN
    SELECT RAISE(ABORT, 'the audit chain continues at its end only');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit chain is never shortened');
END;

CREATE TRIGGER audit_is_not_updated BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit chain is never changed');
END;

CREATE INDEX case_by_awareness ON safeguarding_case (aware_sort);

CREATE INDEX case_by_last_entry ON safeguarding_case (last_entry_at DESC);

CREATE INDEX case_of_group ON safeguarding_case (group_id) WHERE group_id IS NOT NULL;

CREATE INDEX case_of_subject ON safeguarding_case (subject_id);

CREATE INDEX decision_of_case ON la_decision (case_id);

CREATE INDEX entry_of_measure ON count_entry (measure_key, key);

CREATE TRIGGER evaluation_is_not_removed BEFORE DELETE ON evaluation BEGIN
    SELECT raise(ABORT, 'an evaluation is not removed');
END;

CREATE TRIGGER evaluation_is_not_rewritten BEFORE UPDATE ON evaluation BEGIN
    SELECT raise(ABORT, 'an evaluation is not rewritten');
END;

CREATE INDEX evaluation_of_measure ON evaluation (measure_key, change_on, check_on, key);

CREATE INDEX event_of_case ON timeline_event (case_id, fact_sort, recorded_at, first_seq);

CREATE TRIGGER evidence_chunk_is_added_while_importing BEFORE INSERT ON evidence_chunk
WHEN (SELECT state FROM evidence_file WHERE key = new.file_key) IS NOT 'importing'
BEGIN
    SELECT raise(ABORT, 'a file that is kept takes no further piece');
END;

CREATE TRIGGER evidence_chunk_is_not_removed BEFORE DELETE ON evidence_chunk
WHEN (SELECT state FROM evidence_file WHERE key = old.file_key) IS NOT 'importing'
BEGIN
    SELECT raise(ABORT, 'a piece of a file that is kept is not removed');
END;

CREATE TRIGGER evidence_chunk_is_not_rewritten BEFORE UPDATE ON evidence_chunk BEGIN
    SELECT raise(ABORT, 'a piece of a file is not rewritten');
END;

CREATE INDEX evidence_file_importing ON evidence_file (key) WHERE state = 'importing';

CREATE TRIGGER evidence_file_is_not_removed BEFORE DELETE ON evidence_file WHEN old.state <> 'importing' BEGIN
    SELECT raise(ABORT, 'a file that is kept is not removed');
END;

CREATE TRIGGER evidence_file_is_not_rewritten BEFORE UPDATE ON evidence_file WHEN old.state <> 'importing' BEGIN
    SELECT raise(ABORT, 'a file that is kept is not rewritten');
END;

CREATE INDEX evidence_file_of_case ON evidence_file (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX evidence_file_of_group ON evidence_file (group_id) WHERE group_id IS NOT NULL;

CREATE INDEX evidence_item_of_file ON evidence_item (file_id) WHERE file_id IS NOT NULL;

CREATE INDEX findable_by_name ON findable (kind, service_id, names, id) WHERE names <> '';

CREATE INDEX findable_by_place ON findable (seq, case_id, group_id, compartment);

CREATE INDEX findable_by_reference ON findable (reference) WHERE reference IS NOT NULL;

CREATE UNIQUE INDEX findable_of_record ON findable (kind, id);

CREATE INDEX history_of_entry ON period_count_history (entry_key);

CREATE INDEX history_of_period ON period_count_history (measure_key, start);

CREATE INDEX import_of_service ON concern_import (service_id);

CREATE UNIQUE INDEX measure_of_service ON measure (service_id, indicator);

CREATE INDEX pack_of_case ON pack (case_id, made_at);

CREATE INDEX part_of_case ON case_part (case_id, kind);

CREATE INDEX part_of_group ON case_part (group_id, kind);

CREATE INDEX part_of_person ON part_person (person_id);

CREATE INDEX person_by_standing ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX restricted_part_of_case ON restricted_part (case_id, compartment);

CREATE INDEX result_of_case ON allegation_result (case_id);

CREATE INDEX revision_of_audit ON revision (audit_seq);

CREATE INDEX revision_of_case ON revision (case_id, seq) WHERE case_id IS NOT NULL;

CREATE INDEX round_of_measure ON measure_round (measure_key, day);

CREATE INDEX time_of_case ON case_time (case_id, what, fact_sort);

CREATE INDEX undo_of_entry ON count_entry (undoes) WHERE undoes IS NOT NULL;

