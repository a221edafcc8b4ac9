-- What words find.
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

CREATE UNIQUE INDEX findable_of_record ON findable (kind, id);
CREATE INDEX findable_by_reference ON findable (reference) WHERE reference IS NOT NULL;
-- Holds all that is asked of every row that holds a word, however many there are: the texts are not read.
CREATE INDEX findable_by_place ON findable (seq, case_id, group_id, compartment);
-- Holds all that is asked of every name.
CREATE INDEX findable_by_name ON findable (kind, service_id, names, id) WHERE names <> '';

-- Its words are folded before they come here (domain::search), so that nothing is left for it but to cut at spaces.
-- It keeps no second copy of them.
CREATE VIRTUAL TABLE findable_index USING fts5 (
    names, words, content = 'findable', content_rowid = 'seq', columnsize = 0, tokenize = 'ascii'
);
-- Words taken out leave the file, as everywhere else.
INSERT INTO findable_index (findable_index, rank) VALUES ('secure-delete', 1);

-- Whoever is found under one of their records is found under all of them.
CREATE INDEX person_by_standing ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE findable_edition (
    -- By which rules and lists the words above were made. Where this program has others, they are made anew.
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    digest BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT;
