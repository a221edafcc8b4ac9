-- Parts of a case: allegations, decisions, duties, wishes, evidence and the like.
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

CREATE INDEX part_of_case ON case_part (case_id, kind);
CREATE INDEX part_of_group ON case_part (group_id, kind);

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

CREATE INDEX restricted_part_of_case ON restricted_part (case_id, compartment);

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

CREATE INDEX allegation_of_case ON allegation (case_id);
CREATE INDEX allegation_of_person ON allegation (person_id);

CREATE TABLE allegation_type (
    -- Projection: the types of abuse or neglect of an allegation.
    allegation_id BLOB NOT NULL REFERENCES allegation (id),
    abuse_type    TEXT NOT NULL CHECK (abuse_type IN ('physical', 'domestic', 'sexual', 'psychological',
        'financial_material', 'modern_slavery', 'discriminatory', 'organisational', 'neglect_omission', 'self_neglect',
        'sexual_exploitation')),
    PRIMARY KEY (allegation_id, abuse_type)
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

CREATE INDEX result_of_case ON allegation_result (case_id);

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

CREATE INDEX decision_of_case ON la_decision (case_id);

-- Anybody a case names, beside people supported.
ALTER TABLE person ADD COLUMN kind TEXT NOT NULL DEFAULT 'supported'
    CHECK (kind IN ('supported', 'relative', 'staff', 'professional', 'organisation'));
ALTER TABLE person ADD COLUMN born TEXT; -- date
ALTER TABLE person ADD COLUMN merged_into BLOB CHECK (length(merged_into) = 16); -- the same person, recorded twice
ALTER TABLE person ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1));

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

CREATE TABLE case_group (
    -- Projection: cases of one enquiry, one for each adult, that share meetings and agencies.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    service_id BLOB    NOT NULL REFERENCES service (id),
    title      TEXT    NOT NULL,
    removed    INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT, WITHOUT ROWID;

ALTER TABLE safeguarding_case ADD COLUMN closed_on TEXT; -- date of the council's closure where there is one, else of ours
ALTER TABLE safeguarding_case ADD COLUMN group_id BLOB CHECK (length(group_id) = 16);
ALTER TABLE safeguarding_case ADD COLUMN removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)); -- in the bin
CREATE INDEX case_of_subject ON safeguarding_case (subject_id);
CREATE INDEX case_of_group ON safeguarding_case (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX case_by_awareness ON safeguarding_case (aware_sort);

CREATE TABLE concern_import (
    -- Projection: files of concerns that were brought in, each whole.
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    rev        INTEGER NOT NULL,
    service_id BLOB    NOT NULL REFERENCES service (id),
    undone     INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX import_of_service ON concern_import (service_id);

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

CREATE INDEX time_of_case ON case_time (case_id, what, fact_sort);

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

CREATE INDEX part_of_person ON part_person (person_id);
